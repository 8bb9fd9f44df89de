import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import type { CommandScope } from '../../../db/command.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { postMove, reverseMoves } from '../../../db/inventory/ledger.ts'
import { purchaseMaterials, saveMaterial } from '../../../db/inventory/materials.ts'
import { sellSeconds } from '../../../db/inventory/sell-seconds.ts'
import { returnMaterials, voidSupplierReturn } from '../../../db/inventory/supplier-returns.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { giveMaterials } from '../../../db/production/batch-materials.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
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
  await lateRate()
  expect(await correct()).toEqual({ corrected: 4150 })
  expect(await booked()).toEqual([{ value: 5000, corrected: 4150, expensed: 0 }])
})

test('pieces a customer sent back are the ones that left', async () => {
  await receiveTen()
  await move(-10, 'adjust')
  await move(10, 'returned', 850)
  await lateRate()
  expect(await correct()).toEqual({ corrected: 4150 })
})

test('a count too high that the next one puts right brought nothing in', async () => {
  await receiveTen()
  await move(3, 'count')
  await move(-3, 'count')
  await lateRate()
  expect(await correct()).toEqual({ corrected: 4150 })
})

test('pieces that are found and stay came in later', async () => {
  await receiveTen()
  await move(-3, 'adjust')
  await move(3, 'count')
  await lateRate()
  // Seven of the ten are there.
  expect(await correct()).toEqual({ corrected: 2905 })
})

test('returned seconds that are sold as goods came in later: they bear nothing of a batch whose own are sold', async () => {
  const [a] = await out.cut(20)
  await out.make(a!)
  await out.find(a!, 'seconds', 2)
  const { id: itemId } = await out.store.reader
    .selectFrom('sku')
    .select('id')
    .where('seconds_of', 'is not', null)
    .executeTakeFirstOrThrow()
  await write((scope) =>
    postMove(scope, {
      itemId,
      locationId: out.sellable,
      quantity: -2,
      reason: 'adjust',
      reference: null,
    }),
  )
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
  await lateRate()
  expect(await correct()).toEqual({ corrected: 0 })
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
  await lateRate()
  // Eight of the second batch's ten are there, none of the first's.
  expect(await correct()).toEqual({ corrected: 0 })
  expect(await write((scope) => correctCost(scope, otherId))).toEqual({ corrected: 8 * 415 })
  expect(await booked()).toEqual([
    { value: 5000, corrected: 0, expensed: 4150 },
    { value: 5000, corrected: 3320, expensed: 830 },
  ])
})

const buyCloth = () =>
  write(async (scope) => {
    const { id: materialId } = await saveMaterial(scope, {
      id: null,
      name: '白毛绒',
      unit: 'm',
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: null,
      note: '',
      archived: false,
    })
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
