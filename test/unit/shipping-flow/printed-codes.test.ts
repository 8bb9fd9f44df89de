import { afterEach, beforeEach, expect, it } from 'vitest'
import { raiseEpoch } from '../../../db/backup/raise-epoch.ts'
import { findSku } from '../../../db/catalog/lookups.ts'
import { findReturn } from '../../../db/shipping/find-return.ts'
import { receiveReturn } from '../../../db/shipping/receive-return.ts'
import { resolveScan } from '../../../db/shipping/resolve-scan.ts'
import { createWave } from '../../../db/shipping/waves.ts'
import { type CodeKind, encodeCode } from '../../../shared/barcode.ts'
import { beep, expectSound, openWorkshop, order, refusal, run, stock, type Workshop } from './support.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

/** One row of every kind that carries a code, and how its code is read. */
async function rows() {
  await stock(shop, shop.suit110, 3)
  const one = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
  await run(shop.store, (scope) => createWave(scope, [[one.id]]))
  const slip = await shop.store.writer.selectFrom('wave_order').select('id').executeTakeFirstOrThrow()
  const { parcel } = await beep(shop, one.number)
  const back = await run(shop.store, (scope) =>
    receiveReturn(scope, {
      orderId: null,
      trackingNumber: '',
      reason: '',
      lines: [{ orderLineId: null, itemId: shop.suit110, quantity: 1 }],
    }),
  )
  const atTable = (text: string) => resolveScan(shop.store.writer, text)
  const kinds: readonly (readonly [CodeKind, number, (text: string) => Promise<unknown>])[] = [
    ['order', one.id, atTable],
    ['pickSlip', slip.id, atTable],
    ['parcel', parcel.id, atTable],
    ['sku', shop.suit110, atTable],
    ['sku', shop.suit110, (text) => findSku(shop.store.writer, text)],
    ['order', one.id, (text) => findReturn(shop.store.writer, text)],
    ['return', back.id, (text) => findReturn(shop.store.writer, text)],
  ]
  return kinds
}

it('after a restore every code of a row that is there still scans; lost rows and other copies are refused in a sentence', async () => {
  const kinds = await rows()
  for (const [kind, id, read] of kinds) expect(await read(encodeCode({ kind, epoch: 1, id }))).toBeTruthy()
  const { epoch } = await raiseEpoch(shop.store.writer, { epoch: 1, id: 0 })
  expect(epoch).toBe(2)
  for (const [kind, id, read] of kinds) {
    // Printed last year, on a garment, a slip, a box.
    expect(await read(encodeCode({ kind, epoch: 1, id }))).toBeTruthy()
    expect(await read(encodeCode({ kind, epoch: 2, id }))).toBeTruthy()
    // Printed after the backup was taken: its row was lost with the restore, its id lies in the gap.
    expect(await refusal(read(encodeCode({ kind, epoch: 1, id: id + 5000 })))).toMatchObject({
      code: 'code-old-epoch',
    })
    // Printed by a copy of the books that was restored once more, even where the id is taken here.
    expect(await refusal(read(encodeCode({ kind, epoch: 3, id })))).toMatchObject({ code: 'code-old-epoch' })
  }
  // What is printed now and was never there is simply unknown.
  const unknown = encodeCode({ kind: 'parcel', epoch: 2, id: 77_000_000 })
  expect(await refusal(resolveScan(shop.store.writer, unknown))).toMatchObject({ code: 'code-unknown' })
  await expectSound(shop)
})

it('ids given out after a restore never meet a code of before', async () => {
  const kinds = await rows()
  await raiseEpoch(shop.store.writer, { epoch: 1, id: 0 })
  const next = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
  expect(next.id).toBeGreaterThan(Math.max(...kinds.map(([, id]) => id)) + 5000)
  await expectSound(shop)
})
