import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { transferStock } from '../../../db/inventory/adjust.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { createReceipt, voidReceipt } from '../../../db/inventory/receipts.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { voidDefect } from '../../../db/quality/defects.ts'
import { run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

let out: SentOut
beforeEach(async () => {
  out = await openSentOut()
})
afterEach(async () => {
  const broken = (await checkStore(out.store.reader)).filter((rule) => rule.violations.length > 0)
  await out.close()
  expect(broken).toEqual([])
})

const write = <Answer>(work: (scope: CommandScope) => Promise<Answer>) => run(out.store, work)
/** The first step at five yuan instead of 0.85: 4.15 more a piece. */
const lateRate = () =>
  write(async (scope) => {
    const operationId = out.operations[0]!
    await setRates(scope, { operationId, validFrom: '2026-05-11', rates: [{ size: '', rate: 5_000_000 }] })
    await reprice(scope, { operationId, from: '2026-01-01', after: 0 })
  })
const correct = () => write((scope) => correctCost(scope, out.batchId))
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
  await lateRate()
  await correct()
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

test('a purchase whose price was corrected while its goods lay elsewhere goes with its correction', async () => {
  const { id: supplierId } = await write((scope) =>
    saveSupplier(scope, { id: null, name: '隔壁', kind: 'neighbour', phone: '', note: '' }),
  )
  const buy = () =>
    write((scope) =>
      createReceipt(scope, {
        source: 'neighbour',
        supplierId,
        businessDate: today,
        note: '',
        paidNow: 0,
        lines: [{ itemId: out.skus[0]!, locationId: out.sellable, quantity: 10, amount: 10_000 }],
      }),
    )
  await buy()
  const { id } = await buy()
  await carry(out.sellable, out.unchecked, 20)
  await write(async (scope) => {
    const line = await scope.trx
      .selectFrom('receipt_line')
      .select('id')
      .where('receipt_id', '=', id)
      .executeTakeFirstOrThrow()
    return correctReceipt(scope, { id, note: '', lines: [{ lineId: line.id, amount: 15_000 }] })
  })
  await carry(out.unchecked, out.sellable, 20)
  expect(await levels()).toEqual([['sellable', 20, 25_000]])
  await write((scope) => voidReceipt(scope, { id, reversePayments: false, note: '', businessDate: today }))
  expect(await levels()).toEqual([['sellable', 10, 10_000]])
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
  await lateRate()
  expect(await correct()).toEqual({ corrected: 8300 })
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
