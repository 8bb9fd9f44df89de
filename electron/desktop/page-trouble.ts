import { type BrowserWindow, dialog } from 'electron'
import { type Language, texts } from './texts.ts'

/**
 * What happens where the page of a window stops or hangs: it is said, and the page is loaded again where she was;
 * what she had typed into a form is there again (renderer/ui/form/form-draft.ts). `note` puts a line into the log.
 */
export function guardPage(
  window: BrowserWindow,
  language: () => Language,
  note: (event: 'page-gone' | 'page-hangs', reason: string) => void,
): void {
  const { webContents } = window
  let isAsking = false
  const ask = async (what: 'gone' | 'hangs'): Promise<'reload' | 'other'> => {
    const text = texts[language()]
    const isGone = what === 'gone'
    const { response } = await dialog.showMessageBox(window, {
      type: isGone ? 'error' : 'warning',
      title: text.program,
      message: isGone ? text.pageGone : text.pageHangs,
      detail: isGone ? text.pageGoneDetail : text.pageHangsDetail,
      buttons: isGone ? [text.reload, text.close] : [text.wait, text.reload],
      defaultId: 0,
      cancelId: isGone ? 1 : 0,
      noLink: true,
    })
    return (response === 0) === isGone ? 'reload' : 'other'
  }
  const once = async (work: () => Promise<void>) => {
    if (isAsking) return
    isAsking = true
    try {
      await work()
    } finally {
      isAsking = false
    }
  }
  webContents.on('render-process-gone', (_event, { reason }) => {
    note('page-gone', reason)
    if (reason === 'clean-exit') return
    void once(async () => {
      const answer = await ask('gone')
      if (window.isDestroyed()) return
      if (answer === 'reload') webContents.reload()
      else window.close()
    })
  })
  window.on('unresponsive', () => {
    note('page-hangs', '')
    void once(async () => {
      if ((await ask('hangs')) === 'other' || window.isDestroyed()) return
      // A page that hangs does not hear that it should load again.
      webContents.forcefullyCrashRenderer()
      webContents.reload()
    })
  })
}
