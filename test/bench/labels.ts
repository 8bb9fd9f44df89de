/**
 * 500 labels of 100×150 mm, 500 bundle tickets of 60×40 mm and 300 payslips of A4, each kind in one document from props to PDF, against two floors
 * measured in the same run: as many bare pages with one bar code each, and as many pages with the same words and codes,
 * unformatted.
 */
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { createServer } from 'vite'
import type * as Print from '../../renderer/print/render.tsx'
import { encodeCode, qrText } from '../../shared/barcode.ts'
import { launchChromium, openPrint, testFonts } from '../support/print-pages.ts'
import type * as Examples from '../unit/print/examples.ts'
import { figure, median } from './figures.ts'

const count = 500
const rounds = 5

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'

type Label = (typeof Examples.examples)['addressLabel'][0]

function makeLabels(example: Label): Label[] {
  return Array.from({ length: count }, (_, i) => ({
    ...example,
    recipient: {
      ...example.recipient,
      name: `${surnames[i % surnames.length]}晓红`,
      address: `${example.recipient.address}${i}`,
    },
    orderNo: String(3826419057264810000n + BigInt(i)),
  }))
}

function withTracking(labels: readonly Label[], round: number): Label[] {
  return labels.map((label, i) => ({ ...label, tracking: String(73610555000000 + round * count + i) }))
}

/** Bare pages with one bar code each (one word, where there is none), made beforehand: the least that Chromium can be asked. */
function barePages(html: string, size: string): string {
  const bars = [...html.matchAll(/<section[\s\S]*?<\/section>/g)].map(
    ([page]) => /<svg class="bars"[\s\S]*?<\/svg>/.exec(page)?.[0] ?? '<p>1</p>',
  )
  return plainDocument(bars, size)
}

/**
 * The same words and codes, the words run on in one type and one size, each page laid out once and painted apart from the
 * others as ours are: what Chromium asks for the content itself, however it is arranged.
 */
function plainPages(html: string, size: string): string {
  const pages = [...html.matchAll(/<section[\s\S]*?<\/section>/g)].map(([page]) => {
    const codes = page.match(/<svg[\s\S]*?<\/svg>/g) ?? []
    const lines = page
      .replaceAll(/<svg[\s\S]*?<\/svg>/g, '')
      .split(/<[^>]*>/)
      .filter(Boolean)
    return `${codes.join('')}<p>${lines.join(' ')}</p>`
  })
  const [width, height] = size.split(' ')
  return plainDocument(
    pages,
    size,
    `section{contain:strict;width:${width};height:${height}}@media screen{section{content-visibility:auto}}`,
  )
}

function plainDocument(pages: readonly string[], size: string, style = ''): string {
  const face = `@font-face{font-family:P;src:url(${testFonts.boldUrl})}body{font:700 ${size === '60mm 40mm' ? 4 : 11}pt P}`
  const sections = pages.map((page) => `<section style="break-after:page">${page}</section>`).join('')
  return `<!doctype html><style>${face}@page{size:${size};margin:0}*{margin:0}${style}</style>${sections}`
}

async function pdfTime(
  browser: Browser,
  makeHtml: () => string,
  wanted: number,
): Promise<{ total: number; make: number; bytes: number }> {
  const begun = performance.now()
  const html = makeHtml()
  const made = performance.now()
  const page = await openPrint(browser, html)
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const total = performance.now() - begun
  await page.close()
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length
  if (pages !== wanted) throw new Error(`${pages} pages for ${wanted} documents`)
  return { total, make: made - begun, bytes: pdf.length }
}

/** The labels of a day as one PDF. */
export async function benchLabels(): Promise<void> {
  // Users get React's production build.
  process.env.NODE_ENV = 'production'
  // Node strips types but knows no JSX: Vite loads the documents as it does for the page.
  const vite = await createServer({
    root: fileURLToPath(new URL('../../', import.meta.url)),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  })
  const { renderDocument } = (await vite.ssrLoadModule('/renderer/print/render.tsx')) as typeof Print
  const { examples } = (await vite.ssrLoadModule('/test/unit/print/examples.ts')) as typeof Examples

  const browser = await launchChromium()
  const labels = makeLabels(examples.addressLabel[0])
  await measure(browser, '500 labels as one PDF', '100mm 150mm', (round) =>
    renderDocument('addressLabel', withTracking(labels, round), { paper: '100x150', fonts: testFonts }),
  )
  const [ticket] = examples.bundleTicket[0].tickets
  await measure(browser, '500 bundle tickets as one PDF', '60mm 40mm', (round) =>
    renderDocument(
      'bundleTicket',
      Array.from({ length: count }, (_, i) => {
        const id = 100_000 + round * count + i
        const code = encodeCode({ kind: 'bundle', epoch: 1, id })
        return { tickets: [{ ...ticket!, bundleNumber: i + 1, code, qr: qrText(code, '7F3A') }] }
      }),
      { paper: '60x40', fonts: testFonts },
    ),
  )
  const [slip] = examples.payslip
  await measure(
    browser,
    '300 payslips as one PDF',
    '210mm 297mm',
    (round) =>
      renderDocument(
        'payslip',
        Array.from({ length: 300 }, (_, i) => ({
          ...slip,
          name: `${surnames[i % surnames.length]}晓红${round}`,
          lines: Array.from({ length: 15 }, () => slip.lines)
            .flat()
            .slice(0, 15),
          photoUrl: null,
        })),
        { paper: 'A4', fonts: testFonts },
      ),
    300,
  )
  await browser.close()
  await vite.close()
}

async function measure(
  browser: Browser,
  name: string,
  size: string,
  render: (round: number) => string,
  wanted = count,
): Promise<void> {
  const full: { total: number; make: number; bytes: number }[] = []
  const bare: number[] = []
  const plain: number[] = []
  for (let round = 0; round <= rounds; round++) {
    // New numbers each round; the first warms up and is not counted.
    let html = ''
    const made = await pdfTime(
      browser,
      () => {
        html = render(round)
        return html
      },
      wanted,
    )
    const bareHtml = barePages(html, size)
    const plainHtml = plainPages(html, size)
    const bareMade = await pdfTime(browser, () => bareHtml, wanted)
    const plainMade = await pdfTime(browser, () => plainHtml, wanted)
    if (round === 0) continue
    bare.push(bareMade.total)
    plain.push(plainMade.total)
    full.push(made)
  }
  const total = median(full.map((run) => run.total))
  figure(name, total, 'ms', median(bare), '≤ 1.5 × bare pages with one bar code each')
  figure('  against the same words and codes unformatted', total, 'ms', median(plain), '')
  figure('  of it: documents from props, bars included', median(full.map(({ make }) => make)), 'ms', null, '')
  figure('  size of the PDF', median(full.map(({ bytes }) => bytes)) / 1024, 'KiB', null, '')
}
