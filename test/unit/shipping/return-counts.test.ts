import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import {
  countBack,
  countedOf,
  leftOf,
  type ReturnCounts,
  returnKey,
} from '../../../shared/shipping/return-counts.ts'
import type { ReturnOrder } from '../../../shared/shipping/returns-contract.ts'

const rabbit = 1
const wolf = 2

/** An order of which so many of an item may come back: [item, pieces]. */
function order(orderId: number, ...lines: readonly (readonly [number, number])[]): ReturnOrder {
  return {
    orderId,
    orderNumber: `N${orderId}`,
    shopName: '',
    afterSale: 'none',
    recipient: '',
    region: '',
    hasLeft: true,
    shippedAt: 1,
    lines: lines.map(([itemId, shipped], index) => ({
      orderLineId: orderId * 10 + index,
      itemId,
      sku: {} as SkuLabel,
      kind: 'sale',
      shipped,
      returned: 0,
      earlier: 0,
    })),
  }
}

/** Counts pieces one after the other; what was refused is listed. */
function scanAll(orders: readonly ReturnOrder[], items: readonly number[]) {
  const refused: string[] = []
  let counts: ReturnCounts = {}
  for (const item of items) {
    const next = countBack(orders, counts, item)
    if (next.kind === 'counted') counts = next.counts
    else refused.push(next.kind)
  }
  return { counts, refused }
}

describe('goods scanned after the parcel', () => {
  it('are counted into the order that lies open, and never beyond what left', () => {
    const one = order(1, [rabbit, 1], [wolf, 1], [rabbit, 1])
    const { counts, refused } = scanAll([one], [rabbit, rabbit, wolf, rabbit, 3])
    expect(counts).toEqual({ '10/1': 1, '12/1': 1, '11/2': 1 })
    expect(refused).toEqual(['full', 'not-here'])
  })

  it('of several orders go into the one that has them, then into the one begun', () => {
    const both = [order(1, [rabbit, 2], [wolf, 1]), order(2, [rabbit, 2])]
    expect(scanAll(both, [rabbit]).refused).toEqual(['which'])
    expect(scanAll(both, [wolf, rabbit, rabbit, rabbit])).toEqual({
      counts: { '11/2': 1, '10/1': 2 },
      refused: ['full'],
    })
  })

  it('keep every count that stood before, whatever is scanned', () => {
    const orders = [order(1, [rabbit, 3], [wolf, 2]), order(2, [rabbit, 1], [3, 4])]
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 }), (items) => {
        const { counts, refused } = scanAll(orders, items)
        const sum = orders.reduce((total, one) => total + countedOf(one, counts), 0)
        expect(sum).toBe(items.length - refused.length)
        for (const line of orders.flatMap((one) => one.lines))
          expect(counts[returnKey(line)] ?? 0).toBeLessThanOrEqual(leftOf(line))
      }),
    )
  })
})
