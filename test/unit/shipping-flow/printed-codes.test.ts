import { afterEach, beforeEach, expect, it } from 'vitest'
import { raiseEpoch } from '../../../db/backup/raise-epoch.ts'
import { findSku } from '../../../db/catalog/lookups.ts'
import { codeStamp } from '../../../db/printed-code.ts'
import { findReturn } from '../../../db/shipping/find-return.ts'
import { receiveReturn } from '../../../db/shipping/receive-return.ts'
import { resolveScan } from '../../../db/shipping/resolve-scan.ts'
import { createWave } from '../../../db/shipping/waves.ts'
import { type CodeKind, encodeCode, type PrintedCode, qrText } from '../../../shared/barcode.ts'
import { beep, expectSound, openWorkshop, order, refusal, run, stock, type Workshop } from './support.ts'

let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => shop.close())

/** A code as this workshop prints it. */
async function printed(code: PrintedCode): Promise<string> {
  const { mark } = await codeStamp(shop.store.writer)
  return encodeCode({ ...code, mark })
}

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
  for (const [kind, id, read] of kinds) expect(await read(await printed({ kind, epoch: 1, id }))).toBeTruthy()
  const { epoch } = await raiseEpoch(shop.store.writer, { epoch: 1, id: 0 })
  expect(epoch).toBe(2)
  for (const [kind, id, read] of kinds) {
    // Printed last year, on a garment, a slip, a box.
    expect(await read(await printed({ kind, epoch: 1, id }))).toBeTruthy()
    expect(await read(await printed({ kind, epoch: 2, id }))).toBeTruthy()
    // Printed after the backup was taken: its row was lost with the restore, its id lies in the gap.
    expect(await refusal(read(await printed({ kind, epoch: 1, id: id + 5000 })))).toMatchObject({
      code: 'code-old-epoch',
    })
    // Printed by a copy of the books that was restored once more, even where the id is taken here.
    expect(await refusal(read(await printed({ kind, epoch: 3, id })))).toMatchObject({
      code: 'code-old-epoch',
    })
  }
  // What is printed now and was never there is simply unknown.
  const unknown = await printed({ kind: 'parcel', epoch: 2, id: 77_000_000 })
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

it("another workshop's code is refused by its mark or its site, in a sentence of its own, and is no waybill", async () => {
  const kinds = await rows()
  const { mark, site } = await codeStamp(shop.store.writer)
  expect(mark).toBeGreaterThan(0)
  for (const [kind, id, read] of kinds) {
    const own = await printed({ kind, epoch: 1, id })
    expect(await read(qrText(own, site))).toBeTruthy()
    for (let other = 0; other < 23; other++) {
      if (other === mark) continue
      const foreign = encodeCode({ kind, epoch: 1, id, mark: other })
      // Where nobody would raise an error it is at least no row of ours.
      const answer = await read(foreign).catch((error: { code: string }) => error.code)
      expect(['code-foreign', null]).toContain(
        typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'number'
          ? 'code-foreign'
          : answer,
      )
    }
    // Its bars would pass one time in 23; its QR code never does.
    const qr = qrText(own, site === '0000' ? '0001' : '0000')
    expect(await read(qr).catch((error: { code: string }) => ({ kind: error.code }))).not.toMatchObject({
      kind: expect.stringMatching(/^(?:parcel|orders|sku)$/),
    })
  }
  // All goods are in the box: what is scanned next closes the parcel as its waybill.
  await stock(shop, shop.suit110, 3)
  const next = await order(shop, { lines: [{ skuId: shop.suit110, quantity: 1 }] })
  const { parcel } = await beep(shop, next.number)
  await beep(shop, await printed({ kind: 'sku', epoch: 1, id: shop.suit110 }), parcel.id)
  const foreign = encodeCode({ kind: 'parcel', epoch: 1, id: 7, mark: (mark + 1) % 23 })
  expect(await refusal(beep(shop, foreign, parcel.id))).toMatchObject({ code: 'code-foreign' })
  await expectSound(shop)
})
