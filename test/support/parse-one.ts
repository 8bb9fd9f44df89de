import { type ParseResult, parseOrder } from '../../shared/orders/files/parse-order.ts'
import { recognise } from '../../shared/orders/files/recognise.ts'
import type { ParseContext } from '../../shared/orders/files/types.ts'
import { headerSets } from './order-files.ts'
import { chinese } from './read-orders.ts'

/** Parses one order whose rows are given by header name; the other cells are empty. Row numbers begin at 2. */
export function parseOne(
  headerSet: string,
  rows: readonly Readonly<Record<string, string>>[],
  context: ParseContext = chinese,
): ParseResult {
  const header = headerSets[headerSet]!
  for (const name of rows.flatMap((row) => Object.keys(row))) {
    if (!header.includes(name)) throw new Error(`no column ${name} in ${headerSet}`)
  }
  const sources = rows.map((values, index) => ({
    row: index + 2,
    cells: header.map((name) => values[name] ?? ''),
  }))
  return parseOrder(recognise(header)!, header, sources, context)
}
