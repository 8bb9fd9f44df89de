import { type ExportRow, readExportRows } from '../../../db/orders/export-rows.ts'
import { readProblemSource } from '../../../db/orders/import/problem-source.ts'
import { listOrderIds } from '../../../db/orders/list.ts'
import { businessDate, formatInstant } from '../../../shared/dates.ts'
import { type Currency, toDecimal } from '../../../shared/money.ts'
import type { OrderFilter } from '../../../shared/orders/contract.ts'
import { mappedFormat } from '../../../shared/orders/files/mapping.ts'
import { mendHeaders } from '../../../shared/orders/files/mend-marks.ts'
import { writeProblemRows } from '../../../shared/orders/files/problem-rows.ts'
import { recognise } from '../../../shared/orders/files/recognise.ts'
import { mendText } from '../../../shared/orders/problem-texts.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

/** Rows of an exported list at most: Excel's own limit is 1,048,576, a village PC's patience less. */
const exportLimit = 100_000

const headers = {
  'zh-CN':
    '店铺,订单编号,状态,下单时间,付款时间,发货截止,演出日期,收货人,电话,地址,商品,件数,缺件,金额,买家留言,商家备注,备注,运单号'.split(
      ',',
    ),
  en: 'Shop,Order number,Status,Created,Paid,Ship by,Performance,Recipient,Phone,Address,Items,Pieces,Short,Amount,Buyer note,Seller note,Note,Tracking'.split(
    ',',
  ),
} as const

/** The filtered order list as XLSX, in the caller's language. Personal data: for who sees recipients (roles.ts). */
export async function exportOrderList(
  context: GuardedContext,
  filter: OrderFilter,
): Promise<{ fileName: string; file: File }> {
  const { host, connection } = context
  const ids = await listOrderIds(host.store.reader, filter, host.clock(), exportLimit)
  const rows: (string | number | null)[][] = []
  for (let from = 0; from < ids.length; from += 1000) {
    const page = await readExportRows(host.store.reader, ids.slice(from, from + 1000))
    rows.push(...page.map(exportCells))
    await new Promise((turn) => setImmediate(turn))
  }
  const english = connection.language === 'en'
  const fileName = `${english ? 'orders' : '订单'}-${businessDate(host.clock())}.xlsx`
  return { fileName, file: await xlsxFile(fileName, headers[english ? 'en' : 'zh-CN'], rows) }
}

function exportCells(row: ExportRow): (string | number | null)[] {
  const time = (at: number | null) => (at === null ? null : formatInstant(at))
  const amount =
    row.paid_amount === null ? null : Number(toDecimal(row.paid_amount, row.currency as Currency))
  return [
    row.shop_name,
    row.order_number,
    row.platform_status,
    time(row.created_at),
    time(row.paid_at),
    time(row.ship_by),
    row.performance_date,
    row.recipient_name,
    row.recipient_phone,
    row.address,
    row.items || row.titles,
    row.piece_count,
    row.short_count,
    amount,
    row.buyer_note,
    row.seller_note,
    row.note,
    row.tracking,
  ]
}

/** The rows an import left out, as a CSV to be mended in Excel and brought back. */
export async function exportProblemRows(
  context: GuardedContext,
  importId: number,
): Promise<{ fileName: string; file: File }> {
  const language = context.connection.language ?? 'zh-CN'
  const source = await readProblemSource(context.host.store.reader, importId)
  const format = source.mapping ? mappedFormat(source.mapping, source.header) : recognise(source.header)
  if (!format) throw new Error('the header of a staged file is no longer recognised')
  const [reasonHeader, rowHeader] = mendHeaders[language]
  const text = writeProblemRows({
    format,
    header: source.header,
    rows: source.rows,
    problems: source.problems,
    reasonHeader,
    rowHeader,
    reasonText: (problem) => mendText(problem, language),
  })
  const fileName = `${source.fileName.replace(/\.[^.]+$/, '')}-${language === 'en' ? 'to-mend' : '待修改'}.csv`
  return { fileName, file: new File([text], fileName, { type: 'text/csv' }) }
}
