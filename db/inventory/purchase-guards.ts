import { businessDate } from '../../shared/dates.ts'
import { YifangError } from '../../shared/errors.ts'
import { toDecimal } from '../../shared/money.ts'
import type { CommandScope } from '../command.ts'

/** Raises date-ahead for a day that is still to come: what is bought or paid on it would be missing from every list until then. */
export function refuseAhead(scope: CommandScope, date: string): void {
  const today = businessDate(scope.at)
  if (date > today) throw new YifangError('date-ahead', { date, today })
}

/** Raises paid-over where more is paid (fen) than goods came for, and nobody said so. */
export function refuseOverpaid(
  { paidNow, paidOver }: { readonly paidNow: number; readonly paidOver?: boolean | undefined },
  owed: number,
): void {
  if (paidNow > owed && !paidOver)
    throw new YifangError('paid-over', { paid: toDecimal(paidNow), owed: toDecimal(owed) })
}
