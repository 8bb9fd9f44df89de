import { Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkerTrend } from '../../../shared/payroll/insight/contract.ts'
import { faults, pace, sumWeeks } from '../../../shared/payroll/insight/weeks.ts'
import { byInitials } from '../../ui/by-initials.ts'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { hoursOf } from '../parts/figures.tsx'
import styles from '../payroll.module.css'
import insight from './insight.module.css'
import { LinesChart } from './lines-chart.tsx'
import type { Span } from './span-bar.tsx'

/** Tenths as people read them; a dash where there is nothing to say. */
export function tenths(value: number | null): string {
  return value === null ? '—' : (value / 10).toFixed(1)
}

/** One worker's weeks beside those of everybody, drawn and in figures. */
export function WorkerWeeks(props: {
  readonly worker: WorkerTrend
  readonly all: readonly WorkerTrend[]
  readonly weeks: readonly string[]
  readonly span: Span
  readonly onChoose: (id: number) => void
}) {
  const { t } = useTranslation('insight')
  const { worker, all, weeks, span } = props
  const everybody = Map.groupBy(
    all.flatMap((one) => one.weeks),
    ({ week }) => week,
  )
  const hers = new Map(worker.weeks.map((week) => [week.week, week]))
  const rows = weeks.map((week) => {
    const sum = sumWeeks(everybody.get(week) ?? [])
    const own = hers.get(week)
    return {
      ...sumWeeks(own ? [own] : []),
      week,
      pace: own ? pace(own) : null,
      faults: own ? faults(own) : null,
      workshopPace: pace(sum),
      workshopFaults: faults(sum),
    }
  })
  const points = weeks.map((week) => week.slice(5))
  const worked = rows.filter(({ week }) => hers.has(week))
  return (
    <>
      <div className={styles.bar}>
        <Select
          showSearch={byInitials}
          style={{ width: 180 }}
          aria-label={t('worker')}
          value={worker.id}
          options={all.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={props.onChoose}
        />
        <span className={styles.spread} />
        <ExportRows
          fileName={t('trends.weeksFile', { name: worker.name, from: span.from, to: span.to })}
          rows={worked}
          columns={[
            [t('trends.week'), (row) => row.week],
            [t('trends.standardHours'), (row) => Number(hoursOf(row.standardSeconds / 60))],
            [t('trends.hours'), (row) => Number(hoursOf(row.seconds / 60))],
            [t('trends.pace'), (row) => (row.pace === null ? null : row.pace / 10)],
            [t('trends.workshop'), (row) => (row.workshopPace === null ? null : row.workshopPace / 10)],
            [t('pieces'), (row) => row.pieces],
            [t('trends.rework'), (row) => row.rework],
            [t('trends.scrap'), (row) => row.scrap],
            [t('trends.defects'), (row) => row.defects],
            [t('trends.faults'), (row) => (row.faults === null ? null : row.faults / 10)],
            [t('trends.workshop'), (row) => (row.workshopFaults === null ? null : row.workshopFaults / 10)],
          ]}
        />
      </div>
      <div className={insight.pair}>
        {(['pace', 'faults'] as const).map((figure) => (
          <LinesChart
            key={figure}
            label={t(`trends.${figure}Chart`, { name: worker.name })}
            caption={
              <>
                <b>{t(`trends.${figure}Chart`, { name: worker.name })}</b>{' '}
                <span className={styles.muted}>{t(`trends.${figure}Words`)}</span>
              </>
            }
            points={points}
            solid={{ name: worker.name, values: rows.map((row) => row[figure]) }}
            broken={{
              name: t('trends.workshop'),
              values: rows.map((row) => (figure === 'pace' ? row.workshopPace : row.workshopFaults)),
            }}
            format={(value) => String(value / 10)}
            least={figure === 'pace' ? 600 : 100}
            nothing={t(`trends.${figure}Nothing`)}
          />
        ))}
      </div>
      <Table
        size="small"
        rowKey="week"
        dataSource={worked.toReversed()}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 8, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('trends.week'), dataIndex: 'week' },
          {
            title: t('trends.standardHours'),
            align: 'right',
            render: (_, row) => hoursOf(row.standardSeconds / 60),
          },
          { title: t('trends.hours'), align: 'right', render: (_, row) => hoursOf(row.seconds / 60) },
          { title: t('trends.pace'), align: 'right', render: (_, row) => <b>{tenths(row.pace)}</b> },
          { title: t('pieces'), align: 'right', dataIndex: 'pieces' },
          { title: t('trends.rework'), align: 'right', dataIndex: 'rework' },
          { title: t('trends.scrap'), align: 'right', dataIndex: 'scrap' },
          { title: t('trends.defects'), align: 'right', dataIndex: 'defects' },
          { title: t('trends.faults'), align: 'right', render: (_, row) => <b>{tenths(row.faults)}</b> },
          { title: t('trends.leftOut'), align: 'right', dataIndex: 'daysLeftOut' },
        ]}
      />
    </>
  )
}
