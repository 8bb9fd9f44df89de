import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { postAdjustment, transferStock } from '../../../db/inventory/adjust.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import { dyeLots } from '../../../db/inventory/dye-lots.ts'
import {
  listMaterials,
  listPurchases,
  purchaseMaterials,
  saveMaterial,
} from '../../../db/inventory/materials.ts'
import {
  changeOrderLine,
  giveUpOrder,
  placeOrder,
  receiveOrder,
} from '../../../db/inventory/purchase-orders.ts'
import { listOrders, readOrder } from '../../../db/inventory/read-purchase-orders.ts'
import { readReceipt } from '../../../db/inventory/read-receipts.ts'
import { receivePieces, voidReceipt } from '../../../db/inventory/receipts.ts'
import { listMoves } from '../../../db/inventory/stock-item.ts'
import {
  returnMaterials,
  returnToSupplier,
  voidSupplierReturn,
} from '../../../db/inventory/supplier-returns.ts'
import { listSuppliers, paySupplier, saveSupplier, supplierAccount } from '../../../db/inventory/suppliers.ts'
import { closeSupply } from '../../../db/inventory/supplies.ts'
import { listSupplies } from '../../../db/inventory/supply-list.ts'
import { giveMaterials, readBatchMaterials, voidUse } from '../../../db/production/batch-materials.ts'
import { isErrorCode, YifangError } from '../../../shared/errors.ts'
import { lotsLeft } from '../../../shared/inventory/dye-lots.ts'
import { partAmount } from '../../../shared/inventory/part-amount.ts'
import { purchaseDoubts } from '../../../shared/inventory/purchase-doubts.ts'
import type { PurchaseOrderLine } from '../../../shared/inventory/purchase-orders-contract.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from './floor.ts'

const seen = { money: true, today }
const page = { search: '', archived: false, offset: 0, limit: 50 }

describe('materials ordered of a supplier', () => {
  let floor: Floor
  let fabric: number
  let supplierId: number
  beforeEach(async () => {
    floor = await openFloor()
    await run(floor.store, async (scope) => {
      fabric = (
        await saveMaterial(scope, {
          id: null,
          name: '白毛绒布',
          unit: 'kg',
          width: 1500,
          gramsPerArea: 200,
          supplierId: null,
          price: null,
          note: '',
          archived: false,
        })
      ).id
      supplierId = (
        await saveSupplier(scope, { id: null, name: '布行老李', kind: 'supplier', phone: '', note: '' })
      ).id
    })
  })
  afterEach(async () => {
    const broken = (await checkStore(floor.store.reader)).filter((rule) => rule.violations.length > 0)
    await floor.close()
    expect(broken).toEqual([])
  })

  const order = (quantity: number, amount: number | null, expectedDate: string | null = '2026-05-25') =>
    run(floor.store, (scope) =>
      placeOrder(scope, {
        supplierId,
        businessDate: today,
        expectedDate,
        note: '',
        lines: [{ materialId: fabric, quantity, amount }],
      }),
    )
  const read = (id: number) => readOrder(floor.store.reader, id, seen)
  const receive = async (
    id: number,
    quantity: number,
    amount: number,
    dyeLot = '',
    paidNow = 0,
    said: { over?: boolean; paidOver?: boolean; expectedReceived?: number; businessDate?: string } = {},
  ) => {
    const { expectedReceived, ...rest } = said
    const lineId = (await read(id)).lines[0]!.id
    return run(floor.store, (scope) =>
      receiveOrder(scope, {
        id,
        locationId: floor.sellable,
        businessDate: today,
        note: '',
        paidNow,
        ...rest,
        lines: [{ lineId, quantity, amount, dyeLot, expectedReceived }],
      }),
    )
  }
  const buy = (quantity: number, amount: number, of = supplierId, dyeLot = '') =>
    run(floor.store, (scope) =>
      purchaseMaterials(scope, {
        supplierId: of,
        locationId: floor.sellable,
        businessDate: today,
        note: '',
        paidNow: 0,
        lines: [{ materialId: fabric, quantity, amount, dyeLot }],
      }),
    )
  const use = (kind: 'issued' | 'returned', quantity: number, dyeLot?: string) =>
    run(floor.store, (scope) =>
      giveMaterials(scope, {
        batchId: floor.batchId,
        locationId: floor.sellable,
        kind,
        note: '',
        lines: [{ materialId: fabric, quantity, dyeLot }],
      }),
    )
  const correct = async (id: number, amount: number) => {
    const { lines } = await readReceipt(floor.store.reader, id, true)
    return run(floor.store, (scope) =>
      correctReceipt(scope, { id, note: '', lines: [{ lineId: lines[0]!.id, amount }] }),
    )
  }
  const takeBack = (id: number) =>
    run(floor.store, (scope) =>
      voidReceipt(scope, { id, reversePayments: false, note: '', businessDate: today }),
    )
  const row = async () => (await listMaterials(floor.store.reader, page, true)).rows[0]!
  const account = async () => (await listSuppliers(floor.store.reader))[0]!

  it('are expected until they come in parts; only what came is owed; the rest is given up with a reason', async () => {
    const { id, orderNumber } = await order(100_000, 185_001)
    expect(orderNumber).toBe('CG260518-1')
    expect(await account()).toMatchObject({ bought: 0, owed: 0 })
    expect(await row()).toMatchObject({ onHand: 0, coming: 100_000, comingBy: '2026-05-25' })
    const supplies = await listSupplies(floor.store.reader, today)
    expect(supplies.filter(({ material }) => material !== null)).toMatchObject([
      { sku: null, material: { name: '白毛绒布', unit: 'kg' }, quantity: 100_000, overdue: false },
    ])
    await receive(id, 33_333, 61_666, 'A1', 20_000)
    await receive(id, 33_333, 61_667)
    expect(await read(id)).toMatchObject({
      isOpen: true,
      lines: [{ quantity: 100_000, received: 66_666, isOpen: true }],
      arrivals: [{ quantity: 33_333, amount: 61_666, dyeLot: 'A1' }, { quantity: 33_333 }],
    })
    expect(await account()).toMatchObject({ bought: 123_333, paid: 20_000, owed: 103_333 })
    expect(await row()).toMatchObject({ onHand: 66_666, coming: 33_334 })
    // Found by its number, its supplier or a material of it, as its arrivals are by a dye lot.
    const found = async (search: string) =>
      (await listOrders(floor.store.reader, { open: true, search, offset: 0, limit: 10 }, seen)).total
    expect([await found(orderNumber), await found('毛绒'), await found('100%')]).toEqual([1, 1, 0])
    const bought = async (search: string) =>
      (await listPurchases(floor.store.reader, { search, offset: 0, limit: 10 }, true)).rows.length
    expect([await bought(''), await bought('A1'), await bought('B2')]).toEqual([2, 1, 0])
    // A week after the day it is late.
    const later = await listOrders(
      floor.store.reader,
      { open: true, offset: 0, limit: 10 },
      { money: true, today: '2026-06-01' },
    )
    expect(later.rows).toMatchObject([{ orderNumber, late: true, lines: [{ late: true }] }])
    await run(floor.store, (scope) => giveUpOrder(scope, { id, reason: '布行没货了' }))
    expect(await read(id)).toMatchObject({
      isOpen: false,
      lines: [{ endNote: '布行没货了', received: 66_666 }],
    })
    expect((await listOrders(floor.store.reader, { open: true, offset: 0, limit: 10 }, seen)).rows).toEqual(
      [],
    )
    expect(await row()).toMatchObject({ onHand: 66_666, coming: 0 })
    await expect(run(floor.store, (scope) => giveUpOrder(scope, { id, reason: 'x' }))).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('more than ordered is taken in where somebody says so; a delivery taken back is expected again, what was given up is not', async () => {
    const { id } = await order(10_000, 20_000)
    const first = await receive(id, 4000, 8000)
    await expect(receive(id, 9000, 18_000)).rejects.toMatchObject({
      code: 'arrival-over',
      data: { material: '白毛绒布', unit: 'kg', left: '6', wanted: '9' },
    })
    const second = await receive(id, 9000, 18_000, '', 0, { over: true })
    expect(await read(id)).toMatchObject({ isOpen: false, lines: [{ received: 13_000 }] })
    // Without the second, and again without the first.
    await takeBack(second.id)
    expect(await read(id)).toMatchObject({ isOpen: true, lines: [{ received: 4000 }] })
    expect(await account()).toMatchObject({ owed: 8000 })
    await run(floor.store, (scope) => giveUpOrder(scope, { id, reason: '不要了' }))
    await takeBack(first.id)
    expect(await read(id)).toMatchObject({
      isOpen: true,
      lines: [{ quantity: 4000, amount: 8000, received: 0, endNote: '不要了' }],
    })
    expect(await row()).toMatchObject({ coming: 4000 })
    // In parts, and the second taken back once more.
    await receive(id, 1000, 2000)
    const last = await receive(id, 3000, 6000)
    expect(await read(id)).toMatchObject({ isOpen: false, lines: [{ received: 4000 }] })
    await takeBack(last.id)
    expect(await read(id)).toMatchObject({ isOpen: true, lines: [{ quantity: 4000, received: 1000 }] })
  })

  it('given up and come after all, a delivery taken back leaves it given up', async () => {
    const { id } = await order(10_000, 20_000)
    await receive(id, 6000, 12_000)
    await run(floor.store, (scope) => giveUpOrder(scope, { id, reason: '不要了' }))
    const late = await receive(id, 4000, 8000)
    expect(await read(id)).toMatchObject({ isOpen: false, lines: [{ received: 10_000 }] })
    await takeBack(late.id)
    expect(await read(id)).toMatchObject({
      isOpen: false,
      lines: [{ quantity: 10_000, received: 6000, endNote: '不要了' }],
    })
  })

  it('the same arrival typed at two stations is owed and stocked once', async () => {
    const { id } = await order(10_000, 20_000)
    await receive(id, 10_000, 20_000, '', 0, { expectedReceived: 0 })
    await expect(
      receive(id, 10_000, 20_000, '', 0, { expectedReceived: 0, over: true }),
    ).rejects.toMatchObject({ code: 'arrival-changed', data: { expected: '0', received: '10' } })
    expect(await row()).toMatchObject({ onHand: 10_000 })
    expect(await account()).toMatchObject({ owed: 20_000 })
  })

  it('no more is given up than was shown: neither what came since, nor what was changed', async () => {
    const { id } = await order(10_000, 20_000)
    const giveUp = (before: Pick<PurchaseOrderLine, 'id' | 'quantity' | 'received'>[]) =>
      run(floor.store, (scope) => giveUpOrder(scope, { id, reason: '不要了', before }))
    const shown = (await read(id)).lines
    await receive(id, 4000, 8000)
    const changed = { code: 'order-line-changed', data: { material: '白毛绒布' } }
    await expect(giveUp(shown)).rejects.toMatchObject(changed)
    expect(await read(id)).toMatchObject({ isOpen: true, lines: [{ received: 4000, endNote: '' }] })
    await giveUp((await read(id)).lines)
    expect(await read(id)).toMatchObject({ isOpen: false, lines: [{ received: 4000, endNote: '不要了' }] })
    // Given up at the other station meanwhile.
    await expect(giveUp((await read(id)).lines)).rejects.toMatchObject(changed)
  })

  it('no day to come is written, and no more is paid than came unless somebody says so', async () => {
    const { id } = await order(10_000, 20_000)
    const ahead = { businessDate: '2099-01-01' }
    await expect(receive(id, 1000, 2000, '', 0, ahead)).rejects.toMatchObject({ code: 'date-ahead' })
    const future = { supplierId, ...ahead, expectedDate: null, note: '', lines: [] }
    await expect(run(floor.store, (scope) => placeOrder(scope, future))).rejects.toMatchObject({
      code: 'date-ahead',
    })
    await expect(receive(id, 1000, 2000, '', 3000)).rejects.toMatchObject({
      code: 'paid-over',
      data: { paid: '30.00', owed: '20.00' },
    })
    await receive(id, 1000, 2000, '', 3000, { paidOver: true })
    expect(await account()).toMatchObject({ owed: -1000 })
  })

  it('a line is not changed over what somebody else changed or received meanwhile', async () => {
    const { id } = await order(10_000, 20_000)
    const before = (await read(id)).lines[0]!
    const change = (quantity: number) =>
      run(floor.store, (scope) =>
        changeOrderLine(scope, { lineId: before.id, quantity, amount: null, expectedDate: null, before }),
      )
    await receive(id, 4000, 8000)
    await expect(change(4000)).rejects.toMatchObject({ code: 'order-line-changed' })
  })

  it('a line is changed: less than came ends it, more opens it again', async () => {
    const { id } = await order(10_000, null, null)
    await receive(id, 4000, 8000)
    const lineId = (await read(id)).lines[0]!.id
    const change = (quantity: number, expectedDate: string | null) =>
      run(floor.store, (scope) => changeOrderLine(scope, { lineId, quantity, amount: null, expectedDate }))
    await change(4000, null)
    expect(await read(id)).toMatchObject({ isOpen: false })
    await change(6000, '2026-05-01')
    expect(await read(id)).toMatchObject({
      isOpen: true,
      late: true,
      lines: [{ quantity: 6000, received: 4000 }],
    })
    // Lists of pieces leave it alone.
    await expect(run(floor.store, (scope) => closeSupply(scope, lineId))).rejects.toMatchObject({
      code: 'material-in-pieces',
    })
  })

  it('are answered by a purchase of the same supplier, not by another one', async () => {
    const { id } = await order(10_000, null)
    const other = await run(floor.store, (scope) =>
      saveSupplier(scope, { id: null, name: '老王', kind: 'supplier', phone: '', note: '' }),
    )
    await buy(6000, 100, other.id)
    expect(await read(id)).toMatchObject({ lines: [{ received: 0 }] })
    await buy(6000, 100)
    expect(await read(id)).toMatchObject({ lines: [{ received: 6000 }], arrivals: [{ quantity: 6000 }] })
  })

  it('a price is corrected after a part is used: the account follows whole, the stock for what is there', async () => {
    const { id } = await buy(10_000, 10_000)
    await use('issued', 6000)
    expect(await correct(id, 15_000)).toEqual({ account: 5000, stock: 2000 })
    expect(await account()).toMatchObject({ bought: 15_000, owed: 15_000 })
    // 4 kg at 1 yuan, and 4/10 of 50 yuan.
    expect(await row()).toMatchObject({ onHand: 4000, value: 4000 + 2000, price: 1500 })
    const moves = await listMoves(floor.store.reader, { itemId: fabric, offset: 0, limit: 10 }, true)
    expect(moves.rows[0]).toMatchObject({
      quantity: 0,
      value: 2000,
      reason: 'cost',
      referenceText: '布行老李',
    })
    const detail = await readReceipt(floor.store.reader, id, true)
    expect(detail).toMatchObject({ amount: 15_000, pieces: 0, lines: [{ sku: null, amount: 15_000 }] })
    // All of it is back: the purchase can be taken back, and nothing of the correction stays.
    await use('returned', 6000)
    await takeBack(id)
    expect(await row()).toMatchObject({ onHand: 0, value: 0 })
    expect(await account()).toMatchObject({ owed: 0 })
    await expect(correct(id, 1)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('a later purchase at another price is not touched by a correction of an earlier one', async () => {
    const first = await buy(10_000, 10_000)
    await use('issued', 9000)
    await buy(5000, 10_000)
    // Of the first 1 kg of 10 is there.
    expect(await correct(first.id, 20_000)).toEqual({ account: 10_000, stock: 1000 })
    expect(await row()).toMatchObject({ price: 2000 })
  })

  it('go back to the supplier by their unit, and are named so in its account', async () => {
    await buy(20_000, 40_000, supplierId, 'A1')
    const { id } = await run(floor.store, (scope) =>
      returnMaterials(scope, {
        supplierId,
        locationId: floor.sellable,
        businessDate: today,
        note: '',
        lines: [{ materialId: fabric, quantity: 500, amount: 1000, dyeLot: 'A1' }],
      }),
    )
    expect(await account()).toMatchObject({ bought: 40_000, returned: 1000, owed: 39_000 })
    const { entries } = await supplierAccount(floor.store.reader, supplierId)
    expect(entries.map(({ kind, pieces, materials }) => [kind, pieces, materials[0]?.quantity])).toEqual([
      ['return', 0, 500],
      ['receipt', 0, 20_000],
    ])
    await run(floor.store, (scope) => voidSupplierReturn(scope, { id, note: '' }))
    expect(await row()).toMatchObject({ onHand: 20_000, value: 40_000 })
  })

  it('no list of pieces takes thousandths of a metre for pieces', async () => {
    await buy(20_000, 40_000)
    const lines = [{ itemId: fabric, quantity: 5 }]
    const attempts = [
      (scope: Parameters<Parameters<typeof run>[1]>[0]) =>
        postAdjustment(scope, { locationId: floor.sellable, reason: '丢失', note: '', lines }),
      (scope: Parameters<Parameters<typeof run>[1]>[0]) =>
        transferStock(scope, { fromLocationId: floor.sellable, toLocationId: 2, note: '', lines }),
      (scope: Parameters<Parameters<typeof run>[1]>[0]) =>
        returnToSupplier(scope, {
          supplierId,
          locationId: floor.sellable,
          businessDate: today,
          note: '',
          lines: lines.map((line) => ({ ...line, amount: 0 })),
        }),
      (scope: Parameters<Parameters<typeof run>[1]>[0]) =>
        receivePieces(scope, {
          source: 'supplier',
          supplierId,
          businessDate: today,
          note: '',
          paidNow: 0,
          lines: lines.map((line) => ({ ...line, locationId: floor.sellable, amount: 0 })),
        }),
    ]
    for (const attempt of attempts)
      await expect(run<unknown>(floor.store, attempt)).rejects.toMatchObject({
        code: 'material-in-pieces',
        data: { material: '白毛绒布' },
      })
    expect(await row()).toMatchObject({ onHand: 20_000 })
  })

  it('lots: the one that was named goes, else the oldest; the batch is named in the ledger', async () => {
    await buy(10_000, 100, supplierId, 'A1')
    await buy(10_000, 100, supplierId, 'B2')
    await use('issued', 3000, 'B2')
    await use('issued', 4000)
    expect(await dyeLots(floor.store.reader, [fabric])).toEqual([
      { materialId: fabric, dyeLot: 'A1', received: 10_000, left: 6000 },
      { materialId: fabric, dyeLot: 'B2', received: 10_000, left: 7000 },
    ])
    const { uses } = await readBatchMaterials(floor.store.reader, floor.batchId, true)
    expect(uses.map(({ dyeLot }) => dyeLot)).toEqual(['', 'B2'])
    const { rows } = await listMoves(floor.store.reader, { itemId: fabric, offset: 0, limit: 10 }, true)
    const { batch_number } = await floor.store.reader
      .selectFrom('batch')
      .select('batch_number')
      .where('id', '=', floor.batchId)
      .executeTakeFirstOrThrow()
    expect(rows.map(({ dyeLot, referenceText, batchId }) => [dyeLot, referenceText, batchId])).toEqual([
      ['', batch_number, floor.batchId],
      ['B2', batch_number, floor.batchId],
      ['B2', '布行老李', null],
      ['A1', '布行老李', null],
    ])
  })

  it('rules 1 and 7 hold and owed = arrived − given back − paid, whatever happens to a purchase', async () => {
    const step = fc.record({
      what: fc.constantFrom(
        'order',
        'receive',
        'receive',
        'correct',
        'correct',
        'issue',
        'back',
        'unissue',
        'return',
        'unreturn',
        'pay',
        'void',
        'giveUp',
      ),
      amount: fc.integer({ min: 1, max: 30_000 }),
      fen: fc.integer({ min: 0, max: 99_999 }),
      lot: fc.constantFrom('', 'A1', 'B2'),
    })
    const one = async (table: 'receipt' | 'purchase_order' | 'supplier_return', pick: number) => {
      const rows = await floor.store.reader.selectFrom(table).select('id').execute()
      return rows[pick % Math.max(1, rows.length)]?.id
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        for (const { what, amount, fen, lot } of steps) {
          const work = async (): Promise<unknown> => {
            const receipt = await one('receipt', fen)
            const orderId = await one('purchase_order', fen)
            const returned = await one('supplier_return', fen)
            switch (what) {
              case 'order':
                return order(amount, fen)
              case 'receive':
                return orderId && receive(orderId, amount, fen, lot, fen % 3 === 0 ? fen : 0)
              case 'correct':
                return receipt && correct(receipt, fen)
              case 'issue':
                return use('issued', amount, lot || undefined)
              case 'back':
                return use('returned', amount)
              case 'unissue': {
                const { uses } = await readBatchMaterials(floor.store.reader, floor.batchId, true)
                const used = uses[fen % Math.max(1, uses.length)]
                return used && run(floor.store, (scope) => voidUse(scope, used.id))
              }
              case 'return':
                return run(floor.store, (scope) =>
                  returnMaterials(scope, {
                    supplierId,
                    locationId: floor.sellable,
                    businessDate: today,
                    note: '',
                    lines: [{ materialId: fabric, quantity: amount, amount: fen, dyeLot: lot }],
                  }),
                )
              case 'unreturn':
                return (
                  returned &&
                  run(floor.store, (scope) => voidSupplierReturn(scope, { id: returned, note: '' }))
                )
              case 'pay':
                return run(floor.store, (scope) =>
                  paySupplier(scope, {
                    supplierId,
                    receiptId: receipt ?? null,
                    amount: fen + 1,
                    businessDate: today,
                    note: '',
                  }),
                )
              case 'void':
                return receipt && takeBack(receipt)
              case 'giveUp':
                return (
                  orderId && run(floor.store, (scope) => giveUpOrder(scope, { id: orderId, reason: 'x' }))
                )
            }
          }
          await work().catch((error: unknown) => {
            if (!(error instanceof YifangError && isErrorCode(error.code))) throw error
          })
        }
        const results = await checkStore(floor.store.reader)
        expect(results.filter(({ violations }) => violations.length > 0)).toEqual([])
        const { receipts, lines, wrong } = await sums()
        expect(receipts).toBe(lines)
        expect(wrong).toBe(0)
        const { bought, returned, paid, owed } = await account()
        expect(bought).toBe(lines)
        expect(owed).toBe(bought - returned - paid)
        expect((await supplierAccount(floor.store.reader, supplierId)).entries.at(-1)?.balance ?? 0).toBe(
          owed,
        )
        const level = await row()
        expect(level.onHand).toBeGreaterThanOrEqual(0)
        expect(level.value).toBeGreaterThanOrEqual(0)
        if (level.onHand === 0) expect(level.value).toBe(0)
        const lots = await dyeLots(floor.store.reader, [fabric])
        expect(lots.reduce((sum, { left }) => sum + left, 0)).toBeLessThanOrEqual(level.onHand)
      }),
      { numRuns: 25 },
    )
  })

  /** Read from the rows themselves: what stands of receipts, their lines, and lines whose `received` is another sum. */
  const sums = async () => {
    const { rows } = await sql<{ receipts: number; lines: number; wrong: number }>`
      SELECT (SELECT coalesce(sum(amount), 0) FROM receipt WHERE voided_at IS NULL) AS receipts,
        (SELECT coalesce(sum(l.amount), 0) FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
          WHERE r.voided_at IS NULL) AS lines,
        (SELECT count(*) FROM expected_supply e WHERE received <> (
          SELECT coalesce(sum(s.quantity), 0) FROM receipt_supply s JOIN receipt_line l ON l.id = s.receipt_line_id
          JOIN receipt r ON r.id = l.receipt_id AND r.voided_at IS NULL WHERE s.expected_supply_id = e.id)) AS wrong`.execute(
      floor.store.reader,
    )
    return rows[0]!
  }
})

describe('parts of an order', () => {
  it('cost what was agreed for the whole, to the fen, in whatever parts they come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 1e11 }),
        (parts, amount) => {
          const quantity = parts.reduce((sum, part) => sum + part, 0)
          let came = 0
          let sum = 0
          for (const part of parts) {
            const cost = partAmount({ quantity, amount }, came, part)!
            expect(cost).toBeGreaterThanOrEqual(0)
            sum += cost
            came += part
          }
          expect(sum).toBe(amount)
        },
      ),
    )
    expect(partAmount({ quantity: 1000, amount: null }, 0, 10)).toBeNull()
  })

  it('of dye lots never exceed what is there, and a named lot is taken before others', () => {
    const amount = fc.record({
      dyeLot: fc.constantFrom('', 'A', 'B'),
      quantity: fc.integer({ min: 1, max: 1e6 }),
    })
    fc.assert(
      fc.property(
        fc.array(amount),
        fc.array(amount),
        fc.integer({ min: 0, max: 1e7 }),
        (came, named, onHand) => {
          const lots = lotsLeft(came, named, onHand)
          const left = lots.reduce((sum, lot) => sum + lot.left, 0)
          expect(left).toBeLessThanOrEqual(onHand)
          expect(lots.reduce((sum, lot) => sum + lot.received, 0)).toBe(
            came.reduce((sum, lot) => sum + lot.quantity, 0),
          )
          for (const lot of lots) expect(lot.left).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

describe('what is asked before a purchase is written', () => {
  const line = { name: '布', quantity: 10_000, amount: 20_000, price: 2000 }
  const ask = (patch: object) =>
    purchaseDoubts({
      today: '2026-05-18',
      date: '2026-05-18',
      lines: [line],
      paid: 0,
      owed: 20_000,
      ...patch,
    }).map(({ kind }) => kind)
  it('nothing of an ordinary one; a day long ago, huge amounts, strange prices, more paid than owed', () => {
    expect(ask({})).toEqual([])
    expect(ask({ date: '0001-01-01' })).toEqual(['date-past'])
    // 99,999,999 rolls for ¥1,499,999,985.
    expect(
      ask({
        lines: [{ ...line, quantity: 99_999_999_000, amount: 149_999_998_500, price: 1500 }],
        owed: 149_999_998_500,
      }),
    ).toEqual(['quantity-huge', 'amount-huge'])
    expect(ask({ lines: [{ ...line, amount: 200_000 }], owed: 200_000 })).toEqual(['price-far'])
    expect(ask({ lines: [{ ...line, amount: 2000 }], owed: 2000 })).toEqual(['price-far'])
    // 1000 yuan for a purchase of 640.
    expect(ask({ lines: [{ ...line, price: null }], paid: 100_000, owed: 64_000 })).toEqual(['paid-over'])
  })
})
