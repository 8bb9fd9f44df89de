import { useTranslation } from 'react-i18next'
import { addDays } from '../../shared/dates.ts'
import type { Capacity } from '../../shared/planning/contract.ts'
import floor from '../production/production.module.css'
import { StatusTag } from '../ui/status-tag.tsx'
import { hours } from './hours.ts'
import styles from './planning.module.css'

/**
 * A bar a week: what is due, with a line at what can be made. Enough hours are not all: a batch may wait for a partner or for
 * the one who can do a step, so the batches of the week that will be late are told beside them.
 */
export function Weeks({ of }: { readonly of: Capacity }) {
  const { t } = useTranslation('planning')
  const { weeks } = of
  const late = of.batches.flatMap(({ deadline, late: isLate }) => (isLate && deadline ? [deadline] : []))
  const lateIn = (start: string, index: number) =>
    late.filter((deadline) => (index === 0 || deadline >= start) && deadline < addDays(start, 7)).length
  const most = Math.max(1, ...weeks.map(({ capacity, load }) => Math.max(capacity, load)))
  const lastUsed = weeks.findLastIndex(({ load, start }, index) => load > 0 || lateIn(start, index) > 0)
  return (
    <section aria-label={t('capacity.weeks')} className={floor.page}>
      <b>{t('capacity.weeks')}</b>
      {weeks.slice(0, Math.max(4, lastUsed + 1)).map(({ start, capacity, load }, index) => (
        <div key={start} className={styles.week}>
          <span>{t('capacity.weekOf', { date: start })}</span>
          <div className={styles.track}>
            <div
              className={`${styles.load} ${load > capacity ? styles.over : ''}`}
              style={{ width: `${(100 * load) / most}%` }}
            />
            <div className={styles.limit} style={{ left: `${(100 * capacity) / most}%` }} />
          </div>
          <span className={styles.weekFacts}>
            {t('capacity.load', { hours: hours(load) })} / {t('capacity.can', { hours: hours(capacity) })}
            {load > 0 && (
              <StatusTag tone={load > capacity ? 'act' : 'done'}>
                {load > capacity ? t('capacity.over', { hours: hours(load - capacity) }) : t('capacity.fits')}
              </StatusTag>
            )}
            {lateIn(start, index) > 0 && (
              <StatusTag tone="act">{t('capacity.lateBatches', { count: lateIn(start, index) })}</StatusTag>
            )}
          </span>
        </div>
      ))}
    </section>
  )
}
