import { z } from 'zod'
import { toDecimal } from '../money.ts'

/** What a column of a bank's transfer file holds; `text`: the same words in every row. */
export const bankFields = ['number', 'name', 'account', 'bank', 'amount', 'purpose', 'text', 'empty'] as const

/** How a bank's program reads a file. A workbook keeps long account numbers whole where somebody opens it in Excel first. */
export const bankFormats = ['xlsx', 'csv-gbk', 'csv'] as const

/** A bank's transfer file as its own template wants it: every bank has another. */
export const bankTemplateSchema = z.object({
  format: z.enum(bankFormats).default('csv'),
  withHeader: z.boolean(),
  columns: z
    .array(
      z.object({
        field: z.enum(bankFields),
        header: z.string().trim().max(40),
        /** For `text`. */
        text: z.string().trim().max(60),
      }),
    )
    .min(1)
    .max(20),
})
export type BankTemplate = z.infer<typeof bankTemplateSchema>

/** What the transfer files of most banks ask for; to be compared with the bank's own. */
export const usualBankTemplate: BankTemplate = {
  format: 'xlsx',
  withHeader: true,
  columns: [
    { field: 'number', header: '序号', text: '' },
    { field: 'account', header: '收款账号', text: '' },
    { field: 'name', header: '收款户名', text: '' },
    { field: 'bank', header: '开户行', text: '' },
    { field: 'amount', header: '金额', text: '' },
    { field: 'purpose', header: '用途', text: '' },
  ],
}

export interface BankRow {
  readonly name: string
  /** '' where none is known. */
  readonly account: string
  readonly bank: string
  /** Fen. */
  readonly amount: number
}

/** Header (empty: the bank wants none) and rows of a transfer file; amounts in yuan with two decimals. */
export function bankTable(
  template: BankTemplate,
  rows: readonly BankRow[],
  purpose: string,
): { readonly header: string[]; readonly rows: string[][] } {
  const cell = (column: BankTemplate['columns'][number], row: BankRow, index: number): string => {
    switch (column.field) {
      case 'number':
        return String(index + 1)
      case 'amount':
        return toDecimal(row.amount)
      case 'purpose':
        return purpose
      case 'text':
        return column.text
      case 'empty':
        return ''
      default:
        return row[column.field]
    }
  }
  return {
    header: template.withHeader ? template.columns.map(({ header }) => header) : [],
    rows: rows.map((row, index) => template.columns.map((column) => cell(column, row, index))),
  }
}
