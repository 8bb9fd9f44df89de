import type { Field, FormatDefinition } from './formats/definition.ts'
import type { MoneyField, OrderReader } from './order-reader.ts'
import type { LineRow } from './parse-lines.ts'
import { makeRecipient, splitAddress } from './recipient.ts'
import { afterSaleOfStatus, combineAfterSales, combineStatuses, readAfterSale } from './statuses.ts'
import { cleanCarrier, splitCarrierAndTracking, splitTracking } from './tracking-numbers.ts'
import type { ParsedHead, ParsedRecipient, SourceRow } from './types.ts'

type HeadDraft = { -readonly [Key in keyof ParsedHead]: ParsedHead[Key] }

const headAmounts = ['goodsAmount', 'postageAmount', 'discountAmount', 'paidAmount', 'refundAmount'] as const
const headTimes = ['createdAt', 'paidAt', 'promisedAt', 'shippedAt', 'completedAt'] as const
const headTexts = ['buyerId', 'buyerNote', 'invoiceTitle', 'titles'] as const

/**
 * The order's own facts. Amounts that the platform repeats on each row are taken once; those it splits over the rows
 * are summed over `counted`, where a line id that comes twice stands once. A field without a column stays undefined.
 */
export function headOf(
  reader: OrderReader,
  definition: FormatDefinition,
  rows: readonly SourceRow[],
  counted: readonly SourceRow[],
  lines: readonly LineRow[],
): ParsedHead {
  const head: HeadDraft = {}
  readStatuses(head, reader, definition, rows, lines)
  if (headAmounts.some((field) => reader.has(field))) head.currency = reader.currency
  for (const field of headAmounts) {
    if (reader.has(field)) head[field] = amountOf(reader, definition, rows, counted, field)
  }
  for (const field of headTimes) if (reader.has(field)) head[field] = reader.firstTime(rows, field)
  for (const field of headTexts) if (reader.has(field)) head[field] = reader.firstText(rows, field)
  if (reader.has('sellerNote') || reader.has('sellerMemo')) {
    head.sellerNote = reader.firstText(rows, 'sellerNote') || reader.firstText(rows, 'sellerMemo')
  }
  if (reader.has('pieceCount')) head.pieceCount = count(reader.firstText(rows, 'pieceCount'))
  if (reader.has('kindCount')) head.kindCount = count(reader.firstText(rows, 'kindCount'))
  readShipment(head, reader, rows)
  const recipient = recipientOf(reader, rows)
  if (recipient !== undefined) head.recipient = recipient
  return head
}

function readStatuses(
  head: HeadDraft,
  reader: OrderReader,
  definition: FormatDefinition,
  rows: readonly SourceRow[],
  lines: readonly LineRow[],
): void {
  if (reader.has('status')) {
    const row = rows.find((candidate) => reader.text(candidate, 'status') !== '') ?? rows[0]!
    const word = reader.text(row, 'status')
    head.platformStatus = word
    head.status = definition.statusPerRow
      ? combineStatuses(lines.map(({ line }) => line.status ?? 'unknown'))
      : reader.status(row)
    const fromWord = afterSaleOfStatus(word)
    if (fromWord !== undefined && !definition.statusPerRow) head.afterSale = fromWord
  }
  if (reader.has('afterSale')) {
    const states = rows.map((row) => readAfterSale(reader.text(row, 'afterSale')))
    head.afterSale = combineAfterSales(head.afterSale === undefined ? states : [...states, head.afterSale])
  }
}

function amountOf(
  reader: OrderReader,
  definition: FormatDefinition,
  rows: readonly SourceRow[],
  counted: readonly SourceRow[],
  field: MoneyField & keyof ParsedHead,
): number | null {
  const summed = definition.summed?.some((name) => name === field)
  const amount = summed ? reader.sumMoney(counted, field) : reader.firstMoney(rows, field)
  return field === 'discountAmount' && definition.discountIsChange && amount !== null ? 0 - amount : amount
}

function count(text: string): number | null {
  return /^\d{1,7}$/.test(text) ? Number(text) : null
}

function readShipment(head: HeadDraft, reader: OrderReader, rows: readonly SourceRow[]): void {
  if (reader.has('carrierAndTracking') && !reader.has('tracking')) {
    Object.assign(head, splitCarrierAndTracking(reader.firstText(rows, 'carrierAndTracking')))
    return
  }
  if (reader.has('carrier')) head.carrier = cleanCarrier(reader.firstText(rows, 'carrier'))
  if (!reader.has('tracking')) return
  head.trackingNumbers =
    rows.length === 1
      ? splitTracking(reader.numberText(rows[0]!, 'tracking'))
      : [...new Set(rows.flatMap((row) => splitTracking(reader.numberText(row, 'tracking'))))]
}

export const recipientFields = [
  'name',
  'phone',
  'telephone',
  'address',
  'fullAddress',
] as const satisfies readonly Field[]

function recipientOf(reader: OrderReader, rows: readonly SourceRow[]): ParsedRecipient | undefined {
  if (!recipientFields.some((field) => reader.has(field))) return undefined
  const get = (field: Field) => reader.firstText(rows, field)
  const parts = {
    name: get('name'),
    phone: reader.firstNumber(rows, 'phone') || reader.firstNumber(rows, 'telephone'),
    postcode: reader.firstNumber(rows, 'postcode'),
    country: get('country'),
  }
  if (reader.has('fullAddress')) {
    const changed = splitAddress(get('changedAddress'))
    // A changed address that is not one (a remark) does not replace the one given.
    const split = changed.province === '' ? splitAddress(get('fullAddress')) : changed
    return makeRecipient({ ...parts, ...split, town: '', postcode: split.postcode || parts.postcode })
  }
  return makeRecipient({
    ...parts,
    province: get('province'),
    city: get('city'),
    district: get('district'),
    town: get('town'),
    address: get('address'),
  })
}
