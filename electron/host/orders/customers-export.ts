import { customerEntries } from '../../../db/orders/customer-entries.ts'
import { listCustomers, readCustomer } from '../../../db/orders/customers.ts'
import { businessDate } from '../../../shared/dates.ts'
import { type Currency, toDecimal } from '../../../shared/money.ts'
import type { CustomerEntry, CustomerFilter } from '../../../shared/orders/customers-contract.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

const mostRows = 100_000
const pageRows = 500

const words = {
  'zh-CN': {
    file: '客户往来',
    list: ['客户', '类型', '电话', '币种', '应收', '已收', '还欠', '最近往来', '订单数', '备注'],
    kinds: { direct: '直接客户', seller: '代发卖家' },
    ledger: ['日期', '内容', '订单编号', '金额', '币种', '之后还欠', '备注'],
    entries: { charge: '应收', deposit: '定金', payment: '收款', refund: '退款' },
    reversal: '冲回：',
  },
  en: {
    file: 'customers',
    list: [
      'Customer',
      'Kind',
      'Phone',
      'Currency',
      'Charged',
      'Paid',
      'Owed',
      'Last entry',
      'Orders',
      'Note',
    ],
    kinds: { direct: 'Direct customer', seller: 'Seller we ship for' },
    ledger: ['Date', 'What', 'Order number', 'Amount', 'Currency', 'Owed after', 'Note'],
    entries: { charge: 'Charge', deposit: 'Deposit', payment: 'Payment', refund: 'Refund' },
    reversal: 'Taken back: ',
  },
} as const

const amount = (minor: number, currency: Currency) => Number(toDecimal(minor, currency))

/** The filtered customers as XLSX, one row a currency, in the caller's language. */
export async function exportCustomers(
  context: GuardedContext,
  filter: CustomerFilter,
): Promise<{ fileName: string; file: File }> {
  const text = words[context.connection.language ?? 'zh-CN']
  const rows: (string | number | null)[][] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const page = await listCustomers(context.host.store.reader, {
      ...filter,
      offset,
      limit: pageRows,
      sort: 'name',
      descending: false,
    })
    for (const row of page.rows)
      for (const balance of row.balances.length > 0 ? row.balances : [null])
        rows.push([
          row.name,
          text.kinds[row.kind],
          row.phone,
          balance?.currency ?? null,
          balance && amount(balance.charged, balance.currency),
          balance && amount(balance.paid, balance.currency),
          balance && amount(balance.owed, balance.currency),
          row.lastEntryOn,
          row.orderCount,
          row.note,
        ])
    if (page.rows.length < pageRows) break
  }
  const fileName = `${text.file}-${businessDate(context.host.clock())}.xlsx`
  return { fileName, file: await xlsxFile(fileName, text.list, rows) }
}

/** One customer's account as XLSX, oldest first, as a statement to send him. */
export async function exportEntries(
  context: GuardedContext,
  id: number,
): Promise<{ fileName: string; file: File }> {
  const { reader } = context.host.store
  const text = words[context.connection.language ?? 'zh-CN']
  const customer = await readCustomer(reader, id)
  const entries: CustomerEntry[] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const page = await customerEntries(reader, id, { offset, limit: pageRows })
    entries.push(...page.rows)
    if (page.rows.length < pageRows) break
  }
  const rows = entries
    .toReversed()
    .map((entry) => [
      entry.businessDate,
      (entry.reversesId === null ? '' : text.reversal) + text.entries[entry.kind],
      entry.orderNumber,
      amount(entry.amount, entry.currency),
      entry.currency,
      amount(entry.balance, entry.currency),
      entry.note,
    ])
  // Characters that Windows refuses in a file's name.
  const name = customer.name.replace(/[\\/:*?"<>|]/g, '_')
  const fileName = `${name}-${businessDate(context.host.clock())}.xlsx`
  return { fileName, file: await xlsxFile(fileName, text.ledger, rows) }
}
