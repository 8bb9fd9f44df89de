import { useQuery } from '@tanstack/react-query'
import { Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type ParcelState, parcelStates } from '../../../shared/shipping/pack-contract.ts'
import { api } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../shipping.module.css'

export const parcelTones = { open: 'warn', packed: 'go', shipped: 'done', voided: 'off' } as const

/** Every parcel there was: found by its number, its order's number or its code. */
export function ParcelsScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const [state, setState] = useState<ParcelState | null>(null)
  const [search, setSearch] = useState('')
  const [page, setPage] = useState(1)
  const list = useQuery(
    api.shipping.pack.list.queryOptions({ input: { state, search, limit: 50, offset: (page - 1) * 50 } }),
  )
  const isFiltered = state !== null || search !== ''
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Input.Search
          style={{ width: 320 }}
          allowClear
          autoFocus
          placeholder={t('parcels.search')}
          onSearch={(text) => {
            setPage(1)
            setSearch(text.trim())
          }}
        />
        <Select<ParcelState | 'all'>
          style={{ minWidth: 140 }}
          value={state ?? 'all'}
          aria-label={t('column.state')}
          onChange={(next) => {
            setPage(1)
            setState(next === 'all' ? null : next)
          }}
          options={[
            { value: 'all', label: t('parcels.all') },
            ...parcelStates.map((one) => ({ value: one, label: t(`parcelState.${one}`) })),
          ]}
        />
      </div>
      <ErrorNote error={list.error} />
      {list.data?.total === 0 && !isFiltered ? (
        <EmptyState title={t('parcels.emptyTitle')} text={t('parcels.emptyText')} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={list.data?.rows ?? []}
          locale={{ emptyText: t('parcels.nothing') }}
          pagination={{
            current: page,
            pageSize: 50,
            total: list.data?.total ?? 0,
            onChange: setPage,
            hideOnSinglePage: true,
          }}
          onRow={(row) => ({
            tabIndex: 0,
            style: { cursor: 'pointer' },
            onClick: () => void navigate(`/pack/parcels/${row.id}`),
            onKeyDown: (event) => event.key === 'Enter' && void navigate(`/pack/parcels/${row.id}`),
          })}
          columns={[
            {
              title: t('column.waybill'),
              render: (_, row) =>
                row.trackingNumber ||
                (row.noWaybillReason === '' ? '—' : t(`noWaybill.${row.noWaybillReason}`)),
            },
            { title: t('column.carrier'), dataIndex: 'carrierName' },
            { title: t('column.order'), render: (_, row) => row.orderNumbers.join(' + ') },
            { title: t('column.shop'), render: (_, row) => row.shopNames.join(', ') },
            { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
            {
              title: t('column.state'),
              render: (_, row) => (
                <StatusTag tone={row.refusal ? 'act' : parcelTones[row.state]}>
                  {row.refusal ? t(`refusal.${row.refusal.reason}`) : t(`parcelState.${row.state}`)}
                </StatusTag>
              ),
            },
            {
              title: t('column.packed'),
              render: (_, row) => (
                <>
                  <InstantText at={row.packedAt} /> {row.packedBy}
                </>
              ),
            },
            { title: t('column.handed'), render: (_, row) => <InstantText at={row.shippedAt} /> },
          ]}
        />
      )}
    </div>
  )
}
