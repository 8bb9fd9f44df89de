import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceOn, pricesOn, proposedPrice } from '../../../shared/subcontracting/prices.ts'
import { badShare, rankPartners, saysItCan } from '../../../shared/subcontracting/rank-partners.ts'

const day = fc.constantFrom('2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01')
const list = fc.uniqueArray(
  fc.record({ step: fc.constantFrom('', '缝', '烫'), validFrom: day, rate: fc.nat(5_000_000) }),
  { selector: ({ step, validFrom }) => `${step} ${validFrom}` },
)

test('on a day the newest price agreed by then holds, in whatever order they were typed', () => {
  fc.assert(
    fc.property(list, day, (prices, on) => {
      for (const { step, rate } of pricesOn(prices, on)) expect(priceOn(prices, step, on)).toBe(rate)
      expect(priceOn(prices.toReversed(), '缝', on)).toBe(priceOn(prices, '缝', on))
      const { rate, steps } = proposedPrice(prices, [], { steps: ['缝', '烫'], whole: false }, on)
      if (rate !== null) expect(rate).toBe(steps[0]! + steps[1]!)
      expect(rate === null).toBe(steps.includes(null))
    }),
  )
})

test('prices are shown in the order of the list, the whole garment first', () => {
  const row = { validFrom: '2026-01-01', rate: 1 }
  const steps = ['裁', '缝', '', '烫'].map((step) => ({ ...row, step }))
  const raised = { step: '裁', validFrom: '2026-05-01', rate: 2 }
  expect(pricesOn([...steps, raised], '2026-05-18').map(({ step, rate }) => [step, rate])).toEqual([
    ['', 1],
    ['裁', 2],
    ['缝', 1],
    ['烫', 1],
  ])
  expect(pricesOn([raised, ...steps], '2026-04-30')[1]).toEqual(steps[0])
})

test('a whole garment has a price of its own, else the sum of its steps', () => {
  const steps = [
    { step: '缝', validFrom: '2026-01-01', rate: 2 },
    { step: '烫', validFrom: '2026-01-01', rate: 1 },
  ]
  const whole = { steps: ['缝', '烫'], whole: true }
  expect(proposedPrice(steps, [], whole, '2026-05-01').rate).toBe(3)
  const garment = [...steps, { step: '', validFrom: '2026-01-01', rate: 9 }]
  expect(proposedPrice(garment, [], whole, '2026-05-01')).toMatchObject({ rate: 9, steps: [null, null] })
  expect(proposedPrice(garment, [], { ...whole, whole: false }, '2026-05-01').rate).toBe(3)
  expect(proposedPrice([], [], whole, '2026-05-01')).toMatchObject({ rate: null, source: null })
})

const plain = {
  inTime: true,
  canBottleneck: true,
  can: ['缝'],
  badShare: 10,
  price: 2,
  distance: 5,
  out: 0,
}

test('partners are ranked by what hurts most when it is missing', () => {
  const worse = {
    late: { inTime: false, badShare: 0, price: 1 },
    unable: { canBottleneck: false, price: 1 },
    fewerSteps: { can: [], price: 1 },
    sloppy: { badShare: 80, price: 1 },
    dear: { price: 3, distance: 1 },
    unpriced: { price: null, distance: 1 },
    far: { distance: 50 },
    unmeasured: { distance: null },
    busy: { out: 300 },
  }
  for (const [name, facts] of Object.entries(worse)) {
    const [first] = rankPartners([
      { name, ...plain, ...facts },
      { name: 'plain', ...plain },
    ])
    expect(first!.name, name).toBe('plain')
  }
  // One bad piece in a hundred does not outweigh a price; nobody's work yet stands between good and bad.
  const order = rankPartners([
    { name: 'bad', ...plain, badShare: 200 },
    { name: 'unknown', ...plain, badShare: null },
    { name: 'good', ...plain, badShare: 5, price: 4 },
    { name: 'nearly as good', ...plain, badShare: 12 },
  ])
  expect(order.map(({ name }) => name)).toEqual(['nearly as good', 'good', 'unknown', 'bad'])
})

test('what is bad or went back is counted over all that came', () => {
  expect(badShare({ good: 0, bad: 0, rework: 0 })).toBe(null)
  expect(badShare({ good: 90, bad: 5, rework: 5 })).toBe(100)
  expect(badShare({ good: 0, bad: 0, rework: 3 })).toBe(1000)
  expect(saysItCan('平车、整烫', { name: '拼身', skill: '平车' })).toBe(true)
  expect(saysItCan('', { name: '拼身', skill: '拼身' })).toBe(false)
})
