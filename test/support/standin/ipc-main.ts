import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { desktopChannels } from '../../../shared/desktop-bridge.ts'
import { strict } from './strict.ts'

type Handler = Parameters<IpcMain['handle']>[1]

export class IpcMainStandin extends EventEmitter implements Pick<IpcMain, 'handle' | 'removeHandler'> {
  readonly $handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.$handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.$handlers.set(channel, handler)
  }

  removeHandler(channel: string): void {
    this.$handlers.delete(channel)
  }
}

export const ipcMainStandin = new IpcMainStandin()
export const ipcMain = strict('ipcMain', ipcMainStandin, Object.values(desktopChannels))
