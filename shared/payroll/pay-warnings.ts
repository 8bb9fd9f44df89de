import type { PayWarning } from './payslip-contract.ts'
import type { PieceSum, PieceWhy, WageInput } from './wage-sums.ts'

/** Pieces of before, and those that are taken back. */
export function pieceWarnings(pieces: readonly PieceSum[]): PayWarning[] {
  const count = (why: PieceWhy) =>
    pieces.reduce((sum, one) => sum + (one.why === why ? Math.abs(one.pieces) : 0), 0)
  const warnings: PayWarning[] = []
  const late = count('late')
  if (late > 0) warnings.push({ code: 'late-pieces', pieces: late })
  const reversed = count('reversed')
  if (reversed > 0) warnings.push({ code: 'reversed-pieces', pieces: reversed })
  return warnings
}

/** What is worked without anything agreed for it, and a salary of months that she was left out of. */
export function termWarnings({ hours, salaries, terms }: WageInput): PayWarning[] {
  const minutes = hours.reduce((sum, one) => sum + (one.paid && one.rate === 0 ? one.minutes : 0), 0)
  const warnings: PayWarning[] = []
  if (minutes > 0) warnings.push({ code: 'no-hourly-rate', minutes })
  if (terms.basis === 'month' && salaries.some(({ salary }) => salary === 0))
    warnings.push({ code: 'no-salary' })
  const late = salaries.filter(({ why, salary }) => why === 'late' && salary > 0)
  if (late.length > 0) warnings.push({ code: 'late-salary', from: late[0]!.from, to: late.at(-1)!.to })
  return warnings
}
