import type { Store } from '../../../db/open.ts'
import { readCalendar } from '../../../db/planning/calendar.ts'
import { isWorkingDay } from '../../../shared/planning/calendar.ts'

/** What the slow reckoning needs of a worker's standing, day by day. */

interface Span {
  readonly from: string
  readonly to: string
}

const after = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const daysOf = (month: string) => {
  const days: string[] = []
  for (let day = `${month}-01`; day.startsWith(month); day = after(day)) days.push(day)
  return days
}
/** Half up; of nothing negative. */
const share = (amount: number, days: number, of: number) =>
  Number((BigInt(amount) * BigInt(days) * 2n + BigInt(of)) / (BigInt(of) * 2n))

export async function referenceMonths(store: Store, workerId: number, span: Span, paidTo: string) {
  const { reader } = store
  const worker = await reader
    .selectFrom('worker')
    .selectAll()
    .where('id', '=', workerId)
    .executeTakeFirstOrThrow()
  const employed = (day: string) =>
    (worker.contract_from === null || worker.contract_from <= day) &&
    (worker.left_on === null || day <= worker.left_on)

  // By itself each day or month: all that was ever due less all that was ever paid.
  const items = await reader
    .selectFrom('recurring_pay')
    .selectAll()
    .where('worker_id', '=', workerId)
    .execute()
  const work = await reader.selectFrom('work_entry').selectAll().where('worker_id', '=', workerId).execute()
  const times = await reader.selectFrom('time_entry').selectAll().where('worker_id', '=', workerId).execute()
  const there = new Set(
    [...work, ...times].filter((row) => row.voided_at === null).map((row) => row.work_date),
  )
  const lines = await reader.selectFrom('payslip_line').selectAll().execute()
  const due = { allowance: 0, charge: 0 }
  for (const item of items) {
    const covers = (day: string) =>
      day <= span.to && day >= item.from_date && (item.to_date === null || day <= item.to_date)
    for (const month of ['2026-04', '2026-05', '2026-06']) {
      const days = daysOf(month).filter(
        (day) => covers(day) && (item.per === 'day' ? there.has(day) : employed(day)),
      )
      due[item.kind] +=
        item.per === 'day' ? days.length * item.amount : share(item.amount, days.length, daysOf(month).length)
    }
    const paid = lines
      .filter((line) => line.recurring_id === item.id)
      .reduce((sum, line) => sum + line.amount, 0)
    due[item.kind] -= item.kind === 'allowance' ? paid : -paid
  }

  // A salary: every working day that is not paid yet, at the terms of its month.
  const calendar = await readCalendar(reader)
  const runs = await reader.selectFrom('payroll_run').select('from_date').execute()
  const terms = await reader.selectFrom('pay_terms').selectAll().where('worker_id', '=', workerId).execute()
  const firstRun = runs.map((run) => run.from_date).toSorted()[0]
  const isDue = (day: string) => {
    if (day > span.to || !employed(day) || !isWorkingDay(calendar, day)) return false
    if (paidTo !== '') return day > paidTo
    if (day >= span.from) return true
    return worker.contract_from !== null && firstRun !== undefined && day >= firstRun
  }
  let salary = 0
  for (const month of ['2026-04', '2026-05', '2026-06']) {
    const days = daysOf(month)
    const end = days.at(-1)! < span.to ? days.at(-1)! : span.to
    const held = terms
      .filter((row) => row.valid_from <= end)
      .toSorted((a, b) => (a.valid_from < b.valid_from ? 1 : -1))[0]
    if (held?.basis !== 'month') continue
    const all = days.filter((day) => isWorkingDay(calendar, day)).length
    salary += share(held.salary, days.filter(isDue).length, all)
  }
  return { allowance: due.allowance, charge: due.charge, salary, worker }
}
