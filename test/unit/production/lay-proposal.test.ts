import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proposeLay } from '../../../shared/production/lay-proposal.ts'

test('cuts 20, 30 and 17 of three sizes as 15 layers of 1, 2 and 1', () => {
  const sizes = { 110: 20, 120: 30, 130: 17 }
  const lay = proposeLay(Object.entries(sizes).map(([size, pieces]) => ({ colour: '白', size, pieces })))
  expect([...lay.layers]).toEqual([['白', 15]])
  expect([...lay.ratios]).toEqual([
    ['110', 1],
    ['120', 2],
    ['130', 1],
  ])
})

test('a colour that lacks a size waits for the next lay', () => {
  const lay = proposeLay([
    { colour: '白', size: '110', pieces: 40 },
    { colour: '白', size: '120', pieces: 40 },
    { colour: '灰', size: '120', pieces: 10 },
  ])
  expect([...lay.layers]).toEqual([['白', 40]])
})

test('never cuts more than is to be cut, and something where anything is', () => {
  const line = fc.record({
    colour: fc.constantFrom('白', '灰', '粉'),
    size: fc.constantFrom('100', '110', '120', '130', '140'),
    pieces: fc.integer({ min: 0, max: 400 }),
  })
  const key = (one: { colour: string; size: string }) => `${one.colour} ${one.size}`
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: key, maxLength: 15 }), (toCut) => {
      const { layers, ratios } = proposeLay(toCut)
      const left = new Map(toCut.map((one) => [key(one), one.pieces]))
      for (const [colour, count] of layers)
        for (const [size, ratio] of ratios)
          expect(left.get(`${colour} ${size}`) ?? 0).toBeGreaterThanOrEqual(count * ratio)
      expect(layers.size > 0).toBe(toCut.some(({ pieces }) => pieces > 0))
    }),
  )
})
