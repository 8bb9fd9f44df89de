import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBom } from '../../../db/catalog/bom.ts'
import type { CommandScope } from '../../../db/command.ts'
import { purchaseMaterials, saveMaterial } from '../../../db/inventory/materials.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { giveMaterials, readBatchMaterials } from '../../../db/production/batch-materials.ts'
import { createBatch } from '../../../db/production/batches.ts'
import { handOut } from '../../../db/production/hand-outs.ts'
import { overNeed } from '../../../shared/inventory/over-issue.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { openSentOut, type SentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

let out: SentOut
let fabric: number
let ribbon: number
let batchId: number
/** A batch of ten that needs ten metres of fabric, of which forty lie there in two dye lots. Nobody wrote the ribbon down. */
beforeEach(async () => {
  out = await openSentOut()
  await write(async (scope) => {
    const plain = {
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: null,
      note: '',
      archived: false,
    }
    fabric = (await saveMaterial(scope, { id: null, name: '白毛绒', unit: 'm', ...plain })).id
    ribbon = (await saveMaterial(scope, { id: null, name: '红丝带', unit: 'm', ...plain })).id
    const supplier = { id: null, name: '布行', kind: 'supplier', phone: '', note: '' } as const
    const { id: supplierId } = await saveSupplier(scope, supplier)
    await purchaseMaterials(scope, {
      supplierId,
      locationId: out.sellable,
      businessDate: today,
      note: '',
      paidNow: 0,
      lines: [
        { materialId: fabric, quantity: 10_000, amount: 10_000, dyeLot: 'A1' },
        { materialId: fabric, quantity: 30_000, amount: 30_000, dyeLot: 'B2' },
        { materialId: ribbon, quantity: 50_000, amount: 500, dyeLot: '' },
      ],
    })
    const line = { part: '', colours: [], usages: {}, wastage: 0, materialId: fabric, usage: 1000 }
    await saveBom(scope, out.styleId, [line])
    const batch = {
      styleId: out.styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      businessDate: today,
    }
    batchId = (await createBatch(scope, { ...batch, lines: [{ skuId: out.skus[0]!, planned: 10 }] })).id
  })
})
afterEach(() => closeChecked(out))

const write = <Answer>(work: (scope: CommandScope) => Promise<Answer>) => run(out.store, work)
const issue = (metres: number, more: { dyeLot?: string; over?: boolean; materialId?: number } = {}) =>
  write((scope) =>
    giveMaterials(scope, {
      batchId,
      locationId: out.sellable,
      kind: 'issued',
      note: '',
      over: more.over,
      lines: [{ materialId: more.materialId ?? fabric, quantity: metres * 1000, dyeLot: more.dyeLot }],
    }),
  )
const given = async () => {
  const { rows } = await readBatchMaterials(out.store.reader, batchId, true)
  return rows.find(({ materialId }) => materialId === fabric)!
}

test('more than a batch needs is given only where somebody says so, though two stations give it at once', async () => {
  await issue(10)
  // The other station saw that ten were needed.
  await expect(issue(10)).rejects.toMatchObject({
    code: 'need-over',
    data: { material: '白毛绒', unit: 'm', over: '10' },
  })
  expect(overNeed(await given())).toBe(0)
  await issue(3, { over: true })
  expect(await given()).toMatchObject({ issued: 13_000 })
  expect(overNeed(await given())).toBe(3000)
  // Nobody wrote what it needs of ribbon.
  await issue(50, { materialId: ribbon })
})

test('more of a dye lot than should be left of it is given only where somebody says so', async () => {
  await issue(4, { dyeLot: 'A1' })
  await expect(issue(7, { dyeLot: 'A1', over: false })).rejects.toMatchObject({ code: 'need-over' })
  await write((scope) =>
    giveMaterials(scope, {
      batchId,
      locationId: out.sellable,
      kind: 'returned',
      note: '',
      lines: [{ materialId: fabric, quantity: 1000 }],
    }),
  )
  await expect(issue(7, { dyeLot: 'A1' })).rejects.toMatchObject({
    code: 'lot-over',
    data: { lot: 'A1', over: '1' },
  })
  await issue(6, { dyeLot: 'A1' })
  expect(await given()).toMatchObject({ issued: 10_000, returned: 1000 })
})

test('materials that go along with a hand-out are asked about as others are: nothing is handed out meanwhile', async () => {
  const bundles = await out.cut(10, batchId)
  const hand = (over: boolean) =>
    write((scope) =>
      handOut(
        scope,
        {
          bundles: [{ bundleId: bundles.at(-1)!, pieces: null }],
          operationId: out.operations[0]!,
          workerId: out.workers[0]!,
          dueDate: null,
          note: '',
          locationId: out.sellable,
          materials: [{ materialId: fabric, quantity: 12_000 }],
          over,
        },
        today,
      ),
    )
  await expect(hand(false)).rejects.toMatchObject({ code: 'need-over', data: { over: '2' } })
  expect(await out.store.reader.selectFrom('hand_out').select('id').execute()).toEqual([])
  await hand(true)
  expect(await given()).toMatchObject({ issued: 12_000 })
})
