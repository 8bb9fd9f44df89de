import { lineKey } from '../matching.ts'
import { cleanAttributes } from './attributes.ts'
import { readQuantity } from './cell-values.ts'
import type { FormatDefinition } from './formats/definition.ts'
import { isMangled } from './order-number.ts'
import type { OrderReader } from './order-reader.ts'
import { ownNumber } from './row-keys.ts'
import { afterSaleOfStatus, combineAfterSales, combineStatuses, readAfterSale } from './statuses.ts'
import { cleanCarrier, splitCarrierAndTracking, splitTracking } from './tracking-numbers.ts'
import type { ParsedLine, SourceRow } from './types.ts'

/** One row read as a line. `pieceId`: the id of a row that is one piece (Lazada), for counting it once. */
export interface LineRow {
  readonly row: SourceRow
  readonly line: ParsedLine
  readonly pieceId: string | null
}

/** Reads one row as a line; null, with a problem, when its quantity or all that names the goods is missing. */
export function readLine(reader: OrderReader, definition: FormatDefinition, row: SourceRow): LineRow | null {
  const quantity = definition.rowIsPiece ? 1 : readQuantity(reader.text(row, 'quantity'))
  if (quantity === undefined) {
    reader.report(row, 'quantity-not-whole', 'quantity', false)
    return null
  }
  const title = reader.text(row, 'title')
  const attributes = cleanAttributes(reader.text(row, 'attributes'))
  const sellerCode = code(reader.text(row, 'sellerCode')) || code(reader.text(row, 'outerCode'))
  if (title === '') {
    const nameless = attributes === '' && sellerCode === ''
    reader.report(row, 'title-missing', 'title', !nameless)
    if (nameless) return null
  }
  const id = lineId(reader, row)
  if (id !== null && isMangled(id)) {
    // Many lines share such an id, and would count as one.
    reader.report(row, 'order-number-mangled', 'lineId', false)
    return null
  }
  const line: ParsedLine = {
    platformLineId: definition.rowIsPiece ? null : id,
    title,
    attributes,
    sellerCode,
    listingId: code(reader.text(row, 'listingId')),
    listingSkuId: code(reader.text(row, 'listingSkuId')),
    quantity,
    unitPrice: unitPrice(reader, row, quantity),
    paidAmount: reader.money(row, 'linePaid') ?? null,
    refundAmount: reader.money(row, 'lineRefund') ?? null,
    ...(definition.statusPerRow && reader.has('status') ? lineStatus(reader, row) : {}),
    ...(reader.has('afterSale') ? { afterSale: lineAfterSale(reader, row) } : {}),
    ...shipment(reader, row),
  }
  return { row, line, pieceId: definition.rowIsPiece ? id : null }
}

function code(text: string): string {
  // An id of goods that Excel has spoilt is the same for many.
  return text === 'null' || text === 'NULL' || text === '无' || isMangled(text) ? '' : text
}

/** An ERP's sub-order ids change when it splits an order; they hold only while its order number is the shop's. */
function lineId(reader: OrderReader, row: SourceRow): string | null {
  const { orderNumber, originalOrderNumber } = reader.format.columns
  if (originalOrderNumber !== undefined && orderNumber !== undefined) {
    if (ownNumber(row.cells, orderNumber, originalOrderNumber) !== row.cells[orderNumber]) return null
  }
  const id = reader.text(row, 'lineId')
  return isMangled(id) ? id : code(id) || null
}

/** The price column, else the row's total where it divides evenly. */
function unitPrice(reader: OrderReader, row: SourceRow, quantity: number): number | null {
  if (reader.has('unitPrice')) return reader.money(row, 'unitPrice') ?? null
  const amount = reader.money(row, 'lineAmount') ?? null
  return amount !== null && amount % quantity === 0 ? amount / quantity : null
}

function lineStatus(reader: OrderReader, row: SourceRow): Pick<ParsedLine, 'status' | 'platformStatus'> {
  return { status: reader.status(row), platformStatus: reader.text(row, 'status') }
}

function lineAfterSale(reader: OrderReader, row: SourceRow): ParsedLine['afterSale'] {
  const own = readAfterSale(reader.text(row, 'afterSale'))
  return own === 'none' ? (afterSaleOfStatus(reader.text(row, 'status')) ?? 'none') : own
}

function shipment(reader: OrderReader, row: SourceRow): Pick<ParsedLine, 'carrier' | 'trackingNumbers'> {
  if (reader.has('carrierAndTracking') && !reader.has('tracking')) {
    return splitCarrierAndTracking(reader.text(row, 'carrierAndTracking'))
  }
  return {
    ...(reader.has('carrier') ? { carrier: cleanCarrier(reader.text(row, 'carrier')) } : {}),
    ...(reader.has('tracking') ? { trackingNumbers: splitTracking(reader.numberText(row, 'tracking')) } : {}),
  }
}

export interface MergedLines {
  readonly lines: readonly ParsedLine[]
  /** The rows that count: a line id that comes twice in one file counts once. */
  readonly counted: readonly SourceRow[]
}

/** Makes one line of each `lineKey`: the same id twice counts once, rows without an id are summed. */
export function mergeLines(rows: readonly LineRow[], definition: FormatDefinition): MergedLines {
  if (rows.length === 1) return { lines: [rows[0]!.line], counted: [rows[0]!.row] }
  const groups = new Map<string, ParsedLine[]>()
  const counted: SourceRow[] = []
  const pieces = new Set<string>()
  for (const { row, line, pieceId } of rows) {
    if (pieceId !== null && pieces.has(pieceId)) continue
    if (pieceId !== null) pieces.add(pieceId)
    const key = lineKey(line)
    const group = groups.get(key)
    if (group !== undefined && line.platformLineId !== null) continue
    counted.push(row)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  return { lines: [...groups.values()].map((group) => sumLines(group, definition)), counted }
}

/** Closed rows beside live ones of the same goods are bought no more: their pieces are not counted. */
function sumLines(group: readonly ParsedLine[], definition: FormatDefinition): ParsedLine {
  const [first] = group
  if (first === undefined || group.length === 1) return first!
  const live = group.filter((line) => line.status !== 'closed')
  const counted = live.length > 0 ? live : group
  const statuses = counted.flatMap((line) => line.status ?? [])
  const afterSales = counted.flatMap((line) => line.afterSale ?? [])
  const tracking = counted.flatMap((line) => line.trackingNumbers ?? [])
  return {
    ...counted[0]!,
    quantity: counted.reduce((sum, line) => sum + line.quantity, 0),
    paidAmount: sumOf(counted, 'paidAmount'),
    refundAmount: sumOf(counted, 'refundAmount'),
    ...(definition.statusPerRow && statuses.length > 0 ? { status: combineStatuses(statuses) } : {}),
    ...(afterSales.length > 0 ? { afterSale: combineAfterSales(afterSales) } : {}),
    ...(first.trackingNumbers === undefined ? {} : { trackingNumbers: [...new Set(tracking)] }),
  }
}

function sumOf(lines: readonly ParsedLine[], field: 'paidAmount' | 'refundAmount'): number | null {
  let sum: number | null = null
  for (const line of lines) if (line[field] !== null) sum = (sum ?? 0) + line[field]
  return sum
}
