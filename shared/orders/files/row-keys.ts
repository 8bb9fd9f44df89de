import { definitionOf } from './formats/all.ts'
import { isMendHeader, unmended } from './mend-marks.ts'
import { orderNumberJudge } from './order-number.ts'
import type { RecognisedFormat, RowKey, RowProblem, RowProblemCode, SourceRow } from './types.ts'

export interface KeyedRow {
  readonly key: RowKey
  /** With `kept` false the row belongs to no order; `key.orderNumber` is null then. */
  readonly problem: RowProblem | null
  /** True for TikTok's row of column descriptions, a header repeated further down and sums, which are no data. */
  readonly ignored: boolean
}

/**
 * Gives a function that finds the order of each row of one file, to be called in the file's order: 1688 leaves the
 * number out on continuation rows. A continuation of a row that was refused is refused with it, never given to the
 * order above. Rows that are cut off or have slid out of their columns are problems here, also when they come back
 * unmended.
 */
export function rowKeys(format: RecognisedFormat, header: readonly string[]): (row: SourceRow) => KeyedRow {
  const definition = definitionOf(format)
  const { orderNumber, originalOrderNumber, shopName } = format.columns
  const numberColumn = orderNumber ?? -1
  const lastColumn = Math.max(...Object.values(format.columns))
  const judge = orderNumberJudge()
  const fillsDown = definition.fillsDown === true || format.fillsDown === true
  let above: KeyedRow | null = null
  let aboveCells: readonly string[] = []
  let first = true
  const isToMend = isMendHeader(header)
  const headColumns = ownOfOrder.flatMap((field) => format.columns[field] ?? [])

  return (source) => {
    const isFirst = first
    first = false
    const { cells } = source
    if (source.flaw === 'long') return refuse(source, 'row-too-long', null, '')
    if (source.flaw === 'cut' || cells.length <= lastColumn) return refuse(source, 'row-cut-off', null, '')
    const broken = isToMend ? unmended(cells) : null
    if (broken !== null) return refuse(source, broken, null, '')
    const own = ownNumber(cells, numberColumn, originalOrderNumber)
    const describes = isFirst && definition.describesColumns && !/\d/.test(own)
    if (describes || isTotal(cells, own) || (own !== '' && own === header[numberColumn])) {
      return { key: { orderNumber: null, shopName: null }, problem: null, ignored: true }
    }
    if (own === '' && fillsDown && above !== null && !isAnother(cells)) return continuation(source, above)
    const verdict = judge(own)
    if (verdict.orderNumber === null) {
      return refuse(source, verdict.code ?? 'order-number-missing', header[numberColumn] ?? null, own)
    }
    const key = { orderNumber: verdict.orderNumber, shopName: shopOf(cells, shopName) }
    const problem =
      verdict.code === null ? null : rowProblem(source, verdict.code, header[numberColumn] ?? null, own, true)
    above = { key, problem, ignored: false }
    aboveCells = cells
    return above
  }

  /** A row without a number that names a buyer or a time of its own has lost its number; it continues nothing. */
  function isAnother(cells: readonly string[]): boolean {
    return headColumns.some((column) => cells[column] !== '' && cells[column] !== aboveCells[column])
  }

  function refuse(source: SourceRow, code: RowProblemCode, column: string | null, value: string): KeyedRow {
    aboveCells = source.cells
    above = {
      key: { orderNumber: null, shopName: null },
      problem: rowProblem(source, code, column, value, false),
      ignored: false,
    }
    return above
  }
}

const ownOfOrder = ['buyerId', 'name', 'phone', 'fullAddress', 'createdAt', 'paidAt'] as const

const total = /^(?:本页|全部)?(?:合计|总计|小计|共计|汇总)[^\p{L}]*$|^(?:grand |sub)?total\s*:?$/iu

/** The sums under a table, however they are called, hold no order. */
function isTotal(cells: readonly string[], own: string): boolean {
  const word = own === '' ? (cells.find((cell) => cell !== '') ?? '') : own
  return word.length < 20 && total.test(word)
}

function continuation(source: SourceRow, above: KeyedRow): KeyedRow {
  if (above.problem === null || above.problem.kept) return { key: above.key, problem: null, ignored: false }
  return { ...above, problem: { ...above.problem, row: source.row } }
}

/**
 * An ERP that split or merged orders gives new numbers and keeps the marketplace's own beside them; that one is used,
 * unless it lists several (a merged order).
 */
export function ownNumber(cells: readonly string[], column: number, original: number | undefined): string {
  const number = cells[column] ?? ''
  if (original === undefined) return number
  const first = cells[original] ?? ''
  return first === '' || first === '-' || /[,，;；\s]/.test(first) ? number : first
}

function shopOf(cells: readonly string[], column: number | undefined): string | null {
  const name = column === undefined ? '' : (cells[column] ?? '')
  return name === '' || name === '-' ? null : name
}

/** A problem's record; its value is cut to 60 characters. */
export function rowProblem(
  source: SourceRow,
  code: RowProblemCode,
  column: string | null,
  value: string,
  kept: boolean,
): RowProblem {
  return { row: source.row, code, column, value: value.slice(0, 60), kept }
}
