import { addDays, type BusinessDate } from '../dates.ts'
import { shareOf } from '../inventory/valuation.ts'
import { labourTax, wageTax } from './income-tax.ts'
import { leastFor } from './minimum-wage.ts'
import { pieceWarnings, termWarnings } from './pay-warnings.ts'
import type { PayWarning } from './payslip-contract.ts'
import type { AdjustmentKind, OvertimeKind, PayRules } from './rules.ts'
import type { PayLine, WageInput, Wages } from './wage-sums.ts'

/**
 * One worker's wages of one period, line by line. Pure: preview and closing reckon with it alike, and the tests with
 * random months against a slow reference. Rates and piece amounts: 1/1,000,000 yuan, exact; amounts of lines: fen,
 * rounded once a line, half away from zero, so that what is taken back is what was given.
 */
export function reckonWages(input: WageInput): Wages {
  const { terms } = input
  const earned = earnings(input)
  const lines: PayLine[] = [...earned.lines]
  const warnings: PayWarning[] = [...pieceWarnings(input.pieces), ...termWarnings(input)]
  const topUp = topUpFor(input, earned)
  warnings.push(...topUp.warnings)
  if (topUp.line) lines.push(topUp.line)
  const gross = sumOf(lines)

  const social = Math.max(0, Math.min(terms.social - input.monthSoFar.social, gross))
  if (social > 0) lines.push({ kind: 'social', amount: 0 - social })
  const tax = taxFor(input, gross, social)
  if (tax > 0) lines.push({ kind: 'tax', amount: 0 - tax })
  for (const sum of input.adjustments)
    if (!gives(sum.kind)) lines.push({ kind: 'adjustment', sum, amount: 0 - sum.amount })
  for (const sum of input.recurring)
    if (!gives(sum.item.kind)) lines.push({ kind: 'recurring', sum, amount: 0 - sum.amount })

  const monthGross = input.monthSoFar.gross + gross
  for (const sum of input.debts) {
    const rest = Math.max(0, sumOf(lines))
    const wanted = Math.min(sum.left, sum.instalment ?? sum.left)
    const may = sum.kind === 'damage' ? damageLimit(input, monthGross, topUp.least, lines) : wanted
    const amount = Math.min(wanted, rest, may)
    if (amount > 0) lines.push({ kind: 'debt', sum, amount: 0 - amount })
    const left = sum.left - amount
    if (left === 0) continue
    if (sum.kind === 'damage' && amount < wanted)
      warnings.push({ code: 'damage-limited', taken: amount, left })
    else warnings.push({ code: 'debt-left', kind: sum.kind, left })
  }

  const rest = sumOf(lines)
  if (rest < 0) {
    lines.push({ kind: 'carry', amount: 0 - rest })
    warnings.push({ code: 'carried', amount: 0 - rest })
  }
  return {
    lines,
    gross,
    normalPay: earned.normalPay,
    normalMinutes: earned.normalMinutes,
    net: Math.max(0, rest),
    warnings,
  }
}

function gives(kind: AdjustmentKind): boolean {
  return kind === 'allowance' || kind === 'bonus'
}

interface Earned {
  readonly lines: readonly PayLine[]
  readonly normalPay: number
  readonly normalMinutes: number
}

/** Pieces, hours, salary, premiums, allowances and bonuses. */
function earnings(input: WageInput): Earned {
  const lines: PayLine[] = []
  let normalPay = 0
  for (const sum of input.pieces) {
    const amount = shareOf(sum.pieces * sum.rate, 1, 10_000)
    if (amount === 0 && sum.pieces === 0) continue
    lines.push({ kind: 'piece', sum, amount })
    normalPay += amount
  }
  let normalMinutes = 0
  for (const sum of input.hours) {
    if (sum.overtime === 'none') normalMinutes += sum.minutes
    if (!sum.paid) continue
    const amount = shareOf(sum.minutes * sum.rate, sum.percent, 60 * 100 * 10_000)
    lines.push({ kind: 'hour', sum, amount })
    if (sum.overtime === 'none') normalPay += amount
  }
  for (const sum of input.salaries) {
    const amount = shareOf(sum.salary, sum.worked, sum.month)
    lines.push({ kind: 'salary', sum, amount })
    normalPay += amount
  }
  for (const sum of input.premiums) {
    const { base, percent } = sum
    if (percent === 0 || base === 0) continue
    lines.push({ kind: 'premium', sum, amount: shareOf(base, percent, 100 * 10_000) })
    // Pieces made in overtime are pay of overtime.
    normalPay -= shareOf(base, 1, 10_000)
  }
  for (const sum of input.adjustments) {
    if (!gives(sum.kind)) continue
    lines.push({ kind: 'adjustment', sum, amount: sum.amount })
    if (sum.kind === 'bonus') normalPay += sum.amount
  }
  for (const sum of input.recurring)
    if (gives(sum.item.kind)) lines.push({ kind: 'recurring', sum, amount: sum.amount })
  return { lines, normalPay, normalMinutes }
}

/** What is missing to the minimum wage of the month so far. Without hours nothing can be said of it. */
function topUpFor(
  input: WageInput,
  earned: Earned,
): { readonly line: PayLine | null; readonly least: number; readonly warnings: PayWarning[] } {
  const { terms, rules, minimum, monthSoFar } = input
  if (!terms.minimumApplies) return { line: null, least: 0, warnings: [] }
  const hasPay = earned.lines.length > 0
  if (minimum === null) return { line: null, least: 0, warnings: hasPay ? [{ code: 'minimum-unknown' }] : [] }
  const minutes = monthSoFar.normalMinutes + earned.normalMinutes
  if (minutes <= 0) return { line: null, least: 0, warnings: hasPay ? [{ code: 'minimum-unchecked' }] : [] }
  const least = leastFor(minimum, minutes, {
    byHour: terms.basis === 'hour' && terms.taxAs === 'labour',
    monthMinutes: rules.monthMinutes,
  })
  const pay = monthSoFar.normalPay + monthSoFar.topUp + earned.normalPay
  if (pay >= least) return { line: null, least, warnings: [] }
  return {
    line: { kind: 'top-up', least, earned: pay, amount: least - pay },
    least,
    warnings: [{ code: 'below-minimum', least, earned: pay }],
  }
}

function taxFor(input: WageInput, gross: number, social: number): number {
  const { terms, rules, yearSoFar, labourSoFar } = input
  if (!rules.withholdTax || terms.taxAs === 'none') return 0
  if (terms.taxAs === 'labour')
    return labourTax({ income: labourSoFar.income + gross, withheld: labourSoFar.withheld })
  return wageTax({
    income: yearSoFar.income + gross,
    months: yearSoFar.months,
    deducted: yearSoFar.deducted + social,
    withheld: yearSoFar.withheld,
  })
}

/** What may be taken for damage: a fifth of the month's wages, and what remains is the minimum wage at least. */
function damageLimit(input: WageInput, monthGross: number, least: number, lines: readonly PayLine[]): number {
  const taken =
    input.monthSoFar.damage +
    lines.reduce(
      (sum, line) => sum + (line.kind === 'debt' && line.sum.kind === 'damage' ? 0 - line.amount : 0),
      0,
    )
  const share = Math.floor((monthGross * input.rules.damagePercent) / 100)
  return Math.max(0, Math.min(share, monthGross - least) - taken)
}

function sumOf(lines: readonly PayLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0)
}

/** How much of the normal pay of an hour is paid for it. */
export function hourPercent(rules: PayRules, overtime: OvertimeKind): number {
  return overtime === 'none' || !rules.hourlyOvertime ? 100 : rules.percent[overtime]
}

/** Working days between two dates, both included. */
export function daysWorked(
  from: BusinessDate,
  to: BusinessDate,
  isWorking: (day: BusinessDate) => boolean,
): number {
  let days = 0
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorking(day)) days++
  return days
}
