import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { businessDate, dayMs } from '../../shared/dates.ts'
import { type ParetoRow, paretoSides } from '../../shared/quality/contract.ts'
import { defectClasses } from '../../shared/quality/sampling.ts'
import { api } from '../app/client.ts'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { ExportRows } from '../ui/table/export-rows.tsx'
import { today } from '../ui/today.ts'
import styles from './quality.module.css'
import { useDefectNames } from './use-defect-names.ts'

type Side = (typeof paretoSides)[number]

/** What goes wrong most: defective pieces by kind, style, step, worker or supplier, with their running share. */
export function Pareto() {
  const { t } = useTranslation('quality')
  const { shownBy } = useDefectNames()
  const [side, setSide] = useState<Side>('defect')
  const [from, setFrom] = useState(() => businessDate(Date.now() - 30 * dayMs))
  const [to, setTo] = useState(today)
  const query = useQuery({
    ...api.quality.pareto.queryOptions({ input: { side, from, to } }),
    placeholderData: keepPreviousData,
  })
  const rows = query.data?.rows ?? []
  const nameOf = (row: ParetoRow) => (row.outOfSize ? t('outOfSize') : shownBy(row.name) || t('unsaid'))
  const most = Math.max(1, ...rows.map(({ pieces }) => pieces))
  return (
    <div className={floor.page}>
      <ErrorNote error={query.error} />
      <div className={floor.bar}>
        <Segmented<Side>
          value={side}
          options={paretoSides.map((one) => ({ value: one, label: t(`sides.${one}`) }))}
          onChange={setSide}
        />
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t('from')}
          value={from}
          onChange={(event) => event.target.value && setFrom(event.target.value)}
        />
        –
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t('to')}
          value={to}
          onChange={(event) => event.target.value && setTo(event.target.value)}
        />
        <ExportRows
          fileName={t('parts.pareto')}
          rows={rows}
          columns={[
            [t(`sides.${side}`), nameOf],
            ...defectClasses.map((one) => [t(`classes.${one}`), (row: ParetoRow) => row[one]] as const),
            [t('pieces'), (row) => row.pieces],
            [t('upTo'), (row) => row.upTo / 10],
          ]}
        />
      </div>
      {query.data && (
        <p>
          {t('paretoSum', {
            inspections: query.data.inspections,
            inspected: query.data.inspected,
            rejected: query.data.rejected,
          })}
        </p>
      )}
      <Table
        size="small"
        rowKey={(row) => `${row.name} ${row.outOfSize}`}
        loading={query.isPending}
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: t('paretoNone') }}
        columns={[
          { title: t(`sides.${side}`), render: (_, row) => nameOf(row) },
          {
            title: t('paretoChart'),
            width: '36%',
            render: (_, row) => (
              <span className={styles.track} role="img" aria-label={`${nameOf(row)} ${row.pieces}`}>
                {defectClasses.map((one) => (
                  <span key={one} className={styles[one]} style={{ width: `${(row[one] / most) * 100}%` }} />
                ))}
              </span>
            ),
          },
          ...defectClasses.map((one) => ({
            title: t(`classes.${one}`),
            dataIndex: one,
            align: 'right' as const,
          })),
          { title: t('pieces'), align: 'right', render: (_, row) => <b>{row.pieces}</b> },
          { title: t('upTo'), align: 'right', render: (_, row) => `${(row.upTo / 10).toFixed(1)} %` },
        ]}
      />
    </div>
  )
}
