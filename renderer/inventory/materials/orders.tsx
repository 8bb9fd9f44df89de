import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrder } from '../../../shared/inventory/purchase-orders-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import { SearchField } from '../../ui/table/search-field.tsx'
import styles from '../inventory.module.css'

/** Orders of materials: what is still to come and what is late, or all there were. */
export function Orders(props: {
  readonly onClose: () => void
  readonly onNew: () => void
  readonly onOpen: (orderId: number) => void
}) {
  const { t } = useTranslation('materials')
  const may = useMay()
  const { language } = useSession()
  const [open, setOpen] = useState(true)
  const [page, setPage] = useState(1)
  const [search, setSearch] = useState('')
  const query = useQuery({
    ...api.inventory.purchaseOrders.list.queryOptions({
      input: { open, search, offset: (page - 1) * 50, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Drawer open size={900} title={t('order.title')} onClose={props.onClose}>
      <div className={styles.page}>
        <ErrorNote error={query.error} />
        <div className={styles.bar}>
          {may('inventory.purchaseOrders.place') && (
            <Button type="primary" onClick={props.onNew}>
              {t('order.new')}
            </Button>
          )}
          <Segmented
            value={open}
            options={[
              { value: true, label: t('order.open') },
              { value: false, label: t('order.all') },
            ]}
            onChange={(value) => {
              setPage(1)
              setOpen(value)
            }}
          />
          <SearchField
            width={240}
            value={search}
            placeholder={t('order.search')}
            onSearch={(text) => {
              setSearch(text)
              setPage(1)
            }}
          />
          {may('inventory.purchaseOrders.export') && (
            <ExportButton onExport={() => client.inventory.purchaseOrders.export({ headers: language })} />
          )}
        </div>
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          dataSource={query.data?.rows ?? []}
          locale={{ emptyText: t(search !== '' ? 'nothing' : open ? 'order.noneOpen' : 'order.none') }}
          pagination={pageBar(page, query.data?.total, setPage)}
          columns={[
            {
              title: t('order.number'),
              render: (_, row) => (
                <Button type="link" style={{ padding: 0 }} onClick={() => props.onOpen(row.id)}>
                  {row.orderNumber}
                </Button>
              ),
            },
            { title: t('supplier'), dataIndex: 'supplierName' },
            { title: t('date'), dataIndex: 'businessDate' },
            {
              title: t('order.came'),
              render: (_, row) =>
                row.lines.map((line) => (
                  <div key={line.id}>
                    {line.name} {formatAmount(line.received)} / {formatAmount(line.quantity)}{' '}
                    {t(`units.${line.unit}`)}
                  </div>
                )),
            },
            { title: t('order.expected'), render: (_, row) => <Due order={row} /> },
            { title: t('note'), dataIndex: 'note' },
          ]}
        />
      </div>
    </Drawer>
  )
}

/** By when the next of it should come; what is late steps forward. */
function Due({ order }: { readonly order: PurchaseOrder }) {
  const { t } = useTranslation('materials')
  if (!order.isOpen) return <StatusTag tone="off">{t('order.done')}</StatusTag>
  const [next] = order.lines
    .flatMap(({ isOpen, expectedDate }) => (isOpen && expectedDate !== null ? [expectedDate] : []))
    .toSorted()
  if (next === undefined) return <span className={styles.muted}>{t('order.noDate')}</span>
  return order.late ? <StatusTag tone="act">{t('order.late', { date: next })}</StatusTag> : next
}
