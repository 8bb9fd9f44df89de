import type { Store } from '../../../db/open.ts'
import type { PayRules } from '../../../shared/payroll/rules.ts'

/**
 * Piece pay made in overtime that is due now: of every day there ever was, all that its overtime made less all that runs had
 * of it. Less is taken back from the newest run first, at its per cent.
 */
export async function referencePremiums(
  store: Store,
  workerId: number,
  span: { readonly from: string; readonly to: string },
  rules: PayRules,
  paidTo: string,
): Promise<{ readonly base: bigint; readonly percent: number }[]> {
  const { reader } = store
  const work = await reader.selectFrom('work_entry').selectAll().where('worker_id', '=', workerId).execute()
  const times = await reader.selectFrom('time_entry').selectAll().where('worker_id', '=', workerId).execute()
  const had = await reader
    .selectFrom('payslip_premium')
    .innerJoin('payslip', 'payslip.id', 'payslip_id')
    .selectAll('payslip_premium')
    .where('worker_id', '=', workerId)
    .orderBy('payslip_id', 'desc')
    .execute()
  const sums = new Map<string, { base: bigint; percent: number }>()
  const add = (key: string, base: bigint, percent: number) =>
    sums.set(`${key} ${percent}`, { base: (sums.get(`${key} ${percent}`)?.base ?? 0n) + base, percent })
  const days = new Set([...work, ...times].map((row) => row.work_date).filter((day) => day <= span.to))
  for (const day of days) {
    const pay = work
      .filter((row) => row.work_date === day && row.voided_at === null && row.basis === 'piece')
      .reduce((sum, row) => sum + BigInt(row.good) * BigInt(row.rate ?? 0), 0n)
    const of = times.filter((time) => time.work_date === day && time.voided_at === null)
    const total = BigInt(of.reduce((sum, { minutes }) => sum + minutes, 0))
    for (const kind of ['workday', 'rest', 'holiday'] as const) {
      const minutes = BigInt(of.reduce((sum, time) => sum + (time.overtime === kind ? time.minutes : 0), 0))
      const made = minutes === 0n ? 0n : (pay * minutes * 2n + total) / (total * 2n)
      const percents = new Map<number, bigint>()
      for (const row of had)
        if (row.work_date === day && row.overtime === kind)
          percents.set(row.percent, (percents.get(row.percent) ?? 0n) + BigInt(row.base))
      let rest = made - [...percents.values()].reduce((sum, base) => sum + base, 0n)
      const when = day < span.from || day <= paidTo ? 'late' : 'now'
      if (rest > 0n) add(`${kind} ${when}`, rest, rules.pieceOvertime ? rules.percent[kind] - 100 : 0)
      for (const [percent, base] of percents) {
        if (rest >= 0n || base <= 0n) continue
        const back = base < -rest ? base : -rest
        add(`${kind} back`, -back, percent)
        rest += back
      }
    }
  }
  return [...sums.values()]
}
