import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, byUrgency, type Demand, pairLosses } from '../../../shared/inventory/allocation.ts'

const demands = fc
  .array(
    fc.record({
      orderId: fc.integer({ min: 1, max: 6 }),
      need: fc.integer({ min: 0, max: 9 }),
      allocated: fc.integer({ min: 0, max: 9 }),
      keeps: fc.constantFrom<Demand['keeps']>('picked', 'pinned', 'nothing', 'nothing'),
      open: fc.boolean(),
      shipBy: fc.option(fc.integer({ min: 1, max: 4 })),
      paidAt: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map((row, index): Demand => ({ ...row, orderLineId: index + 1 })))

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

describe('sharing stock among order lines', () => {
  it('never promises more than is on hand, nor more than a line needs', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5, max: 60 }), demands, (onHand, rows) => {
        const shares = allocate(onHand, rows)
        expect(sum(shares.map((share) => share.quantity))).toBeLessThanOrEqual(Math.max(0, onHand))
        for (const [index, share] of shares.entries()) {
          expect(share.quantity).toBeGreaterThanOrEqual(0)
          expect(share.quantity).toBeLessThanOrEqual(rows[index]!.need)
        }
      }),
    )
  })

  it('leaves nothing on the shelf while an open line needs it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), demands, (onHand, rows) => {
        const shares = allocate(onHand, rows)
        const hungry = rows.some((row, index) => row.open && shares[index]!.quantity < row.need)
        if (hungry) expect(sum(shares.map((share) => share.quantity))).toBe(onHand)
      }),
    )
  })

  it('gives a less urgent line beyond what it keeps only when every more urgent open line has all it needs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), demands, (onHand, rows) => {
        const shares = allocate(onHand, rows)
        for (const [late, lateRow] of rows.entries())
          for (const [early, earlyRow] of rows.entries()) {
            const keeps = lateRow.keeps === 'nothing' ? 0 : Math.min(lateRow.allocated, lateRow.need)
            if (earlyRow.open && byUrgency(earlyRow, lateRow) < 0 && shares[late]!.quantity > keeps)
              expect(shares[early]!.quantity).toBe(earlyRow.need)
          }
      }),
    )
  })

  it('takes nothing from picked and pinned lines while the stock covers what they hold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), demands, (onHand, rows) => {
        const held = sum(
          rows.filter((row) => row.keeps !== 'nothing').map((row) => Math.min(row.allocated, row.need)),
        )
        if (held > onHand) return
        for (const [index, share] of allocate(onHand, rows).entries()) {
          const row = rows[index]!
          if (row.keeps !== 'nothing')
            expect(share.quantity).toBeGreaterThanOrEqual(Math.min(row.allocated, row.need))
        }
      }),
    )
  })

  it('takes from those being picked last, and gives lines that may not have any none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), demands, (onHand, rows) => {
        const shares = allocate(onHand, rows)
        const cut = rows.some(
          (row, i) => row.keeps === 'picked' && shares[i]!.quantity < Math.min(row.allocated, row.need),
        )
        for (const [index, share] of shares.entries()) {
          if (cut && rows[index]!.keeps !== 'picked') expect(share.quantity).toBe(0)
          if (!rows[index]!.open && rows[index]!.keeps === 'nothing') expect(share.quantity).toBe(0)
        }
      }),
    )
  })

  it('changes nothing when it is asked again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), demands, (onHand, rows) => {
        const first = allocate(onHand, rows)
        const again = allocate(
          onHand,
          rows.map((row, index) => ({ ...row, allocated: first[index]!.quantity })),
        )
        expect(again).toEqual(first)
      }),
    )
  })
})

describe('who got the pieces that a line lost', () => {
  it('names the gainers in order of urgency', () => {
    const change = (orderLineId: number, before: number, after: number, open = true) => ({
      orderLineId,
      before,
      after,
      need: 5,
      open,
    })
    expect(pairLosses([change(1, 0, 2), change(2, 0, 1), change(3, 4, 0), change(4, 1, 0, false)])).toEqual([
      { orderLineId: 3, quantity: 2, toOrderLineId: 1, reason: 'order-first' },
      { orderLineId: 3, quantity: 1, toOrderLineId: 2, reason: 'order-first' },
      { orderLineId: 3, quantity: 1, toOrderLineId: null, reason: 'stock-gone' },
      { orderLineId: 4, quantity: 1, toOrderLineId: null, reason: 'stopped' },
    ])
  })

  it('is silent about pieces that were shipped or cancelled', () => {
    expect(pairLosses([{ orderLineId: 1, before: 3, after: 1, need: 1, open: true }])).toEqual([])
  })

  it('accounts for every piece lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), demands, (onHand, rows) => {
        const urgent = rows.toSorted(byUrgency)
        const shares = allocate(onHand, urgent)
        const changes = urgent.map((row, index) => ({
          ...row,
          before: row.allocated,
          after: shares[index]!.quantity,
        }))
        const lost = changes.map((change) => Math.max(0, Math.min(change.before, change.need) - change.after))
        expect(sum(pairLosses(changes).map((loss) => loss.quantity))).toBe(sum(lost))
      }),
    )
  })
})
