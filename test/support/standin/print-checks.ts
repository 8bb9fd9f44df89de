import type { PrintToPDFOptions, WebContentsPrintOptions } from 'electron'
import type { Page } from 'playwright-core'
import { knownOptions } from './strict.ts'

const printKeys = [
  'silent',
  'deviceName',
  'copies',
  'pageSize',
  'margins',
  'landscape',
  'printBackground',
] as const satisfies readonly (keyof WebContentsPrintOptions)[]

const pdfKeys = [
  'pageSize',
  'margins',
  'landscape',
  'preferCSSPageSize',
  'printBackground',
] as const satisfies readonly (keyof PrintToPDFOptions)[]

/** Chromium's smallest paper, in microns. */
const smallestPaper = 353

/** What Electron itself would refuse, and what nobody has looked at. */
export function checkPrintOptions(options: WebContentsPrintOptions): void {
  knownOptions('print', options, printKeys)
  const { pageSize, margins } = options
  if (typeof pageSize === 'object') {
    knownOptions('print.pageSize', pageSize, ['width', 'height'])
    for (const side of [pageSize.width, pageSize.height])
      if (!Number.isInteger(side) || side < smallestPaper) throw new Error('height and width must be microns')
  }
  if (margins) knownOptions('print.margins', margins, ['marginType'])
}

/** Prints with Chromium's own PDF writer; sizes are inches, what is left out is Electron's default. */
export async function pdfOf(page: Page, options: PrintToPDFOptions): Promise<Buffer> {
  knownOptions('printToPDF', options, pdfKeys)
  const { pageSize, margins = {}, landscape, preferCSSPageSize, printBackground } = options
  const inches = (value = 0.4) => `${value}in`
  const paper =
    typeof pageSize === 'object'
      ? { width: inches(pageSize.width), height: inches(pageSize.height) }
      : { format: pageSize ?? 'Letter' }
  return page.pdf({
    ...paper,
    margin: {
      top: inches(margins.top),
      bottom: inches(margins.bottom),
      left: inches(margins.left),
      right: inches(margins.right),
    },
    landscape: landscape ?? false,
    preferCSSPageSize: preferCSSPageSize ?? false,
    printBackground: printBackground ?? false,
  })
}
