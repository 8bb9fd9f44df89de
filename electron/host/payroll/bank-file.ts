import { readBanks } from '../../../db/payroll/pay-accounts.ts'
import { readRun } from '../../../db/payroll/read-runs.ts'
import { readBankTemplate } from '../../../db/payroll/rules.ts'
import { bankTable } from '../../../shared/payroll/bank-file.ts'
import { csvText } from '../../../shared/shipping/tracking-templates.ts'
import { command, type GuardedContext } from '../services.ts'
import { givenNumbers } from '../workers/id-numbers.ts'

const words = {
  'zh-CN': { file: '银行代发', purpose: '工资' },
  en: { file: 'bank-transfer', purpose: 'Wages' },
} as const

/**
 * What is still owed of some payslips of a run, as the bank's template wants it; whose account numbers it gives away is kept
 * first. Raises not-found, data-key-locked.
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
  const { header, rows } = bankTable(
    await readBankTemplate(reader),
    owed.map(({ workerId, name, net, paid }) => ({
      // Wages may go to somebody else's account.
      name: banks.get(workerId)?.holder || name,
      account: accounts.get(workerId) ?? '',
      bank: banks.get(workerId)?.bank ?? '',
      amount: net - paid,
    })),
    `${text.purpose} ${run.from.slice(0, 7)}`,
  )
  const fileName = `${text.file}-${run.from}-${run.to}.csv`
  const [first = [], ...others] = header.length > 0 ? [header, ...rows] : rows
  return { fileName, file: new File([csvText(first, others)], fileName, { type: 'text/csv' }) }
}
