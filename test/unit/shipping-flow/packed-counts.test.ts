import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeCount, readCount, scanCount, setCounted, startCount } from '../../../db/inventory/counts.ts'
import { postTransfer } from '../../../db/inventory/ledger.ts'
import { takeFrom } from '../../../shared/shipping/taken-from.ts'
import {
  beep,
  expectSound,
  handTo,
  onHand,
  openWorkshop,
  order,
  pack,
  run,
  stock,
  type Workshop,
} from './support.ts'

const ZTO = '73610555582883'
let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

const start = (locationId = shop.sellable) =>
  run(shop.store, (scope) => startCount(scope, { locationId, note: '' }))
const set = (id: number, counted: number) =>
  run(shop.store, (scope) => setCounted(scope, { id, itemId: shop.suit110, counted }))
const close = (id: number, unscanned: 'zero' | 'leave' = 'leave') =>
  run(shop.store, (scope) => closeCount(scope, { id, unscanned }))

describe('packed goods and a count of the shelf', () => {
  it('a shelf that is right stays right: what lies in boxes is neither lost nor doubled', async () => {
    await stock(shop, shop.suit110, 10)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const parcel = await pack(shop, one.number, ['R110', 'R110'], ZTO)
    const { id } = await start()
    expect((await readCount(shop.store.writer, id, true)).lines).toMatchObject([
      { counted: null, expected: 8, packed: 2 },
    ])
    await set(id, 8)
    expect(await close(id)).toMatchObject({ changed: 0, losses: [] })
    await handTo(shop, [parcel])
    expect(await onHand(shop, shop.suit110)).toMatchObject({ quantity: 8 })
    await expectSound(shop)
  })

  it('packing, unfinished boxes and shipping between counting and closing change no difference', async () => {
    await stock(shop, shop.suit110, 10)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const two = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 3 }] })
    const parcel = await pack(shop, one.number, ['R110', 'R110'], ZTO)
    const { id } = await start()
    // One piece of the eight is missing.
    for (let n = 0; n < 7; n++) await run(shop.store, (scope) => scanCount(scope, { id, code: 'R110' }))
    await handTo(shop, [parcel])
    const opened = await beep(shop, two.number)
    await beep(shop, 'R110', opened.parcel.id)
    expect(await close(id)).toMatchObject({ changed: 1 })
    expect(await onHand(shop, shop.suit110)).toMatchObject({ quantity: 7 })
    await expectSound(shop)
  })

  it('an item that nobody saw on the shelf is not counted away from its boxes', async () => {
    await stock(shop, shop.suit110, 3)
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 2 }] })
    const parcel = await pack(shop, one.number, ['R110', 'R110'], ZTO)
    const { id } = await start()
    expect(await close(id, 'zero')).toMatchObject({ changed: 1, losses: [] })
    expect(await onHand(shop, shop.suit110)).toMatchObject({ quantity: 2 })
    await handTo(shop, [parcel])
    expect(await onHand(shop, shop.suit110)).toEqual({ quantity: 0, value: 0 })
    await expectSound(shop)
  })

  it('with two places the boxes are one sum, wherever the packer took them from', async () => {
    await stock(shop, shop.suit110, 10)
    const second = await run(shop.store, (scope) =>
      scope.insert('location', { code: 'Z9', name: '二楼', kind: 'sellable' }),
    )
    await run(shop.store, (scope) =>
      postTransfer(scope, {
        itemId: shop.suit110,
        quantity: 5,
        fromLocationId: shop.sellable,
        toLocationId: second,
        reference: null,
      }),
    )
    const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 3 }] })
    const parcel = await pack(shop, one.number, ['R110', 'R110', 'R110'], ZTO)
    // She took all three upstairs; the books had thought of the first place.
    for (const [place, counted] of [
      [shop.sellable, 5],
      [second, 2],
    ] as const) {
      const { id } = await start(place)
      await set(id, counted)
      await close(id)
    }
    await handTo(shop, [parcel])
    expect(await onHand(shop, shop.suit110)).toMatchObject({ quantity: 5 })
    expect(await onHand(shop, shop.suit110, second)).toMatchObject({ quantity: 2 })
    await expectSound(shop)
  })
})

it('pieces taken from places are all of them, from no place more than it has but the first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 20 }), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 0, max: 60 }),
      (levels, quantity) => {
        const places = levels.map((level, index) => ({ locationId: index + 1, quantity: level }))
        const steps = takeFrom(places, quantity)
        expect(steps.reduce((sum, step) => sum + step.quantity, 0)).toBe(quantity)
        for (const step of steps.slice(1))
          expect(step.quantity).toBeLessThanOrEqual(levels[step.locationId - 1]!)
        expect(new Set(steps.map((step) => step.locationId)).size).toBe(steps.length)
      },
    ),
  )
})
