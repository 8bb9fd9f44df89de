import { definitionOf } from './formats/all.ts'
import { plainOrderNumber } from './order-number.ts'
import { moneyFields, OrderReader } from './order-reader.ts'
import { headOf, recipientFields } from './parse-head.ts'
import { type LineRow, mergeLines, readLine } from './parse-lines.ts'
import { ownNumber, rowProblem } from './row-keys.ts'
import type { ParseContext, ParsedOrder, RecognisedFormat, RowProblem, SourceRow } from './types.ts'

export interface ParseResult {
  /** Null when every row had to be left out. */
  readonly order: ParsedOrder | null
  /** Rows left out (`kept` false) and fields left unread (`kept` true); never two left-out entries for one row. */
  readonly problems: readonly RowProblem[]
}

/**
 * Parses the rows of ONE order, as grouped by `rowKeys`, in the file's order. A row whose money or quantity cannot be
 * read is left out with a problem; the other rows still make the order. Unreadable times and unknown status words
 * leave only their field open.
 */
export function parseOrder(
  format: RecognisedFormat,
  header: readonly string[],
  rows: readonly SourceRow[],
  context: ParseContext,
): ParseResult {
  const definition = definitionOf(format)
  const reader = new OrderReader(format, header, context)
  const kept: SourceRow[] = []
  const lines: LineRow[] = []
  const hasLines = format.carries !== 'orders'
  for (const row of rows) {
    if (!reader.checkAmounts(row)) continue
    if (hasLines) {
      const line = readLine(reader, definition, row)
      if (line === null) continue
      lines.push(line)
    } else if (isBare(reader, row)) {
      reader.problems.push(rowProblem(row, 'row-cut-off', null, '', false))
      continue
    }
    kept.push(row)
  }
  if (kept.length === 0) return { order: null, problems: reader.problems }
  const merged = hasLines ? mergeLines(lines, definition) : { lines: [], counted: kept }
  const head = headOf(reader, definition, kept, merged.counted, lines)
  const order: ParsedOrder = {
    orderNumber: numberOf(format, rows),
    shopName: reader.firstText(kept, 'shopName') || null,
    rows: kept.map((row) => row.row),
    head,
    lines: merged.lines,
  }
  return { order, problems: reader.problems }
}

/**
 * A row of an order list that says neither what state the order is in nor what it costs nor who gets it is the
 * beginning of one that broke off, filled up by a table program.
 */
function isBare(reader: OrderReader, row: SourceRow): boolean {
  const tells = [...stateFields, ...moneyFields].some((field) => reader.has(field))
  return (
    tells &&
    [...stateFields, ...moneyFields, ...recipientFields].every((field) => reader.text(row, field) === '')
  )
}

const stateFields = ['status', 'afterSale'] as const

/** The number of the first row that has one: continuation rows do not. `rowKeys` has judged it before. */
function numberOf(format: RecognisedFormat, rows: readonly SourceRow[]): string {
  const { orderNumber, originalOrderNumber } = format.columns
  for (const row of rows) {
    const own = ownNumber(row.cells, orderNumber ?? -1, originalOrderNumber)
    if (own !== '') return plainOrderNumber(own)
  }
  return ''
}
