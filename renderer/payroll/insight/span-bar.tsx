import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { addDays } from '../../../shared/dates.ts'
import { longestSpan } from '../../../shared/payroll/insight/contract.ts'
import { periodOf } from '../../../shared/payroll/periods.ts'
import { today } from '../../ui/today.ts'
import styles from '../payroll.module.css'

export interface Span {
  readonly from: string
  readonly to: string
}

const presets = {
  thisMonth: () => periodOf('thisMonth', today(), today())!,
  lastMonth: () => periodOf('lastMonth', today(), today())!,
  quarter: () => ({ from: addDays(today(), -89), to: today() }),
  year: () => ({ from: addDays(today(), -364), to: today() }),
} satisfies Record<string, () => Span>

/** What is looked at until something else is asked for: long enough for a trend. */
export const usualSpan = presets.quarter

/** Which days are looked at: the usual ones at a press, others by their dates. */
export function SpanBar({ span, onSpan }: { readonly span: Span; readonly onSpan: (span: Span) => void }) {
  const { t } = useTranslation('insight')
  const change = (patch: Partial<Span>) => {
    const next = { ...span, ...patch }
    // Never back to front, never longer than can be read: the other end follows.
    if (patch.from !== undefined) {
      const latest = addDays(next.from, longestSpan)
      onSpan({ from: next.from, to: next.to < next.from ? next.from : next.to > latest ? latest : next.to })
    } else {
      const earliest = addDays(next.to, -longestSpan)
      onSpan({
        to: next.to,
        from: next.from > next.to ? next.to : next.from < earliest ? earliest : next.from,
      })
    }
  }
  return (
    <div className={styles.bar}>
      {(['from', 'to'] as const).map((end) => (
        <Input
          key={end}
          type="date"
          style={{ width: 140 }}
          max={today()}
          aria-label={t(`span.${end}`)}
          value={span[end]}
          onChange={(event) => event.target.value !== '' && change({ [end]: event.target.value })}
        />
      ))}
      {(Object.keys(presets) as (keyof typeof presets)[]).map((name) => {
        const preset = presets[name]()
        const isShown = preset.from === span.from && preset.to === span.to
        return (
          <Button
            key={name}
            type={isShown ? 'primary' : 'default'}
            ghost={isShown}
            aria-pressed={isShown}
            onClick={() => onSpan(preset)}
          >
            {t(`span.${name}`)}
          </Button>
        )
      })}
    </div>
  )
}
