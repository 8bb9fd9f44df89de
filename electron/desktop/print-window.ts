import { BrowserWindow, type WebContents } from 'electron'
import { homeUrl } from './app-origin.ts'
import type { PrintDocuments } from './print-documents.ts'

/** A font or picture that does not come must not keep a parcel waiting. */
const waitForPicturesMs = 10_000

/** Runs in the print window, whose own policy lets no script of the document run. */
const everythingIsThere = `Promise.race([
  Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode().catch(() => {}))]),
  new Promise((resolve) => setTimeout(resolve, ${waitForPicturesMs})),
]).then(() => true)`

/** Loads a document into a hidden window without a bridge, and closes it when `work` is done with it. */
export async function withPrintWindow<A>(
  documents: PrintDocuments,
  html: string,
  work: (contents: WebContents) => Promise<A>,
): Promise<A> {
  const path = documents.add(html)
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // A hidden window's fonts would load once a second.
      backgroundThrottling: false,
    },
  })
  try {
    await window.loadURL(new URL(path, homeUrl).href)
    await window.webContents.executeJavaScript(everythingIsThere)
    return await work(window.webContents)
  } finally {
    documents.remove(path)
    if (!window.isDestroyed()) window.destroy()
  }
}
