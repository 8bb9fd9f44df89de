import { Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkerTrend } from '../../../shared/payroll/insight/contract.ts'
import {
  faults,
  pace,
  sumWeeks,
  type Trend,
  trendOf,
  weeksOf,
} from '../../../shared/payroll/insight/weeks.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import insight from './insight.module.css'
import { NoWork } from './parts.tsx'
import type { Span } from './span-bar.tsx'
import { useInsight } from './use-insight.ts'
import { tenths, WorkerWeeks } from './worker-weeks.tsx'

/** How each worker does: what she makes in an hour, how much of it is faulty, and where both go. */
export function TrendsPart({ span }: { readonly span: Span }) {
  const { t } = useTranslation('insight')
  const [word, setWord] = useState('')
  const [chosen, setChosen] = useState<number | null>(null)
  const query = useInsight('trends', span, () => client.payroll.insight.trends({ ...span }))
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const workers = query.data
  if (workers.length === 0) return <NoWork />
  const weeks = weeksOf(span.from, span.to)
  const rows = workers
    .filter(({ name }) => isFound(word, [name]))
    .map((worker) => ({ ...worker, ...figuresOf(worker, weeks) }))
  const shown = workers.find(({ id }) => id === chosen) ?? workers[0]!
  const choose = (id: number) => {
    setChosen(id)
    document.getElementById('content')?.scrollTo({ top: 0 })
  }
  return (
    <>
      <ErrorNote error={query.error} />
      <p className={insight.words}>{t('trends.words')}</p>
      <WorkerWeeks worker={shown} all={workers} weeks={weeks} span={span} onChoose={choose} />
      <div className={styles.bar}>
        <b>{t('trends.everybody')}</b>
        <SearchField width={200} value={word} placeholder={t('trends.search')} onSearch={setWord} />
        <span className={styles.spread} />
        <ExportRows
          fileName={t('trends.file', { from: span.from, to: span.to })}
          rows={rows}
          columns={[
            [t('worker'), (row) => row.name],
            [t('trends.pace'), (row) => (row.pace === null ? null : row.pace / 10)],
            [t('trends.paceWas'), (row) => (row.paceTrend ? row.paceTrend.earlier / 10 : null)],
            [t('trends.paceIs'), (row) => (row.paceTrend ? row.paceTrend.later / 10 : null)],
            [t('pieces'), (row) => row.pieces],
            [t('trends.rework'), (row) => row.rework],
            [t('trends.scrap'), (row) => row.scrap],
            [t('trends.defects'), (row) => row.defects],
            [t('trends.faults'), (row) => (row.faults === null ? null : row.faults / 10)],
            [t('trends.faultsWas'), (row) => (row.faultsTrend ? row.faultsTrend.earlier / 10 : null)],
            [t('trends.faultsIs'), (row) => (row.faultsTrend ? row.faultsTrend.later / 10 : null)],
            [t('trends.leftOut'), (row) => row.daysLeftOut],
          ]}
        />
      </div>
      <KeyTable
        rows={rows}
        loading={query.isPlaceholderData}
        nothing={t('nothing')}
        onOpen={({ id }) => choose(id)}
        columns={[
          {
            title: t('worker'),
            sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
            render: (_, row) => (
              <>
                <LinkButton onClick={() => choose(row.id)}>{row.name}</LinkButton>{' '}
                {row.id === shown.id && <span className={styles.small}>{t('trends.shown')}</span>}
              </>
            ),
          },
          {
            title: t('trends.pace'),
            align: 'right',
            sorter: (a, b) => (a.pace ?? -1) - (b.pace ?? -1),
            render: (_, row) => <b>{tenths(row.pace)}</b>,
          },
          { title: t('trends.paceTrend'), render: (_, row) => <Way trend={row.paceTrend} good="up" /> },
          {
            title: t('trends.faults'),
            align: 'right',
            sorter: (a, b) => (a.faults ?? -1) - (b.faults ?? -1),
            render: (_, row) => <b>{tenths(row.faults)}</b>,
          },
          { title: t('trends.faultsTrend'), render: (_, row) => <Way trend={row.faultsTrend} good="down" /> },
          {
            title: t('pieces'),
            align: 'right',
            sorter: (a, b) => a.pieces - b.pieces,
            dataIndex: 'pieces',
          },
          { title: t('trends.leftOut'), align: 'right', dataIndex: 'daysLeftOut' },
        ]}
      />
    </>
  )
}

function figuresOf({ weeks }: WorkerTrend, span: readonly string[]) {
  const sum = sumWeeks(weeks)
  return {
    ...sum,
    pace: pace(sum),
    faults: faults(sum),
    paceTrend: trendOf(span, weeks, pace),
    faultsTrend: trendOf(span, weeks, faults),
  }
}

/** From where to where in the later half of the weeks, and whether that is good. */
function Way({ trend, good }: { readonly trend: Trend | null; readonly good: 'up' | 'down' }) {
  const { t } = useTranslation('insight')
  if (trend === null) return <span className={styles.muted}>{t('trends.tooLittle')}</span>
  const { earlier, later, way } = trend
  const judged = way === 'steady' ? 'steady' : way === good ? 'better' : 'worse'
  return (
    <span className={styles.name}>
      {tenths(earlier)} → {tenths(later)}
      <StatusTag tone={judged === 'steady' ? 'off' : judged === 'better' ? 'done' : 'warn'}>
        {t(`trends.way.${judged}`)}
      </StatusTag>
    </span>
  )
}
