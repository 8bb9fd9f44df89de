import { spawn } from 'node:child_process'
import { app, type BrowserWindow, dialog } from 'electron'
import type { Host } from '../host/host.ts'
import type { Installer, SetupRun } from '../host/settings/updates/installer.ts'
import { type Language, texts } from './texts.ts'

/** What closing the window has to do with updates. */
export interface UpdateAtClosing {
  /** Asks about a planned update, and prepares it. False: the window stays open. */
  beforeLeaving(window: BrowserWindow, host: Host): Promise<boolean>
  /** Somebody kept the window open. */
  stayed(): Promise<void>
  /** The store is closed: starts the setup that waits. */
  afterClosing(): Promise<void>
}

/** Starts a setup once the program has ended in order: never beside an open store. */
export function createInstaller(language: () => Language): Installer & UpdateAtClosing {
  let waiting: SetupRun | null = null
  const withdraw = async () => {
    const run = waiting
    waiting = null
    await run?.withdraw()
  }
  return {
    endAndRun: (run) => {
      waiting = run
      // The call that asked for it is answered first.
      setTimeout(() => app.quit(), 100)
    },
    beforeLeaving: async (window, host) => {
      const { updates } = host.services
      const version = updates.planned()
      if (waiting !== null || version === null) return true
      const text = texts[language()]
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: text.program,
        message: text.installOnClose(version),
        detail: text.installOnCloseDetail,
        buttons: [text.installAndClose, text.closeOnly, text.keepWorking],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      })
      if (response === 2) return false
      if (response === 0) {
        try {
          await updates.installPlanned()
        } catch (error) {
          host.services.log.bug(crypto.randomUUID().slice(0, 8), error)
          dialog.showErrorBox(text.program, text.notInstalled)
        }
      }
      return true
    },
    stayed: withdraw,
    afterClosing: async () => {
      const run = waiting
      if (!run) return
      try {
        await run.verify()
        await startSetup(run.file, run.args)
      } catch {
        await withdraw()
        dialog.showErrorBox(texts[language()].program, texts[language()].notInstalled)
      }
    },
  }
}

/** Starts a program that outlives this one. Raises what the system says where it does not start. */
export function startSetup(file: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], { detached: true, stdio: 'ignore', shell: false })
    child.once('error', reject)
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
  })
}
