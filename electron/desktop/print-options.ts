import type { PrintToPDFOptions, WebContentsPrintOptions } from 'electron'
import { z } from 'zod'
import type { DesktopPdfJob, DesktopPrintJob } from '../../shared/desktop-bridge.ts'

/** Larger than 500 labels with pictures; a page that asks for more is out of order. */
const maxHtmlLength = 64_000_000
const paperMm = z.number().min(10).max(1000)
const document = { html: z.string().min(1).max(maxHtmlLength), widthMm: paperMm, heightMm: paperMm }

export const printJobSchema = z.strictObject({
  ...document,
  printer: z.string().min(1).max(300).nullable(),
  copies: z.int().min(1).max(99),
}) satisfies z.ZodType<DesktopPrintJob>

export const pdfJobSchema = z.strictObject({
  ...document,
  suggestedName: z.string().max(120),
}) satisfies z.ZodType<DesktopPdfJob>

const micronsPerMm = 1000
const mmPerInch = 25.4

/**
 * How a document goes to a printer. The paper is always named: without it Electron takes A4 (electron#39670),
 * and a silent print on Windows may take the driver's own (#31705), which is why the documents carry `@page`
 * as well and printers are calibrated. Sizes are in microns; the documents have their own margins.
 */
export function printOptions(job: DesktopPrintJob): WebContentsPrintOptions {
  return {
    silent: job.printer !== null,
    ...(job.printer === null ? {} : { deviceName: job.printer }),
    copies: job.copies,
    pageSize: {
      width: Math.round(job.widthMm * micronsPerMm),
      height: Math.round(job.heightMm * micronsPerMm),
    },
    margins: { marginType: 'none' },
    landscape: false,
    // Black bars behind white words are background to Chromium.
    printBackground: true,
  }
}

/** As printOptions, in inches, as Chromium's PDF wants them. */
export function pdfOptions(job: DesktopPdfJob): PrintToPDFOptions {
  return {
    pageSize: { width: job.widthMm / mmPerInch, height: job.heightMm / mmPerInch },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    landscape: false,
    preferCSSPageSize: true,
    printBackground: true,
  }
}
