import { createReceipt, voidReceipt } from '../../../db/inventory/receipts.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { handOut } from '../../../db/production/hand-outs.ts'
import { receiveBundles, reopenBundles } from '../../../db/production/receive-bundles.ts'
import { recordWork } from '../../../db/production/work.ts'
import { addDefect } from '../../../db/quality/defects.ts'
import { beginInspection } from '../../../db/quality/inspections.ts'
import { readSubcontract } from '../../../db/subcontracting/orders.ts'
import { savePartner } from '../../../db/subcontracting/partners.ts'
import { type ReturnLine, receiveReturn, voidReturn } from '../../../db/subcontracting/returns.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import type { Defect } from '../../../shared/quality/contract.ts'
import { run } from '../inventory/books.ts'
import { openFloor, today } from '../production/floor.ts'

/** The workshop of `openFloor` with a partner, and what its people do with work sent out, each in one call. */
export async function openSentOut() {
  const floor = await openFloor()
  const { store } = floor
  const partner = (name: string) =>
    run(store, (scope) =>
      savePartner(scope, { id: null, name, phone: '', skills: '', leadDays: 4, distance: 3, note: '' }),
    )
  const { id: partnerId } = await partner('李家制衣')
  const { id: otherId } = await partner('张家制衣')
  const bundles = () => store.reader.selectFrom('bundle').selectAll().orderBy('id').execute()
  const batchOf = async (bundleId: number | undefined) =>
    bundleId === undefined
      ? floor.batchId
      : (
          await store.reader
            .selectFrom('bundle')
            .select('batch_id')
            .where('id', '=', bundleId)
            .executeTakeFirstOrThrow()
        ).batch_id
  const record = (bundleId: number, operation: number, good: number, scrap = 0, worker = 0) =>
    run(store, (scope) =>
      recordWork(
        scope,
        {
          bundleId,
          operationId: floor.operations[operation]!,
          workerId: floor.workers[worker]!,
          good,
          rework: 0,
          scrap,
          reason: scrap > 0 ? '破' : '',
          basis: 'piece',
          workDate: today,
        },
        today,
      ),
    )
  return {
    ...floor,
    bundles,
    record,
    /** Bundles of ten of size 110. */
    cut: (layers: number, batchId = floor.batchId) =>
      run(store, async (scope) => {
        await cutLay(scope, {
          batchId,
          colours: [{ colour: '白', dyeLot: 'A1', layers }],
          sizes: [{ size: '110', ratio: 1 }],
          rule: { by: 'size', pieces: 10 },
          businessDate: today,
        })
        const rows = await scope.trx
          .selectFrom('bundle')
          .select('id')
          .where('batch_id', '=', batchId)
          .orderBy('id')
          .execute()
        return rows.map(({ id }) => id)
      }),
    /** Records all steps of a bundle. */
    make: async (bundleId: number, good = 10) => {
      for (const operation of floor.operations.keys()) await record(bundleId, operation, good)
    },
    /** No bundles: all of the batch that is not cut, or `lines` of it. */
    send: (
      bundleIds: number[],
      operations = [0],
      to: 'one' | 'other' = 'one',
      lines: { readonly skuId: number; readonly pieces: number }[] = [],
    ) =>
      run(store, async (scope) =>
        sendOut(
          scope,
          {
            subcontractorId: to === 'one' ? partnerId : otherId,
            batchId: await batchOf(bundleIds[0]),
            bundleIds,
            lines,
            operationIds: operations.map((index) => floor.operations[index]!),
            price: 2_000_000,
            dueDate: '2026-05-20',
            note: '',
          },
          today,
        ),
      ),
    back: (id: number, bundleId: number, line: Partial<ReturnLine>, over = false) =>
      run(store, (scope) =>
        receiveReturn(scope, {
          id,
          businessDate: today,
          deduction: 0,
          note: '',
          over,
          lines: [{ bundleId, good: 0, scrap: 0, lost: 0, rework: 0, ...line }],
        }),
      ),
    /** Takes the return with this place in time (0: the first) back. */
    unback: async (place = 0) => {
      const row = await store.reader
        .selectFrom('subcontract_return')
        .select('id')
        .orderBy('id')
        .offset(place)
        .limit(1)
        .executeTakeFirstOrThrow()
      return run(store, (scope) => voidReturn(scope, row.id))
    },
    read: (id: number) => readSubcontract(store.reader, id, today, true),
    receive: (ids: number[]) =>
      run(store, (scope) => receiveBundles(scope, { ids, locationId: floor.sellable, businessDate: today })),
    /** As the host does it: the receipt, then its bundles. */
    unreceive: (id: number) =>
      run(store, async (scope) => {
        await voidReceipt(scope, { id, reversePayments: false, note: '', businessDate: today })
        await reopenBundles(scope, id)
        return null
      }),
    /** Own work written down without bundles. */
    takeIn: (quantity: number) =>
      run(store, (scope) =>
        createReceipt(scope, {
          source: 'own',
          supplierId: null,
          businessDate: today,
          note: '',
          paidNow: 0,
          lines: [{ itemId: floor.skus[0]!, locationId: floor.sellable, quantity, amount: 0 }],
        }),
      ),
    hand: (bundleId: number, operation: number, worker = 0) =>
      run(store, (scope) =>
        handOut(
          scope,
          {
            bundles: [{ bundleId, pieces: null }],
            operationId: floor.operations[operation]!,
            workerId: floor.workers[worker]!,
            dueDate: null,
            note: '',
            locationId: null,
            materials: [],
          },
          today,
        ),
      ),
    /** Defects found at a final check of their own. */
    find: (bundleId: number, outcome: Defect['outcome'], pieces: number, operation: number | null = null) =>
      run(store, async (scope) => {
        const { id } = await beginInspection(
          scope,
          {
            kind: 'final',
            batchId: await batchOf(bundleId),
            receiptId: null,
            operationId: null,
            lot: 10,
            strictness: 'normal',
            level: 'II',
            major: '2.5',
            minor: '4.0',
            note: '',
          },
          today,
        )
        return addDefect(scope, {
          id,
          name: '开线',
          class: 'major',
          pieces,
          bundleId,
          operationId: operation === null ? null : floor.operations[operation]!,
          workerId: null,
          outcome,
          photoHash: '',
          note: '',
        })
      }),
    stock: async () =>
      (
        await store.reader
          .selectFrom('stock_level')
          .select('quantity')
          .where('item_id', '=', floor.skus[0]!)
          .executeTakeFirst()
      )?.quantity ?? 0,
  }
}
export type SentOut = Awaited<ReturnType<typeof openSentOut>>
