import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { batchStates } from '../../../shared/production/contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { Photo } from '../../catalog/photo.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import styles from '../production.module.css'
import { NewBatch } from './new-batch.tsx'

const filterSchema = z.object({
  state: z.enum(batchStates).default('open'),
  search: z.string().default(''),
  page: z.int().min(1).default(1),
})

/** The batches that are being made, the soonest due first; those that are over, the newest first. */
export function BatchesScreen() {
  const { t } = useTranslation('production')
  const may = useMay()
  const { language } = useSession()
  const navigate = useNavigate()
  // In the address: back from a batch the list stands where it stood.
  const { filter, setFilter } = useUrlFilter(filterSchema)
  const { state, search, page } = filter
  const [isNew, setNew] = useState(false)
  const query = useQuery({
    ...api.production.batches.list.queryOptions({
      input: { state, search, offset: (page - 1) * 50, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  })
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
          options={batchStates.map((value) => ({ value, label: t(`batch.states.${value}`) }))}
          onChange={(value) => setFilter({ state: value })}
        />
        <SearchField
          width={240}
          value={search}
          placeholder={t('batch.search')}
          onSearch={(text) => setFilter({ search: text })}
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
          pagination={pageBar(page, query.data?.total, (to) => setFilter({ page: to }))}
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
            {
              title: t('batch.due'),
              render: (_, row) => (
                <>
                  {row.dueDate ?? '—'}{' '}
                  {row.state === 'open' && row.dueDate !== null && row.dueDate < today() && (
                    <StatusTag tone="act">{t('board.late')}</StatusTag>
                  )}
                </>
              ),
            },
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
