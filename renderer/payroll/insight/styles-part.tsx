import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import { client } from '../../app/client.ts'
import { routingPath } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { Fact, Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { BarsChart } from './bars-chart.tsx'
import insight from './insight.module.css'
import { Change, drawn } from './parts.tsx'
import type { Span } from './span-bar.tsx'
import { useInsight } from './use-insight.ts'

/** What the wages of styles cost against their plan. */
export function StylesPart({ span }: { readonly span: Span }) {
  const { t } = useTranslation('insight')
  const query = useInsight('styles', span, () => client.payroll.insight.styles({ ...span }))
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  if (query.data.length === 0) return <EmptyState title={t('styles.none')} text={t('styles.noneText')} />
  const rows = query.data.map((row) => ({ ...row, id: row.styleId, actual: row.recorded + row.hours }))
  const sum = (key: 'planSoFar' | 'actual' | 'paid') => rows.reduce((total, row) => total + row[key], 0)
  const shown = rows.filter(({ actual, planSoFar }) => actual + planSoFar > 0).slice(0, drawn)
  return (
    <>
      <ErrorNote error={query.error} />
      <div className={styles.facts}>
        <Fact name={t('styles.planSoFar')}>
          <Money minor={sum('planSoFar')} />
        </Fact>
        <Fact name={t('styles.actual')}>
          <Money minor={sum('actual')} />
        </Fact>
        <Fact name={t('styles.difference')}>
          <Change now={sum('actual')} before={sum('planSoFar')} />
        </Fact>
        <Fact name={t('styles.paid')}>
          <Money minor={sum('paid')} />
        </Fact>
      </div>
      <p className={insight.words}>{t('styles.words')}</p>
      {shown.length > 0 && (
        <BarsChart
          label={t('styles.chart')}
          caption={<b>{t('styles.chart')}</b>}
          legend={{ hatched: t('styles.planSoFar'), solid: t('styles.actual') }}
          rows={shown.map((row) => ({
            id: row.id,
            label: `${row.styleNumber} ${row.styleName}`,
            bars: [
              { value: row.planSoFar, text: formatMoney(row.planSoFar), hatched: true },
              { value: row.actual, text: formatMoney(row.actual), hatched: false },
            ],
          }))}
        />
      )}
      <div className={styles.bar}>
        <span className={styles.spread} />
        <ExportRows
          fileName={t('styles.file', { from: span.from, to: span.to })}
          rows={rows}
          columns={[
            [t('styleNumber'), (row) => row.styleNumber],
            [t('style'), (row) => row.styleName],
            [t('styles.batches'), (row) => row.batches],
            [t('styles.planned'), (row) => row.planned],
            ...(['plan', 'planSoFar', 'recorded', 'hours', 'actual', 'paid'] as const).map(
              (key) =>
                [t(`styles.${key}`), (row: (typeof rows)[number]) => Number(toDecimal(row[key]))] as const,
            ),
            [t('styles.stepsUnrated'), (row) => row.stepsUnrated],
            [t('styles.entriesUnrated'), (row) => row.entriesUnrated],
          ]}
        />
      </div>
      <KeyTable
        rows={rows}
        loading={query.isPlaceholderData}
        nothing={t('nothing')}
        columns={[
          {
            title: t('style'),
            render: (_, row) => (
              <>
                <Link to={routingPath(row.styleId)}>{row.styleNumber}</Link>{' '}
                <span className={styles.muted}>{row.styleName}</span>
              </>
            ),
          },
          { title: t('styles.planned'), align: 'right', dataIndex: 'planned' },
          { title: t('styles.plan'), align: 'right', render: (_, row) => <Fen minor={row.plan} /> },
          { title: t('styles.planSoFar'), align: 'right', render: (_, row) => <Fen minor={row.planSoFar} /> },
          { title: t('styles.recorded'), align: 'right', render: (_, row) => <Fen minor={row.recorded} /> },
          { title: t('styles.hours'), align: 'right', render: (_, row) => <Fen minor={row.hours} /> },
          {
            title: t('styles.difference'),
            align: 'right',
            sorter: (a, b) => a.actual - a.planSoFar - (b.actual - b.planSoFar),
            render: (_, row) => (
              <b>
                <Change now={row.actual} before={row.planSoFar} />
              </b>
            ),
          },
          { title: t('styles.paid'), align: 'right', render: (_, row) => <Fen minor={row.paid} /> },
          {
            title: t('styles.missing'),
            render: (_, { stepsUnrated, entriesUnrated }) => (
              <span className={styles.tags}>
                {stepsUnrated > 0 && (
                  <StatusTag tone="warn">{t('styles.someSteps', { number: stepsUnrated })}</StatusTag>
                )}
                {entriesUnrated > 0 && (
                  <StatusTag tone="warn">{t('styles.someEntries', { number: entriesUnrated })}</StatusTag>
                )}
              </span>
            ),
          },
        ]}
      />
    </>
  )
}
