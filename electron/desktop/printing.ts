import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, type WebContents } from 'electron'
import {
  type DesktopPdfJob,
  type DesktopPdfOutcome,
  type DesktopPrinter,
  type DesktopPrintJob,
  type DesktopPrintOutcome,
  desktopChannels,
} from '../../shared/desktop-bridge.ts'
import type { PrintOut } from '../host/stations/print-queue.ts'
import { isTrusted, type Sender } from './app-origin.ts'
import type { PrintDocuments } from './print-documents.ts'
import { pdfJobSchema, pdfOptions, printJobSchema, printOptions } from './print-options.ts'
import { withPrintWindow } from './print-window.ts'
import { type Language, texts } from './texts.ts'

/** A spooler that hangs must not hold up the next parcel for ever. */
const printTimeoutMs = 120_000

/**
 * Answers the page's printing calls, and gives the way for what other stations have printed here. Documents go to the
 * printer one after the other, in the order they came.
 */
export function answerPrinting(
  mainWindow: () => BrowserWindow | null,
  documents: PrintDocuments,
  language: () => Language,
): PrintOut {
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const turn = queue.then(work)
    queue = turn.catch(() => {})
    return turn
  }
  const asker = (event: Sender): BrowserWindow => {
    const window = mainWindow()
    if (!window || !isTrusted(event, window.webContents.id)) throw new Error('not our page')
    return window
  }
  ipcMain.handle(desktopChannels.printers, async (event) => listPrinters(asker(event).webContents))
  ipcMain.handle(desktopChannels.print, async (event, input: unknown) => {
    const { webContents } = asker(event)
    const job = printJobSchema.parse(input)
    return inTurn(() => print(webContents, documents, job))
  })
  ipcMain.handle(desktopChannels.printToPdf, async (event, input: unknown) => {
    const window = asker(event)
    const job = pdfJobSchema.parse(input)
    return inTurn(() => printToPdf(window, documents, job, language()))
  })
  return async ({ width, height, printerName, html, copies }) => {
    const window = mainWindow()
    if (!window) return { state: 'failed', reason: 'failed', detail: '' }
    const job = { html, copies, widthMm: width, heightMm: height, printer: printerName }
    try {
      const end = await inTurn(() => print(window.webContents, documents, job))
      return end.state === 'cancelled' ? { state: 'failed', reason: 'failed', detail: '' } : end
    } catch (error) {
      return { state: 'failed', reason: 'failed', detail: error instanceof Error ? error.message : '' }
    }
  }
}

async function listPrinters(contents: WebContents): Promise<DesktopPrinter[]> {
  const printers = await contents.getPrintersAsync()
  return printers.map(({ name, displayName }) => ({ name, displayName: displayName || name }))
}

async function print(
  page: WebContents,
  documents: PrintDocuments,
  job: DesktopPrintJob,
): Promise<DesktopPrintOutcome> {
  const printers = job.printer === null ? [] : await listPrinters(page)
  if (job.printer !== null && !printers.some(({ name }) => name === job.printer))
    return { state: 'failed', reason: 'printer-gone', detail: job.printer }
  return withPrintWindow(documents, job.html, (contents) => spool(contents, job))
}

function spool(contents: WebContents, job: DesktopPrintJob): Promise<DesktopPrintOutcome> {
  return new Promise((resolve) => {
    // The system's dialog may stay open as long as its reader likes.
    const timer =
      job.printer === null
        ? undefined
        : setTimeout(() => resolve({ state: 'failed', reason: 'timeout', detail: '' }), printTimeoutMs)
    contents.print(printOptions(job), (success, reason) => {
      clearTimeout(timer)
      if (success) resolve({ state: 'printed' })
      else if (/cancell?ed/i.test(reason)) resolve({ state: 'cancelled' })
      else if (/deviceName/i.test(reason))
        resolve({ state: 'failed', reason: 'printer-gone', detail: job.printer ?? '' })
      else resolve({ state: 'failed', reason: 'failed', detail: reason })
    })
  })
}

async function printToPdf(
  window: BrowserWindow,
  documents: PrintDocuments,
  job: DesktopPdfJob,
  language: Language,
): Promise<DesktopPdfOutcome> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: texts[language].savePdf,
    defaultPath: join(app.getPath('documents'), `${fileName(job.suggestedName)}.pdf`),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled || !filePath) return { state: 'cancelled' }
  const pdf = await withPrintWindow(documents, job.html, (contents) => contents.printToPDF(pdfOptions(job)))
  try {
    await writeFile(filePath, pdf)
    return { state: 'saved', fileName: basename(filePath) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    // Windows' PDF viewers hold the file they show.
    if (code === 'EBUSY') return { state: 'failed', reason: 'file-open', detail: code }
    if (code === 'ENOSPC') return { state: 'failed', reason: 'disk-full', detail: code }
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EISDIR'].includes(code))
      return { state: 'failed', reason: 'folder-unwritable', detail: code }
    return { state: 'failed', reason: 'failed', detail: code }
  }
}

/** Without what Windows forbids in a name. */
function fileName(name: string): string {
  return (
    name
      .replace(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
      .trim()
      .slice(0, 80) || 'Yifang'
  )
}
