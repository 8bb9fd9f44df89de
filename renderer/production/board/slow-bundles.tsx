import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { InputNumber, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatInstant } from '../../../shared/dates.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import floor from '../production.module.css'

/** Bundles on which nothing was recorded for some days: where they stand, and whom to ask. */
export function SlowBundles() {
  const { t } = useTranslation('production')
  const [days, setDays] = useState(2)
  const query = useQuery({
    ...api.production.slowBundles.queryOptions({ input: { days } }),
    placeholderData: keepPreviousData,
  })
  return (
    <section className={floor.page}>
      <div className={floor.bar}>
        <b>{t('slow.title')}</b>
        <InputNumber
          min={0}
          max={365}
          precision={0}
          style={{ width: 80 }}
          aria-label={t('slow.days')}
          value={days}
          onChange={(value) => setDays(value ?? 2)}
        />
        <span>{t('slow.days')}</span>
        <ExportRows
          fileName={t('slow.title')}
          rows={query.data ?? []}
          columns={[
            [t('batch.number'), (row) => row.batchNumber],
            [t('bundle.number'), (row) => row.bundleNumber],
            [t('batch.style'), (row) => `${row.sku.styleNumber} ${row.sku.colour} ${row.sku.size}`],
            [t('bundle.pieces'), (row) => row.held],
            [t('slow.waitsAt'), (row) => row.waitsAt.join(' / ')],
            [t('slow.last'), (row) => formatInstant(row.at)],
            [t('slow.worker'), (row) => row.lastWorker],
          ]}
        />
      </div>
      <ErrorNote error={query.error} />
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data ?? []}
        locale={{ emptyText: t('slow.none') }}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('batch.number'),
            render: (_, row) => <Link to={`/floor/batches/${row.batchId}`}>{row.batchNumber}</Link>,
          },
          { title: t('bundle.number'), render: (_, row) => <b>{row.bundleNumber}</b> },
          {
            title: t('batch.style'),
            render: (_, row) => `${row.sku.styleNumber} ${row.sku.colour} ${row.sku.size}`,
          },
          { title: t('bundle.pieces'), align: 'right', dataIndex: 'held' },
          { title: t('slow.waitsAt'), render: (_, row) => row.waitsAt.join(' / ') || t('board.finished') },
          { title: t('slow.last'), render: (_, row) => <InstantText at={row.at} /> },
          { title: t('slow.worker'), render: (_, row) => row.lastWorker || '—' },
        ]}
      />
    </section>
  )
}
