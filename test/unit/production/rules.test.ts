import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layBundles, splitBySize, splitEvenly } from '../../../shared/production/bundle-sizes.ts'
import { formatRate, parseRate, rateOn } from '../../../shared/production/piece-rates.ts'
import { dealOut, goodHeld, missingBefore, remainingAt } from '../../../shared/production/progress.ts'
import { allPredecessors, findCycle } from '../../../shared/production/routing.ts'
import { overBundles, sharePieces } from '../../../shared/production/team-share.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

describe('bundle sizes', () => {
  // ../shared samples, golden_vectors.json: bundle_split_even_last_takes_rest.
  it.each([
    [100, 7, [14, 14, 14, 14, 14, 14, 16]],
    [50, 4, [12, 12, 12, 14]],
    [3, 5, [1, 1, 1]],
    [0, 3, []],
  ])('splits %i pieces into %i bundles evenly, the rest in the last', (pieces, count, bundles) => {
    expect(splitEvenly(pieces, count)).toEqual(bundles)
  })

  it('never makes an empty bundle and loses no piece', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 1, max: 300 }), (pieces, by) => {
        for (const bundles of [splitEvenly(pieces, by), splitBySize(pieces, by)]) {
          expect(sum(bundles)).toBe(pieces)
          expect(bundles.every((one) => one > 0)).toBe(true)
        }
      }),
    )
  })

  it('numbers a lay size by size, the k-th bundle of each, colours rotating, dye lots apart', () => {
    const bundles = layBundles(
      [
        { colour: '白', dyeLot: 'A', layers: 20 },
        { colour: '白', dyeLot: 'B', layers: 10 },
        { colour: '粉', dyeLot: '', layers: 5 },
      ],
      [
        { size: '110', ratio: 1 },
        { size: '120', ratio: 2 },
      ],
      { by: 'size', pieces: 15 },
    )
    expect(bundles.map((one) => `${one.size}${one.colour}${one.dyeLot}${one.quantity}`)).toEqual([
      '110白A15',
      '110白B10',
      '110粉5',
      '110白A5',
      '120白A15',
      '120白B15',
      '120粉10',
      '120白A15',
      '120白B5',
      '120白A10',
    ])
  })
})

describe('a routing', () => {
  // Sleeve (2) and body (1) side by side, then closed (3), then ironed (4).
  const steps = [
    { id: 1, predecessors: [], recorded: true },
    { id: 2, predecessors: [], recorded: true },
    { id: 3, predecessors: [1, 2], recorded: true },
    { id: 4, predecessors: [3], recorded: true },
  ]
  it('knows what comes before, and finds a circle', () => {
    expect([...allPredecessors(steps, 4)].sort()).toEqual([1, 2, 3])
    expect(findCycle(steps)).toBeNull()
    expect(findCycle([...steps, { id: 5, predecessors: [6] }, { id: 6, predecessors: [5] }])).toBe(5)
  })

  it('lets scrapped pieces never arrive at later operations, and leaves earlier ones alone', () => {
    const done = [{ operationId: 3, good: 10, scrap: 2 }]
    expect(remainingAt(30, done, steps, 4)).toBe(28)
    expect(remainingAt(30, done, steps, 3)).toBe(18)
    expect(remainingAt(30, done, steps, 1)).toBe(30)
    expect(missingBefore(done, steps, 3)).toEqual([1, 2])
  })

  it('brings along only what is done on the pieces still there', () => {
    const done = [
      { operationId: 1, good: 20, scrap: 0 },
      { operationId: 3, good: 15, scrap: 2 },
    ]
    expect(goodHeld(28, done, steps, 1)).toBe(18)
    expect(goodHeld(28, done, steps, 3)).toBe(15)
    expect(dealOut(18, [10, 10, 8])).toEqual([10, 8, 0])
  })
})

describe('piece rates', () => {
  const rows = [
    { validFrom: '2026-05-01', size: '', rate: 850_000 },
    { validFrom: '2026-05-01', size: '180', rate: 1_050_000 },
    { validFrom: '2026-06-01', size: '', rate: 900_000 },
  ]
  it('are those of the newest list of that day, a size before the rest', () => {
    expect(rateOn(rows, '110', '2026-04-30')).toBeNull()
    expect(rateOn(rows, '110', '2026-05-31')).toBe(850_000)
    expect(rateOn(rows, '180', '2026-05-31')).toBe(1_050_000)
    expect(rateOn(rows, '180', '2026-06-01')).toBe(900_000)
    expect(rateOn([{ validFrom: '2026-05-01', size: '180', rate: 1 }], '110', '2026-05-02')).toBeNull()
  })
  it('are read and written in yuan without loss', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999_999), (rate) => {
        expect(parseRate(formatRate(rate))).toBe(rate)
      }),
    )
    expect(formatRate(850_000)).toBe('0.85')
    expect(formatRate(1_000_000)).toBe('1.00')
    expect(formatRate(123_450)).toBe('0.12345')
    expect(['', '.', 'x', '-1', '0.1234567'].map(parseRate)).toEqual([null, null, null, null, null])
  })
})

describe('a team’s share', () => {
  it('gives every piece to somebody, and lays them over the bundles in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }).filter((weights) => sum(weights) > 0),
        (rooms, weights) => {
          const shares = sharePieces(sum(rooms), weights)
          expect(sum(shares)).toBe(sum(rooms))
          expect(shares.every((one, i) => weights[i]! > 0 || one === 0)).toBe(true)
          const laid = overBundles(shares, rooms)
          expect(
            rooms.map((_, i) => sum(laid.filter((one) => one.bundle === i).map((one) => one.pieces))),
          ).toEqual(rooms)
        },
      ),
    )
    expect(sharePieces(10, [1, 1, 1])).toEqual([4, 3, 3])
  })
})
