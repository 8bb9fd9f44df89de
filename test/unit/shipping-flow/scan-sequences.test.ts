import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unship } from '../../../db/shipping/manifests.ts'
import { takeOut, unpack, voidParcel } from '../../../db/shipping/undo-packing.ts'
import { YifangError } from '../../../shared/errors.ts'
import { beep, change, expectSound, handTo, openWorkshop, order, run, snapshot, stock } from './support.ts'

/** Everything that may happen at the table, in any order, by hands that make mistakes. */
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('scan' as const),
      code: fc.nat(9),
      quantity: fc.integer({ min: 1, max: 3 }),
      inHand: fc.boolean(),
      add: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('unpack', 'void', 'ship', 'unship', 'takeOut'),
      parcel: fc.nat(5),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('hold' as const), order: fc.nat(2), on: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('stock' as const),
      item: fc.nat(2),
      quantity: fc.constantFrom(-2, -1, 1, 3),
    }),
  },
)

it('random scans, undos, hand-overs and stock changes never break a rule; a refused one changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), async (steps) => {
      const shop = await openWorkshop()
      try {
        await stock(shop, shop.suit110, 6)
        await stock(shop, shop.suit120, 2)
        await stock(shop, shop.band, 4)
        const orders = [
          await order(shop, {
            shipBy: 1,
            lines: [
              { skuId: shop.set110, quantity: 2 },
              { skuId: shop.suit120, quantity: 1 },
            ],
          }),
          await order(shop, { shipBy: 2, lines: [{ skuId: shop.suit110, quantity: 3 }] }),
          await order(shop, { shipBy: 3, lines: [{ skuId: shop.suit110, quantity: 2 }] }),
        ]
        const codes = [
          'R110',
          'R110',
          'R120',
          'EAR',
          'SET110',
          ...orders.map((one) => one.number),
          '73610555582883',
          'YT8962646785389',
        ]
        let hand: number | null = null
        const parcels: number[] = []
        const at = (index: number) => parcels[index % Math.max(1, parcels.length)] ?? 0
        for (const one of steps) {
          const before = await snapshot(shop)
          try {
            if (one.kind === 'scan') {
              const done = await beep(shop, codes[one.code % codes.length]!, one.inHand ? hand : null, {
                quantity: one.quantity,
                addOrder: one.add,
              })
              hand = done.parcel.state === 'open' ? done.parcel.id : null
              if (!parcels.includes(done.parcel.id)) parcels.push(done.parcel.id)
              expect(done.parcel.items.every((item) => item.here <= item.wanted)).toBe(true)
            } else if (one.kind === 'hold') {
              await change(shop, orders[one.order]!.id, { hold_reason: one.on ? '等' : null })
            } else if (one.kind === 'stock') {
              await stock(shop, [shop.suit110, shop.suit120, shop.band][one.item]!, one.quantity)
            } else if (one.kind === 'ship') await handTo(shop, [at(one.parcel)])
            else if (one.kind === 'unship') await run(shop.store, (scope) => unship(scope, at(one.parcel)))
            else if (one.kind === 'unpack') await run(shop.store, (scope) => unpack(scope, at(one.parcel)))
            else if (one.kind === 'void') await run(shop.store, (scope) => voidParcel(scope, at(one.parcel)))
            else
              await run(shop.store, (scope) =>
                takeOut(scope, { parcelId: at(one.parcel), itemId: shop.suit110, quantity: 1 }),
              )
          } catch (error) {
            if (!(error instanceof YifangError)) throw error
            expect(await snapshot(shop)).toEqual(before)
          }
          await expectSound(shop)
        }
      } finally {
        await shop.close()
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)
