import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCode128 } from '../../../renderer/print/code128.ts'
import { countLines, fitRows, fitText, linesMm, paginate } from '../../../renderer/print/fit.ts'
import { calibrationTransform, noCalibration } from '../../../renderer/print/paper.ts'

describe('fitting text', () => {
  it('counts lines of Chinese, words and line breaks', () => {
    // 10 pt = 3.53 mm: ten characters need 35.3 mm.
    expect(countLines('一二三四五六七八九十', 36, 10)).toBe(1)
    expect(countLines('一二三四五六七八九十', 35, 10)).toBe(2)
    expect(countLines('一\n二', 36, 10)).toBe(2)
    expect(countLines('13812345678 13812345678', 30, 10)).toBe(2)
    expect(countLines('X'.repeat(100), 30, 10)).toBeGreaterThan(5)
    expect(countLines('', 30, 10)).toBe(1)
  })

  it('takes the largest size that fits, and cuts at the smallest', () => {
    expect(fitText('衣坊', 50, 20, [20, 10]).pt).toBe(20)
    expect(fitText('衣'.repeat(15), 50, 9, [20, 10])).toMatchObject({ pt: 10, lines: 2 })
    const cut = fitText('衣'.repeat(500), 50, 9, [20, 10])
    expect(cut).toMatchObject({ pt: 10, lines: 2 })
    expect(cut.heightMm).toBeCloseTo(linesMm(2, 10))
  })

  it('leaves room for the notice when a list is cut', () => {
    expect(fitRows(5, 6, 30, 5)).toBe(5)
    expect(fitRows(6, 6, 30, 5)).toBe(4)
    expect(fitRows(6, 6, 2, 5)).toBe(0)
  })

  it('loses and repeats no row when a list is cut into pages', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (count, a, b) => {
          const [perPage, onLast] = [Math.max(a, b), Math.min(a, b)]
          const rows = Array.from({ length: count }, (_, i) => i)
          const pages = paginate(rows, perPage, onLast)
          expect(pages.flat()).toEqual(rows)
          expect(pages.at(-1)!.length).toBeLessThanOrEqual(onLast)
          for (const page of pages) expect(page.length).toBeLessThanOrEqual(perPage)
        },
      ),
    )
  })
})

describe('Code 128', () => {
  it('is a whole number of printer dots a module, three where there is room', () => {
    expect(fitCode128('YPK1-123456', 70)).toMatchObject({ dots: 3, modules: 154, widthMm: 57.75 })
    expect(fitCode128('YPK1-123456', 57)).toMatchObject({ dots: 2, widthMm: 38.5 })
    expect(fitCode128('YPK1-123456', 38)).toBeNull()
    expect(fitCode128('订单1', 70)).toBeNull()
    expect(fitCode128('', 70)).toBeNull()
  })

  it('begins and ends with the quiet zone, every bar on a module', () => {
    const { path, modules } = fitCode128('73610555582883', 70)!
    const bars = [...path.matchAll(/M(\S+) 0h(\S+)v/g)].map(
      ([, x, width]) => [Number(x), Number(width)] as const,
    )
    expect(bars.length).toBeGreaterThan(20)
    for (const number of bars.flat()) expect(Number.isInteger(number)).toBe(true)
    expect(bars[0]![0]).toBe(10)
    const [x, width] = bars.at(-1)!
    expect(x + width).toBe(modules - 10)
  })
})

describe('calibration', () => {
  it('changes nothing when nothing is set', () => expect(calibrationTransform(noCalibration)).toBeNull())

  it('shifts what was scaled and turns what was shifted', () => {
    expect(calibrationTransform({ offsetXmm: 1.5, offsetYmm: -2, scale: 1.02, rotate180: true })).toBe(
      'rotate(180deg) translate(1.5mm,-2mm) scale(1.02)',
    )
    expect(calibrationTransform({ offsetXmm: 0, offsetYmm: 0, scale: 1, rotate180: true })).toBe(
      'rotate(180deg)',
    )
  })
})
