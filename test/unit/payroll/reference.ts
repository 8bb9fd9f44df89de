import type { Store } from '../../../db/open.ts'
import { type PayRules, usualTerms } from '../../../shared/payroll/rules.ts'
import { referenceMonths } from './reference-months.ts'
import { referencePremiums } from './reference-premiums.ts'

/**
 * Wages reckoned once more from the bare rows, one row after the other, with fractions of whole numbers: slow, and without
 * a line of what it checks. Gives fen.
 */
export interface Reference {
  readonly gross: number
  readonly net: number
}

const abs = (value: bigint) => (value < 0n ? -value : value)
/** Half away from zero. */
const round = (top: bigint, bottom: bigint) =>
  Number(((abs(top) * 2n + bottom) / (bottom * 2n)) * (top < 0n ? -1n : 1n))

async function dump(store: Store) {
  const [work, times, paidWork, paidTimes, lines, slips, runs, adjustments, debts, repaid, terms] =
    await Promise.all([
      store.reader.selectFrom('work_entry').selectAll().execute(),
      store.reader.selectFrom('time_entry').selectAll().execute(),
      store.reader.selectFrom('payslip_entry').selectAll().execute(),
      store.reader.selectFrom('payslip_time').selectAll().execute(),
      store.reader.selectFrom('payslip_line').selectAll().execute(),
      store.reader.selectFrom('payslip').selectAll().execute(),
      store.reader.selectFrom('payroll_run').selectAll().execute(),
      store.reader.selectFrom('pay_adjustment').selectAll().execute(),
      store.reader.selectFrom('worker_debt').selectAll().execute(),
      store.reader.selectFrom('debt_repayment').selectAll().execute(),
      store.reader.selectFrom('pay_terms').selectAll().execute(),
    ])
  return { work, times, paidWork, paidTimes, lines, slips, runs, adjustments, debts, repaid, terms }
}

export async function referenceWages(
  store: Store,
  workerId: number,
  span: { readonly from: string; readonly to: string },
  rules: PayRules,
): Promise<Reference> {
  const all = await dump(store)
  const runOf = new Map(all.runs.map((run) => [run.id, run]))
  const slips = all.slips.filter((slip) => slip.worker_id === workerId)
  const slipOfLine = new Map(all.lines.map((line) => [line.id, line.payslip_id]))
  const lineOf = new Map(all.lines.map((line) => [line.id, line]))
  const paidTo =
    slips
      .map((slip) => runOf.get(slip.run_id)!.to_date)
      .toSorted()
      .at(-1) ?? ''
  const agreed = (day: string) => {
    const row = all.terms
      .filter((terms) => terms.worker_id === workerId && terms.valid_from <= day)
      .toSorted((a, b) => (a.valid_from < b.valid_from ? 1 : -1))[0]
    const usual = usualTerms('piece')
    return {
      basis: row?.basis ?? usual.basis,
      rate: BigInt(row?.hourly_rate ?? usual.hourlyRate),
      taxAs: row?.tax_as ?? usual.taxAs,
      applies: row ? row.minimum_applies === 1 : usual.minimumApplies,
    }
  }
  const terms = agreed(span.to)

  // Pieces: what is live and in no run, and what is in one and was taken back.
  const groups = new Map<string, { pieces: bigint; rate: bigint }>()
  const add = (key: string, pieces: number, rate: number) => {
    const group = groups.get(key) ?? { pieces: 0n, rate: BigInt(rate) }
    groups.set(key, { ...group, pieces: group.pieces + BigInt(pieces) })
  }
  // Made again: paid or not by whose fault it was, never in overtime.
  const again = (key: string, pieces: number, rate: number) => {
    const group = groups.get(key) ?? { pieces: 0n, rate: BigInt(rate) }
    groups.set(key, { ...group, pieces: group.pieces + BigInt(pieces) })
  }
  for (const entry of all.work) {
    if (entry.worker_id !== workerId || entry.voided_at !== null || entry.work_date > span.to) continue
    if (entry.rate === null) continue
    if (all.paidWork.some((paid) => paid.work_entry_id === entry.id)) continue
    const why = entry.work_date < span.from || entry.work_date <= paidTo ? 'late' : 'now'
    if (entry.good > 0) add(`${entry.operation_id} ${entry.rate} ${why}`, entry.good, entry.rate)
    const isOwn = entry.fault_worker_id === workerId
    if (entry.rework > 0 && (rules.rework === 'all' || (rules.rework === 'others' && !isOwn)))
      again(
        `${entry.operation_id} ${entry.rate} ${why} ${isOwn ? 'own' : entry.fault_worker_id === null ? 'nobody' : 'other'}`,
        entry.rework,
        entry.rate,
      )
  }
  for (const paid of all.paidWork) {
    const entry = all.work.find(({ id }) => id === paid.work_entry_id)!
    const line = lineOf.get(paid.payslip_line_id)!
    if (entry.voided_at === null || paid.reversal === 1) continue
    if (!slips.some(({ id }) => id === line.payslip_id)) continue
    const isBack = (one: typeof paid) => one.reversal === 1 && one.is_rework === paid.is_rework
    if (all.paidWork.some((one) => one.work_entry_id === entry.id && isBack(one))) continue
    const key = `${line.operation_id} ${line.rate} back`
    if (paid.is_rework === 1) again(`${key} ${line.fault}`, -paid.pieces, line.rate)
    else add(key, -paid.pieces, line.rate)
  }
  let gross = 0
  let normal = 0
  for (const { pieces, rate } of groups.values()) {
    gross += round(pieces * rate, 10_000n)
    normal += round(pieces * rate, 10_000n)
  }

  // Hours, by kind and rate.
  const hourGroups = new Map<string, { minutes: bigint; rate: bigint; percent: bigint; isNormal: boolean }>()
  let normalMinutes = 0
  for (const time of all.times) {
    if (time.worker_id !== workerId || time.work_date > span.to) continue
    const was = all.paidTimes.filter((paid) => paid.time_entry_id === time.id)
    const sign = time.voided_at === null ? (was.length === 0 ? 1 : 0) : was.length === 1 ? -1 : 0
    if (time.overtime === 'none') normalMinutes += sign * time.minutes
    if (sign === 0 || time.paid === 0) continue
    const line = sign < 0 ? lineOf.get(was[0]!.payslip_line_id!)! : null
    const rate = line ? BigInt(line.rate) : agreed(time.work_date).rate
    const percent = BigInt(line ? line.base : time.overtime === 'none' ? 100 : rules.percent[time.overtime])
    const key = `${time.overtime} ${rate} ${percent}`
    const group = hourGroups.get(key) ?? { minutes: 0n, rate, percent, isNormal: time.overtime === 'none' }
    hourGroups.set(key, { ...group, minutes: group.minutes + BigInt(sign * time.minutes) })
  }
  for (const { minutes, rate, percent, isNormal } of hourGroups.values()) {
    const amount = round(minutes * rate * percent, 60_000_000n)
    gross += amount
    if (isNormal) normal += amount
  }

  for (const { base, percent } of await referencePremiums(store, workerId, span, rules, paidTo)) {
    gross += round(base * BigInt(percent), 1_000_000n)
    if (percent > 0) normal -= round(base, 10_000n)
  }

  const byMonth = await referenceMonths(store, workerId, span, paidTo)
  gross += byMonth.salary + byMonth.allowance
  normal += byMonth.salary

  // Besides.
  let taken = byMonth.charge
  for (const one of all.adjustments) {
    if (one.worker_id !== workerId || one.business_date > span.to) continue
    const was = all.lines.filter((line) => line.adjustment_id === one.id).length
    const sign = one.voided_at === null ? (was === 0 ? 1 : 0) : was === 1 ? -1 : 0
    const amount = sign * one.amount
    if (one.kind === 'bonus' || one.kind === 'allowance') gross += amount
    else taken += amount
    if (one.kind === 'bonus') normal += amount
  }

  // What the month and the year came to so far.
  const within = (prefix: number) => (slip: (typeof slips)[number]) => {
    const end = runOf.get(slip.run_id)!.to_date
    return end.slice(0, prefix) === span.to.slice(0, prefix) && end.slice(0, 7) <= span.to.slice(0, 7)
  }
  const month = slips.filter(within(7))
  const sumLines = (of: typeof slips, kind: string) =>
    all.lines
      .filter((line) => line.kind === kind && of.some(({ id }) => id === slipOfLine.get(line.id)))
      .reduce((sum, { amount }) => sum + amount, 0)
  const minutes = month.reduce((sum, slip) => sum + slip.normal_minutes, normalMinutes)
  let least = 0
  if (terms.applies && minutes > 0) {
    const full = BigInt(rules.monthMinutes)
    const capped = BigInt(minutes) > full ? full : BigInt(minutes)
    least = round(BigInt(rules.minimumWages[0]!.monthly) * capped, full)
    const earned = month.reduce((sum, slip) => sum + slip.normal_pay, normal) + sumLines(month, 'top-up')
    gross += Math.max(0, least - earned)
  }
  const year = slips.filter(within(4))
  const firstMonth = year.map((slip) => Number(runOf.get(slip.run_id)!.to_date.slice(5, 7)))
  // Employed from the contract's month, or from the first that was paid, to the one she left in.
  const { contract_from: begins, left_on: left0 } = byMonth.worker
  const now = Number(span.to.slice(5, 7))
  const first = Math.min(now, begins === null ? now : Number(begins.slice(5, 7)), ...firstMonth)
  const last = left0 === null ? now : Math.max(first, Math.min(now, Number(left0.slice(5, 7))))
  const months = last - first + 1
  const income = year.reduce((sum, slip) => sum + slip.gross, gross)
  const taxable = income - 500_000 * months
  // Within the first bracket: nobody here earns more.
  if (taxable > 3_600_000) throw new Error('the reference knows the first bracket only')
  const tax = Math.max(0, round(BigInt(Math.max(0, taxable)) * 3n, 100n) + sumLines(year, 'tax'))

  let net = gross - tax - taken
  const left = (debt: (typeof all.debts)[number]) =>
    debt.amount +
    all.lines.filter((line) => line.debt_id === debt.id).reduce((sum, { amount }) => sum + amount, 0) -
    all.repaid
      .filter((one) => one.debt_id === debt.id && one.voided_at === null)
      .reduce((sum, { amount }) => sum + amount, 0)
  const isDamage = (id: number | null) => all.debts.find((debt) => debt.id === id)?.kind === 'damage'
  let damaged = all.lines
    .filter((line) => isDamage(line.debt_id) && month.some(({ id }) => id === line.payslip_id))
    .reduce((sum, { amount }) => sum - amount, 0)
  const order = ['carried', 'damage', 'advance']
  const debts = all.debts
    .filter((debt) => debt.worker_id === workerId && debt.voided_at === null && debt.business_date <= span.to)
    .toSorted(
      (a, b) =>
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        (a.business_date < b.business_date ? -1 : a.business_date > b.business_date ? 1 : a.id - b.id),
    )
  const monthGross = month.reduce((sum, slip) => sum + slip.gross, gross)
  for (const debt of debts) {
    let part = Math.min(left(debt), debt.instalment ?? left(debt), Math.max(0, net))
    if (debt.kind === 'damage') {
      const limit = Math.min(Math.floor((monthGross * rules.damagePercent) / 100), monthGross - least)
      part = Math.min(part, Math.max(0, limit - damaged))
      damaged += Math.max(0, part)
    }
    net -= Math.max(0, part)
  }
  return { gross, net: Math.max(0, net) }
}
