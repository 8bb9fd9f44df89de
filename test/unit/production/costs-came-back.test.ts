import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommandScope } from '../../../db/command.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { postMove, reverseMoves } from '../../../db/inventory/ledger.ts'
import { purchaseMaterials } from '../../../db/inventory/materials.ts'
import { sellSeconds } from '../../../db/inventory/sell-seconds.ts'
import { returnMaterials, voidSupplierReturn } from '../../../db/inventory/supplier-returns.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { giveMaterials } from '../../../db/production/batch-materials.ts'
import { createBatch } from '../../../db/production/batches.ts'
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
const receiveTen = async () => {
  const [bundle] = await out.cut(10)
  await out.make(bundle!)
  await out.receive([bundle!])
}
const move = (quantity: number, reason: 'adjust' | 'returned' | 'count', value?: number) =>
  write((scope) =>
    postMove(scope, {
      itemId: out.skus[0]!,
      locationId: out.sellable,
      quantity,
      ...(value !== undefined && { cost: { kind: 'value', value } as const }),
      reason,
      reference: reason === 'returned' ? { kind: 'return-line', id: 1 } : null,
    }),
  )
const booked = () =>
  out.store.reader.selectFrom('batch_receipt').select(['value', 'corrected', 'expensed']).execute()

test('pieces of a parcel that was taken back are the ones that left: late rates reach them', async () => {
  await receiveTen()
  await write((scope) =>
    postMove(scope, {
      itemId: out.skus[0]!,
      locationId: out.sellable,
      quantity: -10,
      reason: 'shipped',
      reference: { kind: 'parcel', id: 1 },
    }),
  )
  await write((scope) => reverseMoves(scope, { kind: 'parcel', id: 1 }, { reason: 'unshipped' }))
  await rateLate(out)
  expect(await correctBatch(out)).toEqual({ corrected: 4150 })
  expect(await booked()).toEqual([{ value: 5000, corrected: 4150, expensed: 0 }])
})

test('pieces a customer sent back are the ones that left', async () => {
  await receiveTen()
  await move(-10, 'adjust')
  await move(10, 'returned', 850)
  await rateLate(out)
  expect(await correctBatch(out)).toEqual({ corrected: 4150 })
})

test('a count too high that the next one puts right brought nothing in', async () => {
  await receiveTen()
  await move(3, 'count')
  await move(-3, 'count')
  await rateLate(out)
  expect(await correctBatch(out)).toEqual({ corrected: 4150 })
})

test('pieces that are found and stay came in later', async () => {
  await receiveTen()
  await move(-3, 'adjust')
  await move(3, 'count')
  await rateLate(out)
  // Seven of the ten are there.
  expect(await correctBatch(out)).toEqual({ corrected: 2905 })
})

test('returned seconds that are sold as goods came in later: they bear nothing of a batch whose own are sold', async () => {
  const [a] = await out.cut(20)
  await out.make(a!)
  await out.find(a!, 'seconds', 2)
  await secondsLeave(out, 2)
  await write(async (scope) => {
    await postMove(scope, {
      itemId: out.skus[0]!,
      locationId: out.seconds,
      quantity: 5,
      cost: { kind: 'value', value: 500 },
      reason: 'returned',
      reference: { kind: 'return-line', id: 1 },
    })
    await sellSeconds(scope, { skuId: out.skus[0]!, quantity: 5, locationId: out.sellable })
  })
  await rateLate(out)
  expect(await correctBatch(out)).toEqual({ corrected: 0 })
})

test('bundles of two batches received at once are told apart: those of the first are sold first', async () => {
  const { id: otherId } = await write((scope) =>
    createBatch(scope, {
      styleId: out.styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      businessDate: today,
      lines: [{ skuId: out.skus[0]!, planned: 10 }],
    }),
  )
  const [first] = await out.cut(10)
  const [second] = await out.cut(10, otherId)
  for (const bundle of [first!, second!]) await out.make(bundle)
  await out.receive([first!, second!])
  await move(-12, 'adjust')
  await rateLate(out)
  // Eight of the second batch's ten are there, none of the first's.
  expect(await correctBatch(out)).toEqual({ corrected: 0 })
  expect(await correctBatch(out, otherId)).toEqual({ corrected: 8 * 415 })
  expect(await booked()).toEqual([
    { value: 5000, corrected: 0, expensed: 4150 },
    { value: 5000, corrected: 3320, expensed: 830 },
  ])
})

const buyCloth = () =>
  write(async (scope) => {
    const materialId = await addCloth(scope)
    const { id: supplierId } = await saveSupplier(scope, {
      id: null,
      name: '布行',
      kind: 'supplier',
      phone: '',
      note: '',
    })
    const { id } = await purchaseMaterials(scope, {
      supplierId,
      locationId: out.sellable,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [{ materialId, quantity: 10_000, amount: 10_000, dyeLot: '' }],
    })
    return { materialId, supplierId, id }
  })
/** The ten metres were 150 yuan, not 100. */
const dearer = (id: number) =>
  write(async (scope) => {
    const line = await scope.trx
      .selectFrom('receipt_line')
      .select('id')
      .where('receipt_id', '=', id)
      .executeTakeFirstOrThrow()
    return correctReceipt(scope, { id, note: '', lines: [{ lineId: line.id, amount: 15_000 }] })
  })

test('cloth given to a batch and given back bears the corrected price', async () => {
  const { materialId, id } = await buyCloth()
  for (const kind of ['issued', 'returned'] as const)
    await write((scope) =>
      giveMaterials(scope, {
        batchId: out.batchId,
        locationId: out.sellable,
        kind,
        note: '',
        lines: [{ materialId, quantity: 10_000 }],
      }),
    )
  expect(await dearer(id)).toEqual({ account: 5000, stock: 5000 })
})

test('cloth whose return to the supplier was taken back bears the corrected price', async () => {
  const { materialId, supplierId, id } = await buyCloth()
  const { id: returnId } = await write((scope) =>
    returnMaterials(scope, {
      supplierId,
      locationId: out.sellable,
      businessDate: today,
      note: '',
      lines: [{ materialId, quantity: 10_000, amount: 10_000, dyeLot: '' }],
    }),
  )
  await write((scope) => voidSupplierReturn(scope, { id: returnId, note: '' }))
  expect(await dearer(id)).toEqual({ account: 5000, stock: 5000 })
})
