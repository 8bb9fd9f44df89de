import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DatePicker, Select, Table } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import {
  type ParcelRow,
  type ParcelState,
  parcelFilterSchema,
  parcelStates,
} from '../../../shared/shipping/pack-contract.ts'
import { api, client } from '../../app/client.ts'
import { useIsTight } from '../../app/touch.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { fitting } from '../../ui/table/fitting.ts'
import { NothingFound } from '../../ui/table/nothing-found.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import { OddNumber } from '../odd-number.tsx'
import styles from '../shipping.module.css'

export const parcelTones = { open: 'warn', packed: 'go', shipped: 'done', voided: 'off' } as const

const pageSize = 50

/** Every parcel there was: found by its number, its order's number or its code, or by the day it left. */
export function ParcelsScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const { filter, setFilter, clear, isFiltered } = useUrlFilter(parcelFilterSchema)
  const [params, setParams] = useSearchParams()
  const isTight = useIsTight()
  const page = Math.max(1, Number(params.get('page')) || 1)
  const list = useQuery({
    ...api.shipping.pack.list.queryOptions({
      input: { ...filter, limit: pageSize, offset: (page - 1) * pageSize },
    }),
    placeholderData: keepPreviousData,
  })
  const shops = useQuery(api.settings.shops.list.queryOptions())
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <SearchField
          value={filter.search}
          placeholder={t('parcels.search')}
          onSearch={(search) => setFilter({ search })}
        />
        <Select<ParcelState | 'all'>
          style={{ minWidth: 140 }}
          value={filter.state ?? 'all'}
          aria-label={t('column.state')}
          onChange={(next) => setFilter({ state: next === 'all' ? null : next })}
          options={[
            { value: 'all', label: t('parcels.all') },
            ...parcelStates.map((one) => ({ value: one, label: t(`parcelState.${one}`) })),
          ]}
        />
        <Select<number | null>
          style={{ minWidth: 160 }}
          value={filter.shopId}
          aria-label={t('column.shop')}
          onChange={(shopId) => setFilter({ shopId })}
          options={[
            { value: null, label: t('tracking.anyShop') },
            ...(shops.data ?? []).map((shop) => ({ value: shop.id, label: shop.name })),
          ]}
        />
        <label className={styles.row}>
          {t('parcels.shippedOn')}
          <DatePicker
            value={filter.shippedOn === null ? null : dayjs(filter.shippedOn)}
            onChange={(date) => setFilter({ shippedOn: date ? date.format('YYYY-MM-DD') : null })}
          />
        </label>
        <span className={styles.grow} />
        <ExportButton
          disabled={list.data?.total === 0}
          onExport={() => client.shipping.pack.export(filter)}
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
          locale={{ emptyText: <NothingFound onClear={clear} /> }}
          pagination={{
            current: page,
            pageSize,
            total: list.data?.total ?? 0,
            showSizeChanger: false,
            showTotal: (total) => t('parcels.total', { count: total }),
            onChange: (next) =>
              setParams((before) => {
                const all = new URLSearchParams(before)
                all.set('page', String(next))
                return all
              }),
          }}
          onRow={(row) => ({
            tabIndex: 0,
            style: { cursor: 'pointer' },
            onClick: () => void navigate(`/pack/parcels/${row.id}`),
            onKeyDown: (event) => event.key === 'Enter' && void navigate(`/pack/parcels/${row.id}`),
          })}
          columns={fitting<ParcelRow>(isTight, [
            {
              title: t('column.waybill'),
              render: (_, row) =>
                row.trackingNumber === '' ? (
                  row.noWaybillReason === '' ? (
                    '—'
                  ) : (
                    t(`noWaybill.${row.noWaybillReason}`)
                  )
                ) : (
                  <>
                    {row.trackingNumber} <OddNumber parcel={row} />
                    {isTight && <div className={styles.muted}>{row.carrierName}</div>}
                  </>
                ),
            },
            { title: t('column.carrier'), roomy: true, dataIndex: 'carrierName' },
            { title: t('column.order'), render: (_, row) => row.orderNumbers.join(' + ') },
            { title: t('column.shop'), roomy: true, render: (_, row) => row.shopNames.join(', ') },
            { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
            {
              title: t('column.state'),
              render: (_, row) => (
                <>
                  <StatusTag tone={row.refusal ? 'act' : parcelTones[row.state]}>
                    {row.refusal ? t(`refusal.${row.refusal.reason}`) : t(`parcelState.${row.state}`)}
                  </StatusTag>
                  {isTight && row.packedAt !== null && (
                    <div className={styles.muted}>
                      <InstantText at={row.shippedAt ?? row.packedAt} />
                    </div>
                  )}
                </>
              ),
            },
            {
              title: t('column.packed'),
              roomy: true,
              render: (_, row) => (
                <>
                  <InstantText at={row.packedAt} /> {row.packedBy}
                </>
              ),
            },
            {
              title: t('column.handed'),
              roomy: true,
              render: (_, row) => <InstantText at={row.shippedAt} />,
            },
          ])}
        />
      )}
    </div>
  )
}
