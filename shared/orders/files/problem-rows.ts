import { marked, type mendMarks } from './mend-marks.ts'
import type { RecognisedFormat, RowProblem, SourceRow } from './types.ts'

export interface ProblemRow extends SourceRow {
  /** Fills the number in where a continuation row leaves it out, so that the row can come back alone. */
  readonly orderNumber?: string | null
}

export interface ProblemRowsInput {
  readonly format: RecognisedFormat
  readonly header: readonly string[]
  /**
   * The rows to write. Where lines are summed (no platform line ids), give all rows of the order: brought back alone,
   * a mended row would stand for the whole line. Rows without a problem get an empty reason.
   */
  readonly rows: readonly ProblemRow[]
  readonly problems: readonly RowProblem[]
  readonly reasonHeader: string
  readonly rowHeader: string
  /** The problem in the user's language. */
  readonly reasonText: (problem: RowProblem) => string
}

/**
 * CSV (with BOM, for Excel) of rows that were left out, with the reason and the row number behind their own columns.
 * Numbers are written so that Excel keeps them (`="35153131473290001"`), and the file is recognised again when it is
 * brought back: the two columns more are just unknown ones. A row that broke off is marked where it did, and refused
 * until the mark is gone.
 */
export function writeProblemRows(input: ProblemRowsInput): string {
  const reasons = new Map<number, string[]>()
  const flaws = new Map<number, keyof typeof mendMarks>()
  for (const problem of input.problems) {
    if (problem.code === 'row-cut-off' || problem.code === 'row-too-long')
      flaws.set(problem.row, problem.code)
    const list = reasons.get(problem.row)
    const text = input.reasonText(problem)
    if (list === undefined) reasons.set(problem.row, [text])
    else list.push(text)
  }
  const lines = [csvLine([...input.header, input.reasonHeader, input.rowHeader])]
  const numberColumn = input.format.columns.orderNumber
  for (const { row, cells, orderNumber } of input.rows) {
    const flaw = flaws.get(row)
    const own = flaw
      ? marked(cells, input.header.length, flaw)
      : input.header.map((_, column) => cells[column] ?? '')
    if (numberColumn !== undefined && own[numberColumn] === '' && orderNumber) own[numberColumn] = orderNumber
    lines.push(csvLine([...own, (reasons.get(row) ?? []).join('；'), String(row)]))
  }
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => csvCell(isMangledByExcel(cell) ? `="${cell.replaceAll('"', '""')}"` : cell))
    .join(',')
}

function csvCell(text: string): string {
  return /[",;\t\r\n|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Long numbers, leading zeros, dates and sizes like "1-2" are rewritten by Excel; text that begins like a formula
 * is run by it, and a buyer's note can be one.
 */
function isMangledByExcel(cell: string): boolean {
  return /^\d{12,}$|^0\d+$|^\d{1,4}[-/]\d|^[=+@]|^-(?!\d+(?:\.\d+)?$)./.test(cell)
}
