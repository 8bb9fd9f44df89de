import { expect, test } from 'vitest'
import { answeredOrders } from '../../../shared/planning/answered-orders.ts'
import { purposes } from '../../../shared/planning/purpose.ts'
import { readGrid } from '../../../shared/production/grid-pieces.ts'

test('pieces to make are for orders first, then for the safety stock, then for what a season wants beyond it', () => {
  const figures = { short: 5, free: 0, expected: 0, safetyStock: 10, season: 30 }
  expect(purposes(figures)).toEqual({ forOrders: 5, forSafety: 10, forSeason: 20 })
  expect(purposes({ ...figures, expected: 8 })).toEqual({ forOrders: 0, forSafety: 7, forSeason: 20 })
  expect(purposes({ ...figures, expected: 40 })).toEqual({ forOrders: 0, forSafety: 0, forSeason: 0 })
  expect(purposes({ ...figures, season: 0, free: -3 })).toEqual({ forOrders: 5, forSafety: 10, forSeason: 0 })
})

test('a cell that says no whole number is named and counts nothing; none is rounded or cut off', () => {
  const read = (text: string, most?: number) => readGrid({ 1: '60', 2: text }, [1, 2], most)
  for (const text of ['-5', '99999999', 'abc', '3.5', '100001'])
    expect(read(text), text).toMatchObject({ total: 60, wrong: [2] })
  expect(read('')).toMatchObject({ total: 60, wrong: [] })
  expect(read(' ７ ')).toMatchObject({ total: 67, lines: [{ quantity: 60 }, { skuId: 2, quantity: 7 }] })
  expect(read('100001', 1_000_000)).toMatchObject({ total: 100_061, wrong: [] })
})

test('a batch is linked to the orders its pieces are for: all made to order, the soonest of the others', () => {
  const order = (orderId: number, quantity: number, madeToOrder = false) => ({
    orderId,
    orderNumber: String(orderId),
    shipBy: null,
    performanceDate: null,
    madeToOrder,
    lacks: [{ skuId: 1, quantity }],
  })
  const waiting = [order(1, 4), order(2, 3, true), order(3, 5)]
  expect(answeredOrders(waiting, [{ skuId: 1, planned: 12 }])).toEqual([1, 2, 3])
  expect(answeredOrders(waiting, [{ skuId: 1, planned: 7 }])).toEqual([1, 2])
  expect(answeredOrders(waiting, [{ skuId: 2, planned: 7 }])).toEqual([])
  const many = Array.from({ length: 90 }, (_, index) => order(index, 1, index > 80))
  const linked = answeredOrders(many, [{ skuId: 1, planned: 90 }])
  expect(linked).toEqual([
    ...Array.from({ length: 20 }, (_, index) => index),
    81,
    82,
    83,
    84,
    85,
    86,
    87,
    88,
    89,
  ])
})
