import { listOrders, readOrder } from '../../../db/inventory/read-purchase-orders.ts'
import { unitName } from '../../../shared/catalog/recipe-sheets/materials.ts'
import type { PurchaseOrder } from '../../../shared/inventory/purchase-orders-contract.ts'
import { toDecimal } from '../../../shared/money.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

const headers = {
  'zh-CN': [
    '采购单',
    '供应商',
    '日期',
    '物料',
    '单位',
    '数量',
    '已到',
    '还没到',
    '金额',
    '哪天到',
    '晚了',
    '不要了',
    '备注',
  ],
  en: [
    'Order',
    'Supplier',
    'Date',
    'Material',
    'Unit',
    'Ordered',
    'Come',
    'To come',
    'Amount',
    'Expected on',
    'Late',
    'Given up',
    'Note',
  ],
} as const

/** Lines of all open orders, or of one order whatever its state, as XLSX. Raises not-found. */
export async function exportOrders(
  { host }: GuardedContext,
  input: { readonly id?: number | undefined; readonly headers: 'zh-CN' | 'en' },
  seen: { readonly money: boolean; readonly today: string },
): Promise<{ fileName: string; file: File }> {
  const db = host.store.reader
  const orders: PurchaseOrder[] =
    input.id === undefined
      ? (await listOrders(db, { open: true, offset: 0, limit: 10_000 }, seen)).rows
      : [await readOrder(db, input.id, seen)]
  const language = input.headers
  const name = language === 'en' ? 'purchase-orders' : '采购单'
  const fileName = `${name}-${orders.length === 1 ? orders[0]!.orderNumber : seen.today}.xlsx`
  const rows = orders.flatMap((order) =>
    order.lines.map((line) => [
      order.orderNumber,
      order.supplierName,
      order.businessDate,
      line.name,
      unitName(line.unit, language),
      line.quantity / 1000,
      line.received / 1000,
      line.isOpen ? (line.quantity - line.received) / 1000 : 0,
      line.amount === null ? null : Number(toDecimal(line.amount)),
      line.expectedDate ?? '',
      line.late ? '✓' : '',
      line.endNote,
      order.note,
    ]),
  )
  return { fileName, file: await xlsxFile(fileName, headers[language], rows) }
}
