import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatMoney } from '../../../shared/money.ts'
import type { MinimumByHour, StepEarnings } from '../../../shared/payroll/insight/contract.ts'
import type { Doubt } from '../../../shared/payroll/insight/step-work.ts'
import { paths, routingPath } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Fen } from '../parts/figures.tsx'
import styles from '../payroll.module.css'
import type { BarLine } from './bars-chart.tsx'

/** Rows drawn in a chart: its table has them all. */
export const drawn = 12

/** Nothing was recorded in the days looked at. */
export function NoWork() {
  const { t } = useTranslation('insight')
  return (
    <EmptyState
      title={t('none.title')}
      text={t('none.text')}
      action={<Link to={paths.recordWork}>{t('none.record')}</Link>}
    />
  )
}

/** How sure a figure is, in words; nothing where it can be leant on. */
export function Doubts({ doubts }: { readonly doubts: readonly Doubt[] }) {
  const { t } = useTranslation('insight')
  if (doubts.length === 0) return <StatusTag tone="done">{t('doubt.sure')}</StatusTag>
  return (
    <span className={styles.tags}>
      {doubts.map((doubt) => (
        <StatusTag
          key={doubt}
          tone={doubt === 'few' || doubt === 'none' ? 'warn' : 'off'}
          title={t(`doubt.why.${doubt}`)}
        >
          {t(`doubt.${doubt}`)}
        </StatusTag>
      ))}
    </span>
  )
}

/** A step with its style; leads to the style's rates. */
export function StepName({
  step,
}: {
  readonly step: Pick<StepEarnings, 'styleId' | 'styleNumber' | 'styleName' | 'operationName'>
}) {
  return (
    <>
      <Link to={routingPath(step.styleId)}>{step.operationName}</Link>{' '}
      <span className={styles.muted}>
        {step.styleNumber} {step.styleName}
      </span>
    </>
  )
}

export type Verdict = 'below' | 'belowHourly' | 'enough'

/** Earnings of an hour against the minimum wage; null: there is nothing to compare. */
export function verdictOf(perHour: number | null, minimum: MinimumByHour): Verdict | null {
  if (perHour === null || minimum === null) return null
  if (perHour < minimum.monthlyByHour) return 'below'
  return perHour < minimum.hourly ? 'belowHourly' : 'enough'
}

const tones = { below: 'act', belowHourly: 'warn', enough: 'done' } as const

export function VerdictTag({ verdict }: { readonly verdict: Verdict | null }) {
  const { t } = useTranslation('insight')
  if (verdict === null) return <span className={styles.muted}>—</span>
  return <StatusTag tone={tones[verdict]}>{t(`verdict.${verdict}`)}</StatusTag>
}

/** The lines that earnings of an hour are measured by. */
export function useHourLines(): (minimum: MinimumByHour, average: number | null) => readonly BarLine[] {
  const { t } = useTranslation('insight')
  return (minimum, average) => [
    ...(minimum === null
      ? []
      : [
          {
            value: minimum.monthlyByHour,
            dash: '6 4',
            text: t('line.monthly', { amount: formatMoney(minimum.monthlyByHour) }),
          },
          {
            value: minimum.hourly,
            dash: '2 3',
            text: t('line.hourly', { amount: formatMoney(minimum.hourly) }),
          },
        ]),
    ...(average === null
      ? []
      : [{ value: average, dash: '', text: t('line.average', { amount: formatMoney(average) }) }]),
  ]
}

/** More or less, with its sign and in no colour: less is good of costs and bad of earnings. */
export function Change({ now, before }: { readonly now: number; readonly before: number | null }) {
  if (before === null) return <span className={styles.muted}>—</span>
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {now > before && '+'}
      <Fen minor={now - before} />
    </span>
  )
}

/** Which minimum wage is meant, and whether somebody has compared it with the county's. */
export function MinimumNote({ minimum }: { readonly minimum: MinimumByHour }) {
  const { t } = useTranslation('insight')
  if (minimum === null) return <StatusTag tone="warn">{t('minimum.none')}</StatusTag>
  return (
    <span className={styles.small}>
      {t('minimum.said', {
        date: minimum.validFrom,
        monthly: formatMoney(minimum.monthlyByHour),
        hourly: formatMoney(minimum.hourly),
      })}{' '}
      {!minimum.checked && <StatusTag tone="warn">{t('minimum.unchecked')}</StatusTag>}
    </span>
  )
}
