import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { postAdjustment } from '../../../db/inventory/adjust.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { purchaseMaterials } from '../../../db/inventory/materials.ts'
import { readReceipt } from '../../../db/inventory/read-receipts.ts'
import { createReceipt } from '../../../db/inventory/receipts.ts'
import {
  returnMaterials,
  returnToSupplier,
  voidSupplierReturn,
} from '../../../db/inventory/supplier-returns.ts'
import { listSuppliers, saveSupplier } from '../../../db/inventory/suppliers.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { returnedFrom } from '../../../shared/inventory/returned.ts'
import { today } from '../production/floor.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { addCloth, closeChecked, run } from './books.ts'

describe('what went back is taken to be of', () => {
  const came = (moveId: number, quantity: number, dyeLot = '', supplierId = 1) => ({
    moveId,
    supplierId,
    dyeLot,
    quantity,
  })
  const back = (moveId: number, lineId: number, quantity: number, dyeLot = '', supplierId = 1) => ({
    ...came(moveId, quantity, dyeLot, supplierId),
    lineId,
  })
  it('the last delivery of that supplier before it, then the one before that', () => {
    const deliveries = [came(1, 10), came(2, 10), came(3, 10, '', 2), came(5, 10)]
    expect([...returnedFrom(deliveries, [back(4, 71, 12)])]).toEqual([
      [2, [{ lineId: 71, quantity: 10 }]],
      [1, [{ lineId: 71, quantity: 2 }]],
    ])
  })
  it('its own dye lot before any other, and nothing where nothing is left of what came', () => {
    const deliveries = [came(1, 10, 'A1'), came(2, 10, 'B2')]
    const returns = [back(3, 71, 4, 'A1'), back(4, 72, 20, 'A1')]
    expect([...returnedFrom(deliveries, returns)]).toEqual([
      [
        1,
        [
          { lineId: 71, quantity: 4 },
          { lineId: 72, quantity: 6 },
        ],
      ],
      [2, [{ lineId: 72, quantity: 10 }]],
    ])
  })
})

let out: SentOut
let materialId: number
let supplierId: number
beforeEach(async () => {
  out = await openSentOut()
  await write(async (scope) => {
    materialId = await addCloth(scope)
    const supplier = { id: null, name: '布行', kind: 'supplier', phone: '', note: '' } as const
    supplierId = (await saveSupplier(scope, supplier)).id
  })
})
afterEach(() => closeChecked(out))

const write = <Answer>(work: (scope: CommandScope) => Promise<Answer>) => run(out.store, work)
/** Metres for so many yuan. */
const buy = async (metres: number, yuan: number) =>
  (
    await write((scope) =>
      purchaseMaterials(scope, {
        supplierId,
        locationId: out.sellable,
        businessDate: today,
        note: '',
        paidNow: 0,
        lines: [{ materialId, quantity: metres * 1000, amount: yuan * 100, dyeLot: '' }],
      }),
    )
  ).id
const giveBack = async (metres: number, yuan: number) =>
  (
    await write((scope) =>
      returnMaterials(scope, {
        supplierId,
        locationId: out.sellable,
        businessDate: today,
        note: '',
        lines: [{ materialId, quantity: metres * 1000, amount: yuan * 100, dyeLot: '' }],
      }),
    )
  ).id
const price = async (id: number, yuan: number, keepsCredit?: boolean) => {
  const [line] = (await readReceipt(out.store.reader, id, true)).lines
  return write((scope) =>
    correctReceipt(scope, { id, note: '', keepsCredit, lines: [{ lineId: line!.id, amount: yuan * 100 }] }),
  )
}
const owed = async () =>
  (await listSuppliers(out.store.reader)).find(({ id }) => id === supplierId)!.owed / 100
const worth = async (itemId = materialId) =>
  (
    await out.store.reader
      .selectFrom('stock_level')
      .select('value')
      .where('item_id', '=', itemId)
      .executeTakeFirstOrThrow()
  ).value / 100

test('a price corrected after part went back is owed for what was kept, there and back again', async () => {
  const id = await buy(10, 100)
  const returnId = await giveBack(6, 60)
  expect((await readReceipt(out.store.reader, id, true)).lines[0]!.returned).toBe(6000)
  // Fifteen yuan a metre, not ten: four metres are kept.
  expect(await price(id, 150)).toEqual({ account: 2000, stock: 2000 })
  expect(await owed()).toBe(60)
  expect(await worth()).toBe(60)
  expect(await price(id, 100)).toEqual({ account: -2000, stock: -2000 })
  expect(await owed()).toBe(40)
  await price(id, 150)
  // They were kept after all: all ten metres at fifteen.
  await write((scope) => voidSupplierReturn(scope, { id: returnId, note: '' }))
  expect(await owed()).toBe(150)
})

test('a credit that was agreed apart stays as it is, and none falls below nothing', async () => {
  const id = await buy(10, 100)
  await giveBack(6, 90)
  expect(await price(id, 150, true)).toEqual({ account: 5000, stock: 2000 })
  expect(await owed()).toBe(60)
  const other = await buy(10, 100)
  await giveBack(5, 10)
  // Half of the forty yuan less would leave a credit below nothing.
  expect(await price(other, 60)).toMatchObject({ account: -3000 })
})

test('what went back is gone from the delivery it was of: the one before is all there', async () => {
  const first = await buy(10, 100)
  const second = await buy(10, 100)
  await giveBack(6, 60)
  expect(await price(first, 150)).toEqual({ account: 5000, stock: 5000 })
  expect(await price(second, 150)).toEqual({ account: 2000, stock: 2000 })
  expect(await owed()).toBe(210)
  expect(await worth()).toBe(210)
})

test('pieces bought later that went back leave own pieces there for late rates', async () => {
  const itemId = out.skus[0]!
  const [bundle] = await out.cut(10)
  await out.make(bundle!)
  await out.receive([bundle!])
  const lines = [{ itemId, locationId: out.sellable, quantity: 10, amount: 10_000 }]
  const bought = { supplierId, businessDate: today, note: '' }
  await write((scope) => createReceipt(scope, { ...bought, source: 'supplier', paidNow: 0, lines }))
  await write((scope) => returnToSupplier(scope, { ...bought, locationId: out.sellable, lines }))
  await write((scope) =>
    postAdjustment(scope, {
      locationId: out.sellable,
      reason: '样品',
      note: '',
      lines: [{ itemId, quantity: -2 }],
    }),
  )
  await write(async (scope) => {
    const operationId = out.operations[0]!
    await setRates(scope, { operationId, validFrom: '2026-05-11', rates: [{ size: '', rate: 5_000_000 }] })
    await reprice(scope, { operationId, from: '2026-01-01', after: 0 })
  })
  // Eight of the ten are there, each 4.15 dearer.
  expect(await write((scope) => correctCost(scope, out.batchId))).toEqual({ corrected: 3320 })
})
