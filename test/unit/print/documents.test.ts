import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printInBrowser } from '../../../renderer/print/print-in-browser.ts'
import { type RenderOptions, renderDocument } from '../../../renderer/print/render.tsx'
import { launchChromium, openPrint, testFonts } from '../../support/print-pages.ts'
import { greyOf } from '../../support/scan-picture.ts'
import { exampleItems, examples } from './examples.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
}, 60_000)
afterAll(() => browser?.close())

const [label, extremeLabel] = examples.addressLabel
const ptPx = 96 / 72

function open(html: string): Promise<Page> {
  return openPrint(browser, html)
}

function labelPage(props: typeof label, options: RenderOptions = {}): Promise<Page> {
  return open(renderDocument('addressLabel', [props], { fonts: testFonts, ...options }))
}

async function points(page: Page, selector: string): Promise<number> {
  return (
    (await page.$eval(selector, (element) => Number.parseFloat(getComputedStyle(element).fontSize))) / ptPx
  )
}

describe('address label', () => {
  it.each(['76x130', '100x150', '100x180'] as const)(
    'can be read from an arm’s length on %s',
    async (paper) => {
      const page = await labelPage(label, { paper })
      expect(await points(page, '.name')).toBeGreaterThanOrEqual(14)
      expect(await points(page, '.address')).toBeGreaterThanOrEqual(14)
      expect(await points(page, '.tracking')).toBeGreaterThanOrEqual(12)
      await page.close()
    },
  )

  it('uses the height of a 100×180 label, and shows four kinds of goods whole', async () => {
    const page = await labelPage({ ...label, remark: '', items: exampleItems(4) }, { paper: '100x180' })
    expect(await points(page, '.address')).toBeGreaterThanOrEqual(24)
    expect(await points(page, '.items .row')).toBeGreaterThanOrEqual(11)
    expect(await page.locator('.items .row').count()).toBe(4)
    const filled = await page.evaluate(() => {
      const sheet = document.querySelector('.sheet')!.getBoundingClientRect()
      return (document.querySelector('.items')!.getBoundingClientRect().bottom - sheet.top) / sheet.height
    })
    expect(filled).toBeGreaterThan(0.8)
    await page.close()
  })

  it('cuts no address of up to 200 characters, the longest a platform takes', async () => {
    for (const address of [extremeLabel.recipient.address, extremeLabel.recipient.address.repeat(2)]) {
      const page = await labelPage({ ...extremeLabel, recipient: { ...extremeLabel.recipient, address } })
      const hidden = await page.$eval('.address', (element) => element.scrollHeight - element.clientHeight)
      expect(hidden).toBeLessThanOrEqual(1)
      await page.close()
    }
  })

  it.each([
    ['name', '欧阳**'],
    ['phone', '138****1907'],
    ['address', '河南省郑州市****'],
    ['address', '#SEv2Ba0fW0yL6nRk2Qm1==#'],
  ] as const)('refuses a recipient whose %s is hidden: %s', (field, value) => {
    const html = renderDocument('addressLabel', [
      { ...label, recipient: { ...label.recipient, [field]: value } },
    ])
    expect(html).toContain('收件人信息已被平台隐藏')
    for (const part of Object.values(label.recipient)) expect(html).not.toContain(part)
    expect(html).toContain('YB')
  })

  it('carries our parcel code only while there is no tracking number', () => {
    const barCodes = (html: string) => [...html.matchAll(/aria-label="([^"]+)"/g)].map(([, text]) => text)
    expect(barCodes(renderDocument('addressLabel', [label]))).toEqual([label.tracking])
    expect(barCodes(renderDocument('addressLabel', [{ ...label, tracking: null }]))).toEqual([
      label.parcelCode,
    ])
  })
})

describe('lists', () => {
  it('say how many kinds there are when goods are cut', () => {
    const items = exampleItems(60)
    expect(renderDocument('addressLabel', [{ ...label, items }])).toContain('… 共 60 种')
    expect(renderDocument('packingSlip', [{ ...examples.packingSlip[0], items }])).toContain('… 共 60 种')
    expect(
      renderDocument('packingSlip', [{ ...examples.packingSlip[0], items }], { locale: 'en' }),
    ).toContain('… 60 kinds in all')
  })

  it('of goods to pick lose nothing, on no paper', () => {
    const items = exampleItems(60)
    for (const paper of ['76x130', '100x150', 'A5'] as const) {
      const html = renderDocument('pickSlip', [{ ...examples.pickSlip[1], items }], { paper })
      for (const item of items) expect(html.split(`${item.styleNo} `).length).toBe(2)
    }
  })

  it('of a wave go by place, A2 before A10, nothing without a place before the end', () => {
    const html = renderDocument('pickList', [examples.pickList[0]])
    const places = [...html.matchAll(/col-place clamp[^>]*>([^<]+)</g)].map(([, place]) => place)
    expect(places).toEqual(['A1-1', 'A2-2', 'A3-3', 'A4-4', 'A5-1', 'A6-2', 'A8-4', 'A9-1', '无库位'])
  })

  it('of a courier name every parcel once and sum weights only when all are known', () => {
    const [weighed, partly] = examples.manifest
    expect(renderDocument('manifest', [weighed])).toContain('合计 18.05 kg')
    const html = renderDocument('manifest', [partly])
    expect(html).not.toContain('合计')
    for (const { tracking } of partly.parcels) expect(html.split(tracking).length).toBe(2)
  })
})

describe('type', () => {
  it('is Noto Sans SC, with Chinese glyphs and no empty boxes', async () => {
    const page = await open(
      renderDocument(
        'skuLabel',
        [{ ...examples.skuLabel[0], styleNo: '衣', colour: '坊', name: '\u{10ffff}', size: '骉' }],
        { fonts: testFonts },
      ),
    )
    expect(await page.evaluate(() => document.fonts.check("12px 'Noto Sans SC Print'", '衣坊'))).toBe(true)
    expect(await page.evaluate(() => document.fonts.check("bold 12px 'Noto Sans SC Print'", '衣坊'))).toBe(
      true,
    )
    // A character the common file lacks comes from the slices, which are fetched when one is met.
    const loaded = await page.evaluate(() =>
      [...document.fonts]
        .filter((face) => face.status === 'loaded')
        .map((face) => face.family.replaceAll('"', '')),
    )
    expect(new Set(loaded)).toEqual(new Set(['Noto Sans SC Print', 'Noto Sans SC']))
    const pictures = await page.evaluate(async () => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')!
      return ['衣', '坊', '\u{10ffff}'].map((character) => {
        context.clearRect(0, 0, 64, 64)
        context.font = "bold 40px 'Noto Sans SC Print'"
        context.fillText(character, 4, 44)
        return [...context.getImageData(0, 0, 64, 64).data].join()
      })
    })
    expect(new Set(pictures).size).toBe(3)
    await page.close()
  })
})

describe('a long document', () => {
  it('has the type of its last page loaded before it is printed', async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...examples.skuLabel[0],
      colour: i === 59 ? '骉' : '白',
    }))
    const page = await open(renderDocument('skuLabel', many, { fonts: testFonts }))
    const slices = await page.evaluate(() =>
      [...document.fonts]
        .filter(({ status, family }) => status === 'loaded' && !family.includes('Print'))
        .map(({ weight }) => weight),
    )
    expect(slices.sort()).toEqual(['400', '700'])
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const names = new Set(
      [...pdf.matchAll(/\/FontName\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(([, name]) => name),
    )
    for (const name of names) expect(name).toMatch(/^NotoSansSC/)
    expect(names.size).toBeGreaterThan(0)
    await page.close()
  })
})

describe('calibration', () => {
  it('moves, scales and turns the sheet about the middle of the page', async () => {
    const centre = async (options: RenderOptions) => {
      const page = await labelPage(label, options)
      const box = await page.$eval('.sheet', (sheet) => {
        const { x, y, width, height } = sheet.getBoundingClientRect()
        const paper = sheet.parentElement!.getBoundingClientRect()
        return {
          dx: x + width / 2 - paper.x - paper.width / 2,
          dy: y + height / 2 - paper.y - paper.height / 2,
          width,
        }
      })
      await page.close()
      return box
    }
    const mm = 96 / 25.4
    const plain = await centre({})
    const moved = await centre({
      calibration: { offsetXmm: 1.5, offsetYmm: -2, scale: 1.02, rotate180: false },
    })
    expect([moved.dx / mm, moved.dy / mm]).toEqual([expect.closeTo(1.5, 1), expect.closeTo(-2, 1)])
    expect(moved.width / plain.width).toBeCloseTo(1.02, 3)
    const turned = await centre({ calibration: { offsetXmm: 1.5, offsetYmm: -2, scale: 1, rotate180: true } })
    expect([turned.dx / mm, turned.dy / mm]).toEqual([expect.closeTo(-1.5, 1), expect.closeTo(2, 1)])
  })

  it('leaves the calibration page’s rulers true to the millimetre', async () => {
    const page = await open(
      renderDocument('calibrationPage', [examples.calibrationPage[0]], { paper: '100x150' }),
    )
    const marks = greyOf(await page.locator('.marks').screenshot())
    const rowAt = Math.round(3 * 8)
    const dark = Array.from({ length: marks.width }, (_, x) => marks.levels[rowAt * marks.width + x]! < 128)
    // The horizontal ruler: 90 mm at 8 dots, between the corner marks' arms.
    expect(dark.lastIndexOf(true, 96 * 8) - dark.indexOf(true, 4 * 8)).toBeGreaterThanOrEqual(90 * 8 - 3)
    expect(dark.lastIndexOf(true, 96 * 8) - dark.indexOf(true, 4 * 8)).toBeLessThanOrEqual(90 * 8 + 3)
    await page.close()
  })
})

describe('printing in a browser', () => {
  it('prints the document in a frame, its fonts loaded, and takes the frame away', async () => {
    const page = await open('<!doctype html><title>app</title><p>app</p>')
    const html = renderDocument('skuLabel', examples.skuLabel, { fonts: testFonts })
    const seen = await page.evaluate(
      async ([source, html]) => {
        const events: string[] = []
        const observer = new MutationObserver(() => {
          const frame = document.querySelector('iframe')
          frame?.addEventListener('load', () => {
            frame.contentWindow!.print = () => {
              const inner = frame.contentDocument!
              events.push(`pages ${inner.querySelectorAll('.page').length}`)
              events.push(`font ${inner.fonts.check("bold 12px 'Noto Sans SC Print'", '衣')}`)
              setTimeout(() => frame.contentWindow!.dispatchEvent(new Event('afterprint')))
            }
          })
        })
        observer.observe(document.body, { childList: true })
        const print = new Function(`return ${source}`)() as (html: string) => Promise<void>
        await print(html!)
        events.push(`frames ${document.querySelectorAll('iframe').length}`)
        return events
      },
      [printInBrowser.toString(), html],
    )
    expect(seen).toEqual(['pages 2', 'font true', 'frames 0'])
    await page.close()
  })
})

it('calls things on paper as the screens do', () => {
  expect(renderDocument('pickList', [examples.pickList[0]])).toContain('拣货总单 第 2 批')
  expect(renderDocument('calibrationPage', [examples.calibrationPage[1]])).toContain('缩放 101%')
})

it('escapes what buyers write', () => {
  const html = renderDocument('addressLabel', [{ ...label, remark: '<script>alert(1)</script>' }], {
    title: '<b>"x',
  })
  expect(html).not.toContain('<script')
  expect(html).toContain('<title>&lt;b&gt;&quot;x</title>')
})

it('never cuts a colour on a pick slip, whatever the paper and however many lines', async () => {
  const [slip] = examples.pickSlip
  const [item] = slip.items
  const colour = '白色小兔（长袖加厚）'
  for (const paper of ['76x130', '100x150', 'A5'] as const) {
    const slips = [1, 4, 6, 8, 12].map((count) => ({
      ...slip,
      items: Array.from({ length: count }, () => ({ ...item!, colour, size: '130cm' })),
    }))
    const page = await openPrint(browser, renderDocument('pickSlip', slips, { paper, fonts: testFonts }))
    const cut = await page.evaluate((text) => {
      const holds = (element: Element) => element.children.length === 0 && element.textContent!.includes(text)
      return (
        [...document.querySelectorAll('.sheet *')]
          .filter(holds)
          // Half a letter more is the room that the type keeps above and below itself.
          .filter((line) => {
            const half = Number.parseFloat(getComputedStyle(line).fontSize) / 2
            return line.scrollWidth > line.clientWidth + 1 || line.scrollHeight > line.clientHeight + half
          })
          .map((line) => line.textContent)
      )
    }, colour)
    expect(cut, paper).toEqual([])
    await page.close()
  }
})

describe('roster', () => {
  it('is never signed on a page without names', async () => {
    const [one] = examples.roster
    // However many there are, up to three full pages.
    for (let count = 1; count <= 60; count += 1) {
      const people = Array.from({ length: count }, () => one.people[0]!)
      const html = renderDocument('roster', [{ ...one, people }])
      const last = html.slice(html.lastIndexOf('page-roster'))
      expect([count, last.includes(one.people[0]!.words[0][0]), last.includes('填表人')]).toEqual([
        count,
        true,
        true,
      ])
      expect(html.split(one.people[0]!.words[0][0]).length - 1).toBe(count)
    }
  })
})
