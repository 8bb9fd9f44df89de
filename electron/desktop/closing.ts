import { app, type BrowserWindow, dialog } from 'electron'
import type { Host } from '../host/host.ts'
import { type Language, texts } from './texts.ts'
import type { UpdateAtClosing } from './updates.ts'
import { saveWindowState } from './window-state.ts'

/**
 * Work that is going on is asked about, and devices that are connected; then the page goes, the store is closed in order,
 * and only after that the process.
 */
export function guardClosing(
  window: BrowserWindow,
  host: Host,
  closeDoor: () => Promise<void>,
  language: () => Language,
  updates: UpdateAtClosing,
): void {
  leaveInOrder(window, {
    mayLeave: async () =>
      (!(await isWorking(host)) || (await askToStop(window, language()).catch(() => true))) &&
      (await mayCutOff(window, host, language())) &&
      (await updates.beforeLeaving(window, host)),
    stayed: () => updates.stayed(),
    close: async () => {
      await closeDoor()
      await host.close()
      await updates.afterClosing()
    },
    failed: (error) => host.services.log.bug(crypto.randomUUID().slice(0, 8), error),
  })
}

export interface Leaving {
  mayLeave(): Promise<boolean>
  /** She stays after all. */
  stayed(): Promise<void>
  /** Once the page is gone. */
  close(): Promise<void>
  failed(error: unknown): void
}

/** Closing the window ends the program, on every system: it has one window. */
export function leaveInOrder(window: BrowserWindow, { mayLeave, stayed, close, failed }: Leaving): void {
  let state: 'open' | 'asking' | 'closed' = 'open'
  const leave = async () => {
    if (state !== 'open') return
    state = 'asking'
    if (!(await mayLeave())) {
      await stayed()
      state = 'open'
      return
    }
    if (!window.isDestroyed()) {
      saveWindowState(window)
      // Before the store: the page must not call a host that is no more.
      window.destroy()
    }
    let exitCode = 0
    try {
      await close()
    } catch (error) {
      exitCode = 1
      failed(error)
    }
    state = 'closed'
    // quit() lets Chromium write what the page keeps in its own storage; exit() would not.
    if (exitCode === 0) app.quit()
    else app.exit(exitCode)
  }
  window.on('close', (event) => {
    event.preventDefault()
    void leave()
  })
  app.on('before-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    void leave()
  })
  // The window is destroyed before the store is closed; the program ends only after that.
  app.on('window-all-closed', () => {})
}

async function isWorking(host: Host): Promise<boolean> {
  const jobs = await host.services.jobs.list().catch(() => [])
  return jobs.some((job) => job.state === 'running')
}

/** Devices that are there now are cut off: asked about with their names. */
async function mayCutOff(window: BrowserWindow, host: Host, language: Language): Promise<boolean> {
  const names = host.services.stations.present()
  if (names.length === 0) return true
  const text = texts[language]
  return asks(
    window,
    text.stationsThere(names.join(language === 'en' ? ', ' : '、')),
    text.stationsThereDetail,
    language,
  )
}

async function askToStop(window: BrowserWindow, language: Language): Promise<boolean> {
  const text = texts[language]
  return asks(window, text.jobRunning, text.jobRunningDetail, language)
}

async function asks(
  window: BrowserWindow,
  message: string,
  detail: string,
  language: Language,
): Promise<boolean> {
  const text = texts[language]
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    title: text.program,
    message,
    detail,
    buttons: [text.keepWorking, text.stopAndClose],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
