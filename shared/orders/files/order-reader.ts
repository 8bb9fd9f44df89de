import type { Currency } from '../../money.ts'
import type { OrderStatus } from '../platforms.ts'
import { parseVoucherAmount, readMoney, readTime } from './cell-values.ts'
import type { Field } from './formats/definition.ts'
import { isMangled } from './order-number.ts'
import { rowProblem } from './row-keys.ts'
import { afterSaleOfStatus, readStatus } from './statuses.ts'
import type { ParseContext, RecognisedFormat, RowProblem, RowProblemCode, SourceRow } from './types.ts'

export const moneyFields = [
  'unitPrice',
  'lineAmount',
  'linePaid',
  'lineRefund',
  'goodsAmount',
  'postageAmount',
  'discountAmount',
  'paidAmount',
  'refundAmount',
] as const satisfies readonly Field[]
export type MoneyField = (typeof moneyFields)[number]
const isRefund: ReadonlySet<MoneyField> = new Set(['refundAmount', 'lineRefund'])

/** Reads fields of one order's rows and gathers what could not be read. */
export class OrderReader {
  readonly problems: RowProblem[] = []
  readonly format: RecognisedFormat
  readonly currency: Currency
  readonly #header: readonly string[]
  readonly #zone: string

  constructor(format: RecognisedFormat, header: readonly string[], context: ParseContext) {
    this.format = format
    this.currency = format.currency ?? context.currency
    this.#header = header
    this.#zone = context.zone
  }

  has(field: Field): boolean {
    return this.format.columns[field] !== undefined
  }

  /** The cell's text; '' for a missing column and for the `-` that platforms write into empty cells. */
  text(row: SourceRow, field: Field): string {
    const column = this.format.columns[field]
    if (column === undefined) return ''
    const cell = row.cells[column]
    return cell === undefined || cell === '-' || cell === '--' ? '' : cell
  }

  /** The first row's text that is not empty: continuation rows leave the order's own cells empty. */
  firstText(rows: readonly SourceRow[], field: Field): string {
    if (!this.has(field)) return ''
    for (const row of rows) {
      const text = this.text(row, field)
      if (text !== '') return text
    }
    return ''
  }

  /** False, and a problem, for a row that holds something else where an amount must be. */
  checkAmounts(row: SourceRow): boolean {
    for (const field of moneyFields) {
      if (this.money(row, field) !== undefined) continue
      this.report(row, 'money-not-a-number', field, false)
      return false
    }
    return true
  }

  /** Minor units; null for none; undefined for what is no amount. */
  money(row: SourceRow, field: MoneyField): number | null | undefined {
    const text = this.text(row, field)
    if (text === '') return null
    const amount = readMoney(text, this.currency)
    // What was given back is given back, whether a file writes it as minus or not.
    if (amount !== undefined && amount !== null && isRefund.has(field)) return Math.abs(amount)
    if (amount === undefined && field === 'discountAmount')
      return parseVoucherAmount(text, this.currency) ?? undefined
    return amount
  }

  /**
   * The first row's phone or tracking number; '' and a problem that keeps the row where Excel has made `1.38E+10` of
   * it: digits are lost for good. The `.0` of a number that went through a table program goes.
   */
  firstNumber(rows: readonly SourceRow[], field: Field): string {
    if (!this.has(field)) return ''
    for (const row of rows) {
      const text = this.numberText(row, field)
      if (text !== '') return text
    }
    return ''
  }

  numberText(row: SourceRow, field: Field): string {
    const text = this.text(row, field)
    if (!isMangled(text)) return text.endsWith('.0') ? text.replace(/(?<=^\d{4,15})\.0$/, '') : text
    this.report(row, 'number-mangled', field, true)
    return ''
  }

  /** The first row's amount that is not none. Amounts have been checked before. */
  firstMoney(rows: readonly SourceRow[], field: MoneyField): number | null {
    for (const row of rows) {
      const amount = this.money(row, field)
      if (amount !== null && amount !== undefined) return amount
    }
    return null
  }

  sumMoney(rows: readonly SourceRow[], field: MoneyField): number | null {
    let sum: number | null = null
    for (const row of rows) {
      const amount = this.money(row, field)
      if (amount !== null && amount !== undefined) sum = (sum ?? 0) + amount
    }
    return sum
  }

  /** The first row's time that is not empty; null, with a problem that keeps the row, when it cannot be read. */
  firstTime(rows: readonly SourceRow[], field: Field): number | null {
    for (const row of rows) {
      const text = this.text(row, field)
      if (text === '') continue
      const at = readTime(text, this.#zone)
      if (at === undefined) this.report(row, 'time-not-readable', field, true)
      return at ?? null
    }
    return null
  }

  status(row: SourceRow): OrderStatus {
    const text = this.text(row, 'status')
    const status = text === '' ? 'unknown' : readStatus(text, this.format.source)
    // A refund under way (`退款中`) hides the step, but is known all the same.
    if (status === 'unknown' && text !== '' && afterSaleOfStatus(text) === undefined)
      this.report(row, 'status-unknown', 'status', true)
    return status
  }

  report(row: SourceRow, code: RowProblemCode, field: Field, kept: boolean): void {
    const column = this.format.columns[field]
    const name = column === undefined ? null : (this.#header[column] ?? null)
    // A tracking number is read for the line and for the order.
    const known = this.problems.some(
      (each) => each.row === row.row && each.code === code && each.column === name,
    )
    if (known) return
    this.problems.push(
      rowProblem(row, code, name, column === undefined ? '' : (row.cells[column] ?? ''), kept),
    )
  }
}
