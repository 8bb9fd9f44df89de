import { headerKey } from './header-names.ts'
import type { SourceTable } from './open-table.ts'
import { orderNumberJudge } from './order-number.ts'
import { rowProblem } from './row-keys.ts'
import { suggestMapping } from './suggest-mapping.ts'
import { cleanCarrier, splitTracking } from './tracking-numbers.ts'
import { FileProblem, type RowProblem } from './types.ts'

export interface TrackingRow {
  readonly row: number
  readonly orderNumber: string
  readonly trackingNumbers: readonly string[]
  /** '' when the file has no carrier. */
  readonly carrier: string
}

export interface TrackingFile {
  readonly rows: readonly TrackingRow[]
  readonly problems: readonly RowProblem[]
}

const orderNames = [
  ...['订单号', '订单编号', '主订单编号', '线上订单号', '平台单号', '平台订单号', '原始单号', '订单id'],
  ...['order id', 'order number', 'ordernumber', 'order no', 'order sn', 'mã đơn hàng', 'no. pesanan'],
]
const trackingNames = [
  ...['快递单号', '运单号', '物流单号', '运单编号', '面单号', '快递运单号', '邮件号', '发货单号'],
  ...['tracking number', 'tracking no', 'tracking id', 'trackingcode', 'mã vận đơn', 'no. resi', 'awb'],
]
const carrierNames = [
  ...['快递公司', '物流公司', '快递', '承运商', '快递名称', '物流'],
  ...['carrier', 'shipping provider', 'shippingprovider', 'courier', 'đơn vị vận chuyển'],
]

interface TrackingColumns {
  readonly order: number
  readonly tracking: number
  readonly carrier: number
}

function columnsOf(header: readonly string[]): TrackingColumns | null {
  const keys = header.map((text) => headerKey(text).toLowerCase())
  const find = (names: readonly string[]) => keys.findIndex((key) => names.includes(key))
  const order = find(orderNames)
  const tracking = find(trackingNames)
  return order === -1 || tracking === -1 ? null : { order, tracking, carrier: find(carrierNames) }
}

/** True for a table with an order number and a tracking number, such as a courier's program writes. For `openTable`. */
export function isTrackingHeader(header: readonly string[]): boolean {
  return columnsOf(header) !== null
}

/** Whether it holds nothing but tracking numbers: a table without a quantity can be no order file of anybody's. */
export function isOnlyTracking(header: readonly string[]): boolean {
  return isTrackingHeader(header) && suggestMapping(header, []).quantity === undefined
}

/**
 * Reads order numbers with the tracking numbers that were printed elsewhere. Rows without a tracking number are not
 * shipped yet and passed over; numbers that Excel has mangled are problems. Raises FileProblem `format-unknown`.
 */
export async function readTrackingFile(table: SourceTable): Promise<TrackingFile> {
  const columns = columnsOf(table.header)
  if (columns === null) throw new FileProblem('format-unknown')
  const rows: TrackingRow[] = []
  const problems: RowProblem[] = []
  const judge = orderNumberJudge()
  for await (const chunk of table.rows()) {
    for (const source of chunk.rows) {
      const trackingText = source.cells[columns.tracking] ?? ''
      const trackingNumbers = splitTracking(trackingText)
      if (trackingNumbers.length === 0) continue
      const own = source.cells[columns.order] ?? ''
      const verdict = judge(own)
      if (verdict.code !== null) {
        const kept = verdict.orderNumber !== null
        problems.push(rowProblem(source, verdict.code, table.header[columns.order]!, own, kept))
      }
      if (verdict.orderNumber === null) continue
      if (trackingNumbers.some((number) => /^\d[.,]?\d*[eE]\+\d+$/.test(number))) {
        const column = table.header[columns.tracking]!
        problems.push(rowProblem(source, 'order-number-mangled', column, trackingText, false))
        continue
      }
      const carrier = columns.carrier === -1 ? '' : cleanCarrier(source.cells[columns.carrier] ?? '')
      rows.push({ row: source.row, orderNumber: verdict.orderNumber, trackingNumbers, carrier })
    }
  }
  return { rows, problems }
}
