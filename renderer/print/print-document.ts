import type { DesktopPrintOutcome } from '../../shared/desktop-bridge.ts'
import type { Paper } from './paper.ts'
import { printInBrowser } from './print-in-browser.ts'

export interface PrintRequest {
  /** Of `renderDocument`. */
  readonly html: string
  /** The paper that the document was rendered for. */
  readonly paper: Paper
  /** System name of the printer; null: the print dialog asks. A browser always asks. */
  readonly printer: string | null
  readonly copies: number
}

/**
 * Prints a document through whichever door the page is in: silently to the chosen printer in the desktop,
 * through the print dialog in a browser. A browser does not tell whether the user printed or cancelled:
 * `asked` says that the dialog was shown.
 */
export async function printDocument(
  request: PrintRequest,
): Promise<DesktopPrintOutcome | { readonly state: 'asked' }> {
  const { html, paper, printer, copies } = request
  if (window.yifang)
    return window.yifang.print({ html, widthMm: paper.widthMm, heightMm: paper.heightMm, printer, copies })
  await printInBrowser(html)
  return { state: 'asked' }
}
