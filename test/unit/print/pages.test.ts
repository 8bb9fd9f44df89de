import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dotsPerMm } from '../../../renderer/print/code128.ts'
import { type DocumentKind, documents } from '../../../renderer/print/documents.ts'
import { papers } from '../../../renderer/print/paper.ts'
import { marginMm } from '../../../renderer/print/print-css.ts'
import { renderDocument } from '../../../renderer/print/render.tsx'
import { decodeCode } from '../../../shared/barcode.ts'
import { launchChromium, openPrint, testFonts } from '../../support/print-pages.ts'
import { blurred, greyOf, scan, scanQr } from '../../support/scan-picture.ts'
import { examples } from './examples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
}, 60_000)
afterAll(() => browser?.close())

const kinds = Object.keys(documents) as readonly DocumentKind[]
const cases = kinds.flatMap((kind) => documents[kind].papers.map((paper) => [kind, paper] as const))
const mm = 96 / 25.4
/** Chromium rounds a PDF's paper to whole CSS pixels, whatever `@page` says: 130 mm becomes 130.22 mm. */
const pixelMm = 25.4 / 96

describe.each(cases)('%s on %s', (kind, paperName) => {
  const paper = papers[paperName]

  it.each(['zh-CN', 'en'] as const)(
    'keeps to its pages, and its bars can be read, in %s',
    async (locale) => {
      const html = renderDocument(kind, examples[kind], { paper: paperName, fonts: testFonts, locale })
      const page = await openPrint(browser, html)

      const boxes = await page.evaluate(() =>
        [...document.querySelectorAll('.page')].map((element) => {
          const sheet = element.querySelector('.sheet')!
          const content = element.querySelector('.calibration') ?? sheet
          const edge = content.getBoundingClientRect()
          const outside = [...content.querySelectorAll('*')]
            .filter((part) => !part.closest('svg') && part.tagName !== 'WBR')
            .map((part) => ({ box: part.getBoundingClientRect(), text: part.textContent }))
            .filter(
              ({ box }) =>
                box.right > edge.right + 0.5 ||
                box.left < edge.left - 0.5 ||
                box.top < edge.top - 0.5 ||
                box.bottom > edge.bottom + 0.5,
            )
          // Ends of rows pushed over each other: a line that shrank to nothing says nothing.
          const rows = [...content.querySelectorAll('.row')]
          const crossed = rows.flatMap((row) => {
            const parts = [...row.children].map((part) => part.getBoundingClientRect())
            return parts
              .filter((box, i) => i > 0 && box.left < parts[i - 1]!.right - 0.5)
              .map(() => row.textContent)
          })
          const { width, height } = element.getBoundingClientRect()
          return {
            width,
            height,
            overflow: content.scrollHeight - content.clientHeight,
            outside: outside.map(({ text }) => text),
            crossed,
            inset: sheet.getBoundingClientRect().left - element.getBoundingClientRect().left,
          }
        }),
      )
      for (const box of boxes) {
        expect(box.width / mm).toBeCloseTo(paper.widthMm, 1)
        expect(box.height / mm).toBeCloseTo(paper.heightMm, 1)
        // Both heights are rounded on their own; the boxes below are exact.
        expect(box.overflow).toBeLessThanOrEqual(1)
        expect(box.outside).toEqual([])
        expect(box.crossed).toEqual([])
        if (kind !== 'calibrationPage') expect(box.inset / mm).toBeCloseTo(marginMm(paper), 1)
      }

      const squares = page.locator('svg.qr')
      for (let i = 0; i < Math.min(await squares.count(), 4); i++) {
        const svg = squares.nth(i)
        const picture = greyOf(await svg.screenshot())
        const expected = await svg.getAttribute('aria-label')
        expect(await scanQr(picture)).toBe(expected)
        expect(await scanQr(blurred(picture))).toBe(expected)
      }
      const bars = page.locator('svg.bars')
      for (let i = 0; i < Math.min(await bars.count(), 4); i++) {
        const svg = bars.nth(i)
        const expected = (await svg.getAttribute('aria-label'))!
        const measured = (await svg.boundingBox())!
        const modules = Number((await svg.getAttribute('viewBox'))!.split(' ')[2])
        const dots = ((measured.width / mm) * dotsPerMm) / modules
        expect(Math.abs(dots - Math.round(dots)), `${dots} dots a module`).toBeLessThan(0.01)
        const picture = greyOf(await svg.screenshot())
        expect(await scan(picture)).toBe(expected)
        expect(await scan(blurred(picture))).toBe(expected)
        if (expected.startsWith('Y') && expected.includes('-') && kind !== 'calibrationPage') {
          expect(decodeCode(expected)).not.toBeNull()
        }
      }

      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
      expect(pageSizes(pdf).length).toBe(boxes.length)
      for (const [width, height] of pageSizes(pdf)) {
        expect(Math.abs(width - paper.widthMm)).toBeLessThanOrEqual(pixelMm)
        expect(Math.abs(height - paper.heightMm)).toBeLessThanOrEqual(pixelMm)
      }
      await page.close()
    },
    60_000,
  )
})

/** Widths and heights in millimetres of the pages of one of Chromium's PDFs, whose page objects are not packed. */
function pageSizes(pdf: Buffer): readonly (readonly [number, number])[] {
  const text = pdf.toString('latin1')
  const pages = text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []
  const sizes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(
    ([, width, height]) => [(Number(width) * 25.4) / 72, (Number(height) * 25.4) / 72] as const,
  )
  if (sizes.length !== pages.length) throw new Error(`${pages.length} pages, ${sizes.length} media boxes`)
  return sizes
}
