import { openTable, type SourceTable } from '../../shared/orders/files/open-table.ts'
import { parseOrder } from '../../shared/orders/files/parse-order.ts'
import { rowKeys } from '../../shared/orders/files/row-keys.ts'
import type {
  ParseContext,
  ParsedOrder,
  RecognisedFormat,
  RowProblem,
  SourceRow,
} from '../../shared/orders/files/types.ts'

export interface ReadFile {
  readonly table: SourceTable
  readonly orders: readonly ParsedOrder[]
  readonly problems: readonly RowProblem[]
  /** Rows of the file that are data: neither blank nor a description of columns. */
  readonly dataRows: readonly number[]
}

export const chinese: ParseContext = { zone: 'Asia/Shanghai', currency: 'CNY' }

/** An order file from bytes to orders, as an import does it but in memory. */
export async function readOrders(
  fileName: string,
  bytes: Uint8Array,
  context: ParseContext = chinese,
  format?: (header: readonly string[]) => RecognisedFormat,
): Promise<ReadFile> {
  const table = await openTable(fileName, bytes)
  const layout = table.format ?? format?.(table.header)
  if (!layout) throw new Error(`not recognised: ${table.header.join('|')}`)
  const keyOf = rowKeys(layout, table.header)
  const groups = new Map<string, SourceRow[]>()
  const problems: RowProblem[] = []
  const dataRows: number[] = []
  for await (const chunk of table.rows()) {
    for (const row of chunk.rows) {
      const { key, problem, ignored } = keyOf(row)
      if (ignored) continue
      dataRows.push(row.row)
      if (problem !== null) problems.push(problem)
      if (key.orderNumber === null) continue
      const group = groups.get(key.orderNumber)
      if (group === undefined) groups.set(key.orderNumber, [row])
      else group.push(row)
    }
  }
  const orders: ParsedOrder[] = []
  for (const rows of groups.values()) {
    const parsed = parseOrder(layout, table.header, rows, context)
    problems.push(...parsed.problems)
    if (parsed.order !== null) orders.push(parsed.order)
  }
  return { table, orders, problems, dataRows }
}

/** Rows that are in no order and no left-out problem, or in more than one: none, if nothing is lost. */
export function unaccountedRows(file: ReadFile): readonly number[] {
  const seen = new Map<number, number>()
  const count = (row: number) => seen.set(row, (seen.get(row) ?? 0) + 1)
  for (const order of file.orders) for (const row of order.rows) count(row)
  for (const problem of file.problems) if (!problem.kept) count(problem.row)
  return file.dataRows.filter((row) => seen.get(row) !== 1)
}
