import { type Currency, formatMoney } from '../../shared/money.ts'

/** An amount in minor units. A dash where it is unknown, or not for this user's eyes. */
export function Money({
  minor,
  currency = 'CNY',
}: {
  readonly minor: number | null
  readonly currency?: string
}) {
  return <span className="number">{minor === null ? '—' : formatMoney(minor, currency as Currency)}</span>
}
