import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type PayPeriod, periodOf, periodPresets } from '../../../shared/payroll/periods.ts'
import { today } from '../../ui/today.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import styles from '../payroll.module.css'

/** Which days are paid: the usual ones at a press, others by their dates; and one worker alone, who leaves. */
export function PeriodBar(props: {
  readonly period: PayPeriod
  readonly onPeriod: (period: PayPeriod) => void
  /** 0: who leaves is not chosen yet; null: everybody is paid. */
  readonly leaver: number | null
  readonly onLeaver: (workerId: number | null) => void
}) {
  const { t } = useTranslation('payroll')
  const { period, leaver } = props
  const change = (patch: Partial<PayPeriod>) => {
    const next = { ...period, ...patch }
    // A period never ends before it begins: the other end follows.
    if (next.from <= next.to) props.onPeriod(next)
    else
      props.onPeriod(
        patch.from === undefined ? { from: next.to, to: next.to } : { from: next.from, to: next.from },
      )
  }
  return (
    <div className={styles.bar}>
      {(['from', 'to'] as const).map((end) => (
        <Input
          key={end}
          type="date"
          style={{ width: 140 }}
          max={today()}
          aria-label={t(`period.${end}`)}
          value={period[end]}
          onChange={(event) => event.target.value !== '' && change({ [end]: event.target.value })}
        />
      ))}
      {periodPresets.map((preset) => {
        const span = periodOf(preset, period.from, today())
        const isShown = span?.from === period.from && span.to === period.to
        return (
          <Button
            key={preset}
            disabled={span === null}
            type={isShown ? 'primary' : 'default'}
            ghost={isShown}
            aria-pressed={isShown}
            onClick={() => span && props.onPeriod(span)}
          >
            {t(`period.${preset}`)}
          </Button>
        )
      })}
      <Button
        type={leaver === null ? 'default' : 'primary'}
        ghost={leaver !== null}
        aria-pressed={leaver !== null}
        title={t('period.leavingHelp')}
        onClick={() => props.onLeaver(leaver === null ? 0 : null)}
      >
        {t('period.leaving')}
      </Button>
      {leaver !== null && (
        <WorkerSelect
          label={t('period.leaver')}
          width={180}
          value={leaver === 0 ? null : leaver}
          who={() => true}
          clearable
          autoFocus={leaver === 0}
          onChange={(worker) => props.onLeaver(worker?.id ?? 0)}
        />
      )}
    </div>
  )
}
