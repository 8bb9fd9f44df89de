import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { awayKinds, type WorkerAway } from '../../shared/workers/contract.ts'
import styles from '../production/production.module.css'
import { today } from '../ui/today.ts'

/** The days on which somebody does not come, so that nothing is planned on her. */
export function AwayDays({
  away,
  onChange,
}: {
  readonly away: readonly WorkerAway[]
  readonly onChange: (away: readonly WorkerAway[]) => void
}) {
  const { t } = useTranslation('production')
  const change = (index: number, patch: Partial<WorkerAway>) =>
    onChange(
      away.map((days, at) => {
        if (at !== index) return days
        const next = { ...days, ...patch }
        // A span never ends before it begins: the other end follows.
        if (next.from <= next.to) return next
        return patch.from === undefined ? { ...next, from: next.to } : { ...next, to: next.from }
      }),
    )
  return (
    <>
      <span>{t('worker.away')}</span>
      <span className={styles.muted}>{t('worker.awayHelp')}</span>
      {away.map((days, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two spans may be alike, and none moves among the others.
        <div key={index} className={styles.bar}>
          {(['from', 'to'] as const).map((end) => (
            <Input
              key={end}
              type="date"
              style={{ width: 150 }}
              aria-label={t(end === 'from' ? 'worker.awayFrom' : 'worker.awayTo')}
              value={days[end]}
              onChange={(event) => event.target.value !== '' && change(index, { [end]: event.target.value })}
            />
          ))}
          <Select
            style={{ width: 100 }}
            aria-label={t('worker.awayKind')}
            value={days.kind}
            options={awayKinds.map((kind) => ({ value: kind, label: t(`time:marks.${kind}`) }))}
            onChange={(kind) => change(index, { kind })}
          />
          <Input
            style={{ flex: 1, minWidth: 120 }}
            maxLength={100}
            aria-label={t('worker.awayNote')}
            placeholder={t('worker.awayNote')}
            value={days.note}
            onChange={(event) => change(index, { note: event.target.value })}
          />
          <Button size="small" onClick={() => onChange(away.toSpliced(index, 1))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          size="small"
          onClick={() => onChange([...away, { from: today(), to: today(), kind: 'leave', note: '' }])}
        >
          {t('worker.awayAdd')}
        </Button>
      </div>
    </>
  )
}
