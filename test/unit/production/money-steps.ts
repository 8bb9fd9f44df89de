import { sql } from 'kysely'
import type { CommandScope } from '../../../db/command.ts'
import { postAdjustment, transferStock } from '../../../db/inventory/adjust.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { postMove, reverseMoves } from '../../../db/inventory/ledger.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { placeOrder, receiveOrder } from '../../../db/inventory/purchase-orders.ts'
import { readOrder } from '../../../db/inventory/read-purchase-orders.ts'
import { createReceipt } from '../../../db/inventory/receipts.ts'
import {
  returnMaterials,
  returnToSupplier,
  voidSupplierReturn,
} from '../../../db/inventory/supplier-returns.ts'
import { saveSupplier } from '../../../db/inventory/suppliers.ts'
import { giveMaterials, voidUse } from '../../../db/production/batch-materials.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { undoWork } from '../../../db/production/work.ts'
import { voidDefect } from '../../../db/quality/defects.ts'
import { voidReturn } from '../../../db/subcontracting/returns.ts'
import { YifangError } from '../../../shared/errors.ts'
import { run } from '../inventory/books.ts'
import { openSentOut } from '../subcontracting/sent-out.ts'
import { today } from './floor.ts'

/** What can happen to money. `pick` chooses among what is there, `amount` is pieces, decimetres or fen. */
export interface Step {
  readonly what: string
  readonly pick: number
  readonly amount: number
}

export type Doing = (step: Step) => Promise<unknown>

/** The workshop of `openSentOut` with cloth on order, and what can happen to its money. */
export async function openMoney() {
  const out = await openSentOut()
  const write = <Answer>(work: (scope: CommandScope) => Promise<Answer>) => run(out.store, work)
  const { materialId, supplierId, orderId } = await write(async (scope) => {
    const plain = {
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: null,
      note: '',
      archived: false,
    }
    const materialId = (await saveMaterial(scope, { id: null, name: '白毛绒', unit: 'm', ...plain })).id
    const supplier = { id: null, name: '布行', kind: 'supplier', phone: '', note: '' } as const
    const supplierId = (await saveSupplier(scope, supplier)).id
    const lines = [{ materialId, quantity: 1_000_000, amount: 777_777 }]
    const order = { supplierId, businessDate: today, expectedDate: null, note: '', lines }
    return { materialId, supplierId, orderId: (await placeOrder(scope, order)).id }
  })

  /** An id of what is there, by a SELECT of ids. Raises not-found where nothing is. */
  const pickOne = async (from: string, pick: number): Promise<number> => {
    const { rows } = await sql<{ id: number }>`${sql.raw(from)}`.execute(out.store.reader)
    if (rows.length === 0) throw new YifangError('not-found', { what: 'row', id: 0 })
    return rows[pick % rows.length]!.id
  }
  const live = "SELECT id FROM bundle WHERE state = 'live' ORDER BY id"
  const untouched = `SELECT id FROM bundle b WHERE state = 'live' AND NOT EXISTS (
    SELECT 1 FROM bundle_progress p WHERE p.bundle_id = b.id AND good > 0) ORDER BY id`
  const finished = `SELECT id FROM bundle b WHERE state = 'live' AND held > 0 AND (
    SELECT count(*) FROM bundle_progress p WHERE p.bundle_id = b.id AND good >= held) = 3 ORDER BY id`
  const shelf = (pick: number) => (pick % 2 === 0 ? out.sellable : out.unchecked)

  /** Bought in instalments: cloth of an order, and pieces of the SKU that is made as well. */
  const buying: Readonly<Record<string, Doing>> = {
    instalment: async ({ amount }) => {
      const { lines } = await readOrder(out.store.reader, orderId, { money: true, today })
      const line = { lineId: lines[0]!.id, quantity: amount * 100, amount: amount * 7, dyeLot: '' }
      const receipt = {
        id: orderId,
        locationId: out.sellable,
        businessDate: today,
        note: '',
        paidNow: 0,
        over: true,
      }
      return write((scope) => receiveOrder(scope, { ...receipt, lines: [line] }))
    },
    buy: ({ pick, amount }) =>
      write((scope) =>
        createReceipt(scope, {
          source: 'supplier',
          supplierId,
          businessDate: today,
          note: '',
          paidNow: 0,
          lines: [
            {
              itemId: out.skus[0]!,
              locationId: shelf(pick),
              quantity: 1 + (amount % 12),
              amount: amount * 13,
            },
          ],
        }),
      ),
    unbuy: async ({ pick }) =>
      out.unreceive(
        await pickOne('SELECT id FROM receipt WHERE supplier_id IS NOT NULL AND voided_at IS NULL', pick),
      ),
  }
  /** Prices agreed later, and goods that go back. */
  const pricing: Readonly<Record<string, Doing>> = {
    price: async ({ pick, amount }) => {
      const lineId = await pickOne(
        'SELECT l.id FROM receipt_line l JOIN receipt r ON r.id = receipt_id WHERE supplier_id IS NOT NULL AND voided_at IS NULL',
        pick,
      )
      const { receipt_id: id } = await out.store.reader
        .selectFrom('receipt_line')
        .select('receipt_id')
        .where('id', '=', lineId)
        .executeTakeFirstOrThrow()
      return write((scope) =>
        correctReceipt(scope, { id, note: '', lines: [{ lineId, amount: amount * 11 }] }),
      )
    },
  }
  const givingBack: Readonly<Record<string, Doing>> = {
    giveBack: ({ pick, amount }) =>
      write((scope) => {
        const back = { supplierId, locationId: out.sellable, businessDate: today, note: '' }
        const quantity = 1 + (amount % 5)
        return pick % 2 === 0
          ? returnToSupplier(scope, {
              ...back,
              lines: [{ itemId: out.skus[0]!, quantity, amount: amount * 3 }],
            })
          : returnMaterials(scope, {
              ...back,
              lines: [{ materialId, quantity: quantity * 1000, amount, dyeLot: '' }],
            })
      }),
    keep: async ({ pick }) => {
      const id = await pickOne('SELECT id FROM supplier_return WHERE voided_at IS NULL', pick)
      return write((scope) => voidSupplierReturn(scope, { id, note: '' }))
    },
  }
  const makingOf = (batchId: number): Readonly<Record<string, Doing>> => ({
    cut: ({ amount }) => out.cut(10 * (1 + (amount % 2)), batchId),
    make: async ({ pick }) => out.make(await pickOne(untouched, pick)),
    record: async ({ pick, amount }) =>
      out.record(await pickOne(live, pick), amount % 3, amount % 11, pick % 5 === 0 ? 1 : 0, pick % 2),
    unrecord: async ({ pick }) => {
      const id = await pickOne('SELECT id FROM work_entry WHERE voided_at IS NULL', pick)
      return write((scope) => undoWork(scope, id))
    },
    send: async ({ pick, amount }) =>
      out.send([await pickOne(live, pick)], amount % 2 === 0 ? [0, 1, 2] : [2]),
    back: async ({ pick, amount }) => {
      const place = await pickOne('SELECT rowid AS id FROM subcontract_bundle', pick)
      const sent = await sql<{ subcontract_order_id: number; bundle_id: number }>`
      SELECT subcontract_order_id, bundle_id FROM subcontract_bundle WHERE rowid = ${place}`.execute(
        out.store.reader,
      )
      const { subcontract_order_id: id, bundle_id: bundleId } = sent.rows[0]!
      return out.back(id, bundleId, { good: 1 + (amount % 8), scrap: pick % 4 === 0 ? 1 : 0 })
    },
    unback: async ({ pick }) => {
      const id = await pickOne('SELECT id FROM subcontract_return WHERE voided_at IS NULL', pick)
      return write((scope) => voidReturn(scope, id))
    },
    receive: async ({ pick }) =>
      out.receive([await pickOne(finished, pick), await pickOne(finished, pick + 1)]),
    receiveOne: async ({ pick }) => out.receive([await pickOne(finished, pick)]),
    unreceive: async ({ pick }) =>
      out.unreceive(
        await pickOne('SELECT receipt_id AS id FROM batch_receipt WHERE voided_at IS NULL', pick),
      ),
    seconds: async ({ pick, amount }) => out.find(await pickOne(finished, pick), 'seconds', 1 + (amount % 3)),
    undefect: async ({ pick }) => {
      const id = await pickOne('SELECT id FROM inspection_defect WHERE voided_at IS NULL', pick)
      return write((scope) => voidDefect(scope, id))
    },
    lateRate: ({ pick, amount }) =>
      write(async (scope) => {
        const operationId = out.operations[pick % 3]!
        const rates = [{ size: '', rate: 100_000 + amount * 3000 }]
        await setRates(scope, { operationId, validFrom: '2026-05-11', rates })
        return reprice(scope, { operationId, from: '2026-01-01', after: 0 })
      }),
    correct: () => write((scope) => correctCost(scope, batchId)),
    close: ({ pick }) =>
      pick % 3 === 0
        ? write((scope) => closeBatch(scope, { id: batchId, reason: '收尾' }))
        : Promise.resolve(),
    reopen: () => write((scope) => reopenBatch(scope, batchId)),
    carry: ({ pick, amount }) =>
      write((scope) =>
        transferStock(scope, {
          fromLocationId: shelf(pick),
          toLocationId: shelf(pick + 1),
          note: '',
          lines: [{ itemId: out.skus[0]!, quantity: 1 + (amount % 10) }],
        }),
      ),
  })
  const issuingTo = (batchId: number): Readonly<Record<string, Doing>> => ({
    issue: ({ pick, amount }) =>
      write((scope) =>
        giveMaterials(scope, {
          batchId,
          locationId: out.sellable,
          kind: pick % 3 === 0 ? 'returned' : 'issued',
          note: '',
          lines: [{ materialId, quantity: amount * 30 }],
        }),
      ),
    unissue: async ({ pick }) => {
      const id = await pickOne('SELECT id FROM material_use WHERE voided_at IS NULL', pick)
      return write((scope) => voidUse(scope, id))
    },
  })
  const leaving: Readonly<Record<string, Doing>> = {
    sell: async ({ pick, amount }) => {
      const { rows } = await sql<{ itemId: number; locationId: number; quantity: number }>`
      SELECT item_id AS itemId, location_id AS locationId, quantity FROM stock_level
      WHERE quantity > 0 AND item_id <> ${materialId} ORDER BY item_id, location_id`.execute(out.store.reader)
      const level = rows[pick % Math.max(1, rows.length)]
      if (!level) return
      const quantity = -(1 + (amount % level.quantity))
      const reference = { kind: 'parcel', id: 1 + (pick % 5) }
      return write((scope) => postMove(scope, { ...level, quantity, reason: 'shipped', reference }))
    },
    unsell: ({ pick }) =>
      write((scope) => reverseMoves(scope, { kind: 'parcel', id: 1 + (pick % 5) }, { reason: 'unshipped' })),
    lose: ({ pick, amount }) =>
      write((scope) =>
        postAdjustment(scope, {
          locationId: shelf(pick),
          reason: '丢失',
          note: '',
          lines: [{ itemId: out.skus[0]!, quantity: amount % 2 === 0 ? -1 : 2 }],
        }),
      ),
  }
  return { ...out, write, buying, pricing, givingBack, makingOf, issuingTo, leaving }
}
export type Money = Awaited<ReturnType<typeof openMoney>>
