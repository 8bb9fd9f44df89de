import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { transferStock } from '../../../db/inventory/adjust.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import { createReceipt, voidReceipt } from '../../../db/inventory/receipts.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { giveMaterials } from '../../../db/production/batch-materials.ts'
import { readCost } from '../../../db/production/costs/read-cost.ts'
import { closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { voidDefect } from '../../../db/quality/defects.ts'
import { addCloth, closeChecked, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'
import { correctBatch, rateLate, secondsLeave } from './late-costs.ts'

let out: SentOut
beforeEach(async () => {
  out = await openSentOut()
})
afterEach(() => closeChecked(out))

const write = <Answer>(work: (scope: CommandScope) => Promise<Answer>) => run(out.store, work)
const levels = async () =>
  (
    await out.store.reader
      .selectFrom('stock_level')
      .select(['location_id', 'quantity', 'value'])
      .orderBy('item_id')
      .orderBy('location_id')
      .execute()
  )
    .filter(({ quantity, value }) => quantity !== 0 || value !== 0)
    .map(({ location_id, quantity, value }) => [
      location_id === out.sellable ? 'sellable' : 'elsewhere',
      quantity,
      value,
    ])
const carry = (fromLocationId: number, toLocationId: number, quantity: number) =>
  write((scope) =>
    transferStock(scope, {
      fromLocationId,
      toLocationId,
      note: '',
      lines: [{ itemId: out.skus[0]!, quantity }],
    }),
  )

test('seconds that are taken back take their corrections along', async () => {
  const [a, b] = await out.cut(20)
  for (const bundle of [a!, b!]) await out.make(bundle)
  const first = await out.find(a!, 'seconds', 2)
  await out.find(b!, 'seconds', 2)
  await rateLate(out)
  await correctBatch(out)
  expect(await levels()).toEqual([['sellable', 4, 2000]])
  await write((scope) => voidDefect(scope, first.id))
  expect(await levels()).toEqual([['sellable', 2, 1000]])
  const row = await out.store.reader
    .selectFrom('inspection_defect')
    .select(['value', 'corrected', 'expensed'])
    .where('id', '=', first.id)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ value: 170, corrected: 0, expensed: 0 })
})

let neighbours = 0
/** Ten pieces of a neighbour's. Gives the receipt. */
const buyTen = (amount: number) =>
  write(async (scope) => {
    const { id: supplierId } = await saveSupplier(scope, {
      id: null,
      name: `隔壁${++neighbours}`,
      kind: 'neighbour',
      phone: '',
      note: '',
    })
    const { id } = await createReceipt(scope, {
      source: 'neighbour',
      supplierId,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [{ itemId: out.skus[0]!, locationId: out.sellable, quantity: 10, amount }],
    })
    return id
  })
const unbuy = (id: number) =>
  write((scope) => voidReceipt(scope, { id, reversePayments: false, note: '', businessDate: today }))

const price = (id: number, amount: number) =>
  write(async (scope) => {
    const line = await scope.trx
      .selectFrom('receipt_line')
      .select('id')
      .where('receipt_id', '=', id)
      .executeTakeFirstOrThrow()
    return correctReceipt(scope, { id, note: '', lines: [{ lineId: line.id, amount }] })
  })

test('what one place is not worth of a correction is taken where its value was carried: nothing left', async () => {
  await buyTen(10_000)
  await carry(out.sellable, out.unchecked, 10)
  const id = await buyTen(30_000)
  await carry(out.unchecked, out.sellable, 5)
  await carry(out.sellable, out.unchecked, 5)
  expect(await levels()).toEqual([
    ['sellable', 10, 23_333],
    ['elsewhere', 10, 16_667],
  ])
  expect(await price(id, 0)).toEqual({ account: -30_000, stock: -30_000 })
  expect(await levels()).toEqual([
    ['sellable', 10, 0],
    ['elsewhere', 10, 10_000],
  ])
})

test('a purchase whose price was corrected while its goods lay elsewhere goes with its correction', async () => {
  await buyTen(10_000)
  const id = await buyTen(10_000)
  await carry(out.sellable, out.unchecked, 20)
  await price(id, 15_000)
  await carry(out.unchecked, out.sellable, 20)
  expect(await levels()).toEqual([['sellable', 20, 25_000]])
  await unbuy(id)
  expect(await levels()).toEqual([['sellable', 10, 10_000]])
})

test('a purchase taken back leaves the others at what they were bought for, though both were mixed and carried', async () => {
  for (const [back, left] of [
    [1000, 3000],
    [3000, 1000],
  ] as const) {
    const stays = await buyTen(left)
    const goes = await buyTen(back)
    await carry(out.sellable, out.unchecked, 10)
    await unbuy(goes)
    expect(await levels()).toEqual([['elsewhere', 10, left]])
    await carry(out.unchecked, out.sellable, 10)
    await unbuy(stays)
  }
})

test('a batch receipt that is taken back takes its correction along, wherever its pieces were carried since', async () => {
  const [a, b] = await out.cut(20)
  for (const bundle of [a!, b!]) {
    await out.make(bundle)
    await out.receive([bundle])
  }
  const second = await out.store.reader
    .selectFrom('batch_receipt')
    .select('receipt_id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await carry(out.sellable, out.unchecked, 20)
  await rateLate(out)
  expect(await correctBatch(out)).toEqual({ corrected: 8300 })
  await carry(out.unchecked, out.sellable, 10)
  await out.unreceive(second.receipt_id)
  // Ten pieces at five yuan are left, and nothing where none is.
  expect(await levels()).toEqual([['elsewhere', 10, 5000]])
  const rows = await out.store.reader
    .selectFrom('batch_receipt')
    .select(['value', 'corrected', 'expensed'])
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { value: 5000, corrected: 4150, expensed: 0 },
    { value: 850, corrected: 0, expensed: 0 },
  ])
})

/** Twenty metres for the eighty planned pieces, worth 200 yuan: 2.50 a piece. */
const giveCloth = () =>
  write(async (scope) => {
    const materialId = await addCloth(scope)
    await postMove(scope, {
      itemId: materialId,
      locationId: out.sellable,
      quantity: 20_000,
      cost: { kind: 'value', value: 20_000 },
      reason: 'opening',
      reference: null,
    })
    await giveMaterials(scope, {
      batchId: out.batchId,
      locationId: out.sellable,
      kind: 'issued',
      note: '',
      lines: [{ materialId, quantity: 20_000 }],
    })
  })

test('a batch closed by mistake and opened again leaves nothing of what it bore then in the stock', async () => {
  const [a] = await out.cut(20)
  await giveCloth()
  await out.make(a!)
  await out.receive([a!])
  expect(await levels()).toEqual([['sellable', 10, 2500 + 850]])
  await write((scope) => closeBatch(scope, { id: out.batchId, reason: '误点' }))
  expect(await levels()).toEqual([['sellable', 10, 20_000 + 850]])
  await write((scope) => reopenBatch(scope, out.batchId))
  expect(await levels()).toEqual([['sellable', 10, 2500 + 850]])
})

test('a receipt taken back of a closed batch leaves the others at what they cost while it is open', async () => {
  const bundles = await out.cut(20)
  await giveCloth()
  for (const bundle of bundles) {
    await out.make(bundle)
    await out.receive([bundle])
  }
  await write((scope) => closeBatch(scope, { id: out.batchId, reason: '' }))
  expect(await levels()).toEqual([['sellable', 20, 20_000 + 1700]])
  const second = await out.store.reader
    .selectFrom('batch_receipt')
    .select('receipt_id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await out.unreceive(second.receipt_id)
  expect(await levels()).toEqual([['sellable', 10, 2500 + 850]])
})

test('the cost of a batch says what left with seconds that were sold', async () => {
  const [a] = await out.cut(10)
  await out.make(a!)
  await out.find(a!, 'seconds', 4)
  await secondsLeave(out, 4)
  await rateLate(out)
  const said = { leftWithSold: 1660, correctionDue: 0, pieces: { received: 4 } }
  expect(await readCost(out.store.reader, out.batchId, today)).toMatchObject({ ...said, booked: 340 })
  expect(await correctBatch(out)).toEqual({ corrected: 0 })
  expect(await readCost(out.store.reader, out.batchId, today)).toMatchObject({ ...said, booked: 2000 })
})
