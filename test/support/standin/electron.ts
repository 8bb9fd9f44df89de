/**
 * `import … from 'electron'` of the program under test ends here (register.ts). No top-level await: the
 * script beside the program require()s it. A name that is missing is a link error, which is what we want.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { app, appStandin, chromiumProfile, makeReady } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain, ipcMainStandin } from './ipc-main.ts'
import { handlers, protocol } from './network.ts'
import { powerMonitor, powerSaveBlocker, powerStandin } from './power.ts'
import { safeStorage } from './safe-storage.ts'
import { schemes } from './schemes.ts'
import { session, sessionStandin } from './session.ts'
import { dialog, Menu, screen, shell } from './shell-parts.ts'
import { state } from './state.ts'

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
}

/** For the tests, beside the program: named so that no program can mean it. */
export const standin = {
  state,
  sessionStandin,
  powerStandin,
  ipcMainStandin,
  /** The schemes that were registered, and what answers them. */
  schemes,
  handlers,
  /** Chromium's ids of the windows' pages, in the windows' order, once they are there. */
  targets: async () => {
    const windows = [...state.windows]
    await Promise.all(windows.map((window) => window.$contents.$up))
    return windows.map((window) => window.$contents.$targetId)
  },
  debuggingPort: () =>
    Number(readFileSync(join(chromiumProfile(), 'DevToolsActivePort'), 'utf8').split('\n')[0]),
}

// Before Chromium is there nothing can be shown: the script is in place in time for the first dialog.
queueMicrotask(() => createRequire(import.meta.url)(process.env.DESKTOP_SCRIPT!))
setImmediate(() => {
  makeReady().catch((error: unknown) => {
    console.error('stand-in: Chromium did not start', error)
    process.exit(70)
  })
})

interface Question {
  readonly id: number
  readonly fn: string
  readonly arg: unknown
}

/** The test's line in: the same as `evaluate` of Playwright's ElectronApplication. */
async function answer({ id, fn, arg }: Question): Promise<void> {
  const electron = { app, BrowserWindow, dialog, ipcMain, session, shell, standin }
  try {
    // biome-ignore lint/security/noGlobalEval: it is the test's own function, sent as text
    const call = globalThis.eval(`(${fn})`) as (electron: object, arg: unknown) => unknown
    const value = await call(electron, arg)
    process.send?.({ id, value })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) })
  }
}
process.on('message', (question: Question) => void answer(question))
// The test's process died: nothing of ours stays behind.
process.on('disconnect', () => appStandin.exit(1))
