import type { ReactNode } from 'react'
import { formatAmount } from '../../../shared/quantity.ts'
import { Money } from '../../ui/money.tsx'
import styles from '../payroll.module.css'

/** One figure with its name above it. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className={styles.fact}>
      <span className={styles.muted}>{name}</span>
      <b>{children}</b>
    </span>
  )
}

/** Money that steps back where there is none. */
export function Fen({ minor }: { readonly minor: number }) {
  return minor === 0 ? <span className={styles.muted}>0</span> : <Money minor={minor} />
}

/** More or less than before, with its sign; nothing where there is nothing to compare with. */
export function Difference({ now, before }: { readonly now: number; readonly before: number | null }) {
  if (before === null) return <span className={styles.muted}>—</span>
  const more = now - before
  return (
    <span className={more < 0 ? styles.taken : undefined}>
      {more > 0 && '+'}
      <Fen minor={more} />
    </span>
  )
}

/** Minutes as hours with at most two decimals: 500 → "8.33". */
export function hoursOf(minutes: number): string {
  const hundredths = Math.round((Math.abs(minutes) * 100) / 60)
  return `${minutes < 0 ? '-' : ''}${formatAmount(hundredths * 10)}`
}
