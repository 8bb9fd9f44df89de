import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { BatchRow } from '../../../shared/production/contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { Photo } from '../../catalog/photo.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import styles from '../production.module.css'
import { NewBatch } from './new-batch.tsx'

/** The batches that are being made, the soonest due first. */
export function BatchesScreen() {
  const { t } = useTranslation('production')
  const may = useMay()
  const { language } = useSession()
  const navigate = useNavigate()
  const [state, setState] = useState<BatchRow['state']>('open')
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const [isNew, setNew] = useState(false)
  const query = useQuery(
    api.production.batches.list.queryOptions({
      input: { state, search, offset: (page - 1) * 50, limit: 50 },
    }),
  )
  const add = may('production.batches.create') && (
    <Button type="primary" onClick={() => setNew(true)}>
      {t('batch.add')}
    </Button>
  )
  const isEmpty = query.data?.total === 0 && search === '' && state === 'open'
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      <div className={styles.bar}>
        {!isEmpty && add}
        <Segmented
          value={state}
          options={(['open', 'closed', 'cancelled'] as const).map((value) => ({
            value,
            label: t(`batch.states.${value}`),
          }))}
          onChange={(value) => {
            setState(value)
            setPage(1)
          }}
        />
        <Input.Search
          allowClear
          style={{ width: 240 }}
          placeholder={t('batch.search')}
          onSearch={(text) => {
            setSearch(text)
            setPage(1)
          }}
        />
        {may('production.batches.export') && (
          <ExportButton
            onExport={() => client.production.batches.export({ state, search, headers: language })}
          />
        )}
      </div>
      {isEmpty ? (
        <EmptyState title={t('batch.none.title')} text={t('batch.none.text')} action={add || undefined} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          dataSource={query.data?.rows ?? []}
          pagination={{
            current: page,
            pageSize: 50,
            total: query.data?.total ?? 0,
            hideOnSinglePage: true,
            showSizeChanger: false,
            onChange: setPage,
          }}
          onRow={(row) => ({
            style: { cursor: 'pointer' },
            onClick: () => void navigate(`/floor/batches/${row.id}`),
          })}
          columns={[
            {
              title: t('batch.number'),
              render: (_, row) => (
                <Button type="link" style={{ padding: 0 }}>
                  {row.batchNumber}
                </Button>
              ),
            },
            {
              title: t('batch.style'),
              render: (_, row) => (
                <span className={styles.bar}>
                  <Photo hash={row.photoHash} side={40} alt={row.styleName} />
                  <span>
                    <b>{row.styleNumber}</b> {row.styleName}
                  </span>
                </span>
              ),
            },
            { title: t('batch.due'), render: (_, row) => row.dueDate ?? '—' },
            { title: t('batch.planned'), align: 'right', dataIndex: 'planned' },
            { title: t('batch.begun'), align: 'right', dataIndex: 'begun' },
            { title: t('batch.made'), align: 'right', dataIndex: 'made' },
          ]}
        />
      )}
      {isNew && (
        <NewBatch
          onClose={(id) => {
            setNew(false)
            if (id !== null) void navigate(`/floor/batches/${id}`)
          }}
        />
      )}
    </div>
  )
}
