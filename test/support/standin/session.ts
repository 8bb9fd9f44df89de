import { EventEmitter } from 'node:events'
import type { Session } from 'electron'
import { state } from './state.ts'
import { strict } from './strict.ts'

type Used = 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'

/** Handlers are kept for the tests to call; Chromium itself, headless, asks nobody and denies. */
class SessionStandin extends EventEmitter implements Pick<Session, Used> {
  setPermissionRequestHandler(handler: typeof state.permissionRequest): void {
    state.permissionRequest = handler
  }

  setPermissionCheckHandler(handler: typeof state.permissionCheck): void {
    state.permissionCheck = handler
  }

  setDevicePermissionHandler(handler: typeof state.devicePermission): void {
    state.devicePermission = handler
  }
}

export const sessionStandin = new SessionStandin()

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', sessionStandin, [
    'select-serial-port',
    'serial-port-revoked',
  ]),
})
