import { Checkbox, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shareOf } from '../../../shared/inventory/valuation.ts'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { StepEarnings } from '../../../shared/payroll/insight/contract.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { Money } from '../../ui/money.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { Fact, hoursOf } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { BarsChart } from './bars-chart.tsx'
import insight from './insight.module.css'
import {
  Change,
  Doubts,
  drawn,
  MinimumNote,
  NoWork,
  StepName,
  useHourLines,
  VerdictTag,
  verdictOf,
} from './parts.tsx'
import type { Span } from './span-bar.tsx'
import { useInsight } from './use-insight.ts'

/** Whether a rate is too low: what each step's pieces earned in an hour. */
export function EarningsPart({ span }: { readonly span: Span }) {
  const { t } = useTranslation('insight')
  const [word, setWord] = useState('')
  const [onlyLow, setOnlyLow] = useState(false)
  const linesOf = useHourLines()
  const query = useInsight('earnings', span, () => client.payroll.insight.earnings({ ...span }))
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const { steps, minimum, average } = query.data
  if (steps.length === 0) return <NoWork />
  const isLow = (step: StepEarnings) => verdictOf(step.perHour, minimum) === 'below'
  const low = steps.filter(isLow)
  const sure = steps.filter(({ perHour, doubts }) => perHour !== null && !doubts.includes('few'))
  const shown = (sure.length > 0 ? sure : steps.filter(({ perHour }) => perHour !== null)).slice(0, drawn)
  const rows = steps
    .filter((step) => !onlyLow || isLow(step))
    .filter(({ operationName, styleNumber, styleName }) =>
      isFound(word, [operationName, styleNumber, styleName]),
    )
    .map((step) => ({ ...step, id: step.operationId }))
  return (
    <>
      <ErrorNote error={query.error} />
      <div className={styles.facts}>
        <Fact name={t('earnings.average')}>
          <Money minor={average} />
        </Fact>
        <Fact name={t('earnings.steps')}>{steps.length}</Fact>
        <Fact name={t('earnings.low')}>
          {low.length}
          {low.length > 0 && (
            <span className={styles.small}>
              {' '}
              {t('earnings.lowSure', { number: low.filter(({ doubts }) => !doubts.includes('few')).length })}
            </span>
          )}
        </Fact>
      </div>
      <p className={insight.words}>{t('earnings.words')}</p>
      <MinimumNote minimum={minimum} />
      {shown.length > 0 && (
        <BarsChart
          label={t('earnings.chart')}
          caption={
            <>
              <b>{t('earnings.chart')}</b>{' '}
              <span className={styles.muted}>
                {sure.length > 0 ? t('earnings.chartSure') : t('earnings.chartUnsure')}
              </span>
            </>
          }
          lines={linesOf(minimum, average)}
          legend={{ hatched: t('verdict.below'), solid: t('earnings.notBelow') }}
          rows={shown.map((step) => ({
            id: step.operationId,
            label: `${step.styleNumber} ${step.operationName}`,
            bars: [{ value: step.perHour!, text: formatMoney(step.perHour!), hatched: isLow(step) }],
          }))}
        />
      )}
      <div className={styles.bar}>
        <SearchField width={220} value={word} placeholder={t('search')} onSearch={setWord} />
        <Checkbox checked={onlyLow} onChange={(event) => setOnlyLow(event.target.checked)}>
          {t('earnings.onlyLow')}
        </Checkbox>
        <span className={styles.spread} />
        <ExportRows
          fileName={t('earnings.file', { from: span.from, to: span.to })}
          rows={rows}
          columns={[
            [t('styleNumber'), (row) => row.styleNumber],
            [t('style'), (row) => row.styleName],
            [t('step'), (row) => row.operationName],
            [t('pieces'), (row) => row.pieces],
            [t('workers'), (row) => row.workers],
            [t('entries'), (row) => row.entries],
            [t('unrated'), (row) => row.unrated],
            [t('paid'), (row) => Number(toDecimal(row.paid))],
            [t('keptHours'), (row) => Number(hoursOf(row.keptSeconds / 60))],
            [t('standardHours'), (row) => Number(hoursOf(row.standardSeconds / 60))],
            [t('perHour'), (row) => (row.perHour === null ? null : Number(toDecimal(row.perHour)))],
            [
              t('verdict.title'),
              (row) => {
                const verdict = verdictOf(row.perHour, minimum)
                return verdict === null ? '' : t(`verdict.${verdict}`)
              },
            ],
            [t('doubt.title'), (row) => row.doubts.map((doubt) => t(`doubt.${doubt}`)).join(' / ')],
          ]}
        />
      </div>
      <KeyTable
        rows={rows}
        loading={query.isPlaceholderData}
        nothing={t('nothing')}
        columns={[
          { title: t('step'), render: (_, row) => <StepName step={row} /> },
          {
            title: t('perHour'),
            align: 'right',
            sorter: (a, b) => (a.perHour ?? 1e12) - (b.perHour ?? 1e12),
            render: (_, row) => (
              <b>
                <Money minor={row.perHour} />
              </b>
            ),
          },
          {
            title: t('earnings.toAverage'),
            align: 'right',
            render: (_, { perHour }) => (perHour === null ? '—' : <Change now={perHour} before={average} />),
          },
          {
            title: t('verdict.title'),
            render: (_, row) => <VerdictTag verdict={verdictOf(row.perHour, minimum)} />,
          },
          { title: t('doubt.title'), width: 220, render: (_, row) => <Doubts doubts={row.doubts} /> },
          {
            title: t('pieces'),
            align: 'right',
            sorter: (a, b) => a.pieces - b.pieces,
            render: (_, row) => (
              <>
                {row.pieces}
                {row.unrated > 0 && (
                  <div className={styles.small}>{t('earnings.unrated', { number: row.unrated })}</div>
                )}
              </>
            ),
          },
          { title: t('workers'), align: 'right', dataIndex: 'workers' },
          { title: t('entries'), align: 'right', dataIndex: 'entries' },
          {
            title: t('earnings.perPiece'),
            align: 'right',
            render: (_, { paid, pieces, unrated }) =>
              pieces === unrated ? (
                '—'
              ) : (
                <span className="number">¥{formatRate(shareOf(paid, 100, pieces - unrated) * 100)}</span>
              ),
          },
          {
            title: t('hours'),
            align: 'right',
            render: (_, row) => hoursOf((row.keptSeconds + row.standardSeconds) / 60),
          },
        ]}
      />
    </>
  )
}
