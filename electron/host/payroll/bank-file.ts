import { readBanks } from '../../../db/payroll/pay-accounts.ts'
import { readRun } from '../../../db/payroll/read-runs.ts'
import { readBankTemplate } from '../../../db/payroll/rules.ts'
import { YifangError } from '../../../shared/errors.ts'
import { encodeGbk } from '../../../shared/gbk.ts'
import { type BankTemplate, bankTable } from '../../../shared/payroll/bank-file.ts'
import { csvText } from '../../../shared/shipping/tracking-templates.ts'
import { command, type GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'
import { givenNumbers } from '../workers/id-numbers.ts'

const words = {
  'zh-CN': { file: '银行代发', purpose: '工资' },
  en: { file: 'bank-transfer', purpose: 'Wages' },
} as const

/**
 * What is still owed of some payslips of a run, as the bank's template wants it; whose account numbers it gives away is kept
 * first. Raises not-found, data-key-locked, not-in-gbk.
 */
export async function makeBankFile(
  context: GuardedContext,
  path: readonly string[],
  input: {
    readonly commandId: string
    readonly id: number
    readonly payslipIds: readonly number[]
    readonly headers: keyof typeof words
  },
): Promise<{ fileName: string; file: File }> {
  const { reader } = context.host.store
  const { run, payslips } = await readRun(reader, input.id)
  const wanted = new Set(input.payslipIds)
  const owed = payslips.filter(({ id, net, paid }) => wanted.has(id) && net > paid)
  const workerIds = owed.map(({ workerId }) => workerId)
  const numbers = await givenNumbers(context, workerIds, 'bank-account', 'unmasked')
  await command(context, path, input, async (scope) => {
    await numbers.record(scope)
    return null
  })
  const accounts = await numbers.read()
  const banks = await readBanks(reader, workerIds)
  const text = words[input.headers]
  const template = await readBankTemplate(reader)
  const { header, rows } = bankTable(
    template,
    owed.map(({ workerId, name, net, paid }) => ({
      // Wages may go to somebody else's account.
      name: banks.get(workerId)?.holder || name,
      account: accounts.get(workerId) ?? '',
      bank: banks.get(workerId)?.bank ?? '',
      amount: net - paid,
    })),
    `${text.purpose} ${run.from.slice(0, 7)}`,
  )
  return writeBankFile(template, `${text.file}-${run.from}-${run.to}`, header, rows)
}

/** Raises not-in-gbk with the row that its coding has no character for. */
async function writeBankFile(
  { format, columns }: BankTemplate,
  name: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<{ fileName: string; file: File }> {
  const [first = [], ...others] = header.length > 0 ? [header, ...rows] : rows
  if (format === 'xlsx') {
    const fileName = `${name}.xlsx`
    const cells = others.map((row) =>
      row.map((cell, column) => (columns[column]?.field === 'amount' ? Number(cell) : cell)),
    )
    return { fileName, file: await xlsxFile(fileName, first, cells) }
  }
  const fileName = `${name}.csv`
  const text = csvText(first, others)
  if (format === 'csv') return { fileName, file: new File([text], fileName, { type: 'text/csv' }) }
  const strange = rows.findIndex((row) => encodeGbk(row.join('')) === null)
  // GBK has no mark of its own in front.
  const bytes = encodeGbk(text.replace('\ufeff', ''))
  if (bytes === null) throw new YifangError('not-in-gbk', { row: strange + 1 })
  return { fileName, file: new File([bytes], fileName, { type: 'text/csv' }) }
}
