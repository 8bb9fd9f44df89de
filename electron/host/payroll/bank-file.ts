import { readPayAccounts } from '../../../db/payroll/pay-accounts.ts'
import { readRun } from '../../../db/payroll/read-runs.ts'
import { readBankTemplate } from '../../../db/payroll/rules.ts'
import { bankTable } from '../../../shared/payroll/bank-file.ts'
import { csvText } from '../../../shared/shipping/tracking-templates.ts'
import type { GuardedContext } from '../services.ts'

const words = {
  'zh-CN': { file: '银行代发', purpose: '工资' },
  en: { file: 'bank-transfer', purpose: 'Wages' },
} as const

/** What is still owed of some payslips of a run, as the bank's template wants it. Raises not-found. */
export async function makeBankFile(
  { host }: GuardedContext,
  input: {
    readonly id: number
    readonly payslipIds: readonly number[]
    readonly headers: keyof typeof words
  },
): Promise<{ fileName: string; file: File }> {
  const reader = host.store.reader
  const { run, payslips } = await readRun(reader, input.id)
  const wanted = new Set(input.payslipIds)
  const owed = payslips.filter(({ id, net, paid }) => wanted.has(id) && net > paid)
  const accounts = await readPayAccounts(
    reader,
    owed.map(({ workerId }) => workerId),
  )
  const text = words[input.headers]
  const { header, rows } = bankTable(
    await readBankTemplate(reader),
    owed.map(({ workerId, name, net, paid }) => ({
      name,
      account: accounts.get(workerId)?.account ?? '',
      bank: accounts.get(workerId)?.bank ?? '',
      amount: net - paid,
    })),
    `${text.purpose} ${run.from.slice(0, 7)}`,
  )
  const fileName = `${text.file}-${run.from}-${run.to}.csv`
  const [first = [], ...others] = header.length > 0 ? [header, ...rows] : rows
  return { fileName, file: new File([csvText(first, others)], fileName, { type: 'text/csv' }) }
}
