import { useQuery } from '@tanstack/react-query'
import { Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ReturnOrder } from '../../../shared/shipping/returns-contract.ts'
import { api, client } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../shipping.module.css'
import { ReceiveForm } from './receive-form.tsx'

const states = ['all', 'unchecked', 'done', 'voided'] as const
const tones = { unchecked: 'act', done: 'done', voided: 'off' } as const

/** What comes back: scan what is on the parcel, say what is in it; then each piece is looked at. */
export function ReturnsScreen() {
  const { t } = useTranslation('shipping')
  const navigate = useNavigate()
  const [state, setState] = useState<(typeof states)[number]>('all')
  const [page, setPage] = useState(1)
  const [orders, setOrders] = useState<readonly ReturnOrder[]>([])
  const [tracking, setTracking] = useState('')
  const [error, setError] = useState<unknown>(null)
  const list = useQuery(
    api.shipping.returns.list.queryOptions({
      input: { state: state === 'all' ? null : state, limit: 50, offset: (page - 1) * 50 },
    }),
  )
  const clear = () => {
    setOrders([])
    setTracking('')
    setError(null)
  }
  const onScan = async (text: string): Promise<ScanOutcome> => {
    setError(null)
    try {
      const found = await client.shipping.returns.find({ text })
      if (found.returnCaseId !== null) {
        void navigate(`/pack/returns/${found.returnCaseId}`)
        return 'done'
      }
      setOrders(found.orders)
      // A courier's number we do not know: kept with the return whose order is scanned next.
      if (found.asTracking !== '') setTracking(found.asTracking)
      return 'right'
    } catch (raised) {
      setError(raised)
      return 'wrong'
    }
  }
  return (
    <div className={styles.page}>
      <ScanInput
        placeholder={t(tracking !== '' && orders.length === 0 ? 'returns.scanOrder' : 'returns.scan')}
        onScan={onScan}
        onEscape={clear}
      />
      {tracking !== '' && (
        <p role="status">
          {t(orders.length === 0 ? 'returns.trackingKept' : 'returns.trackingWith', { number: tracking })}
        </p>
      )}
      <ErrorNote error={error ?? list.error} onClose={() => setError(null)} />
      {orders.map((order) => (
        <ReceiveForm
          key={order.orderId}
          order={order}
          trackingNumber={tracking}
          onDone={(id) => void navigate(`/pack/returns/${id}`)}
          onCancel={clear}
        />
      ))}
      <div className={styles.bar}>
        <Select
          style={{ minWidth: 140 }}
          value={state}
          aria-label={t('column.state')}
          onChange={(next) => {
            setPage(1)
            setState(next)
          }}
          options={states.map((one) => ({
            value: one,
            label: one === 'all' ? t('returns.all') : t(`returnState.${one}`),
          }))}
        />
      </div>
      {list.data?.total === 0 && state === 'all' ? (
        <EmptyState title={t('returns.emptyTitle')} text={t('returns.emptyText')} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={list.data?.rows ?? []}
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
            onClick: () => void navigate(`/pack/returns/${row.id}`),
            onKeyDown: (event) => event.key === 'Enter' && void navigate(`/pack/returns/${row.id}`),
          })}
          columns={[
            { title: t('returns.number'), render: (_, row) => t('returns.name', { id: row.id }) },
            { title: t('column.order'), dataIndex: 'orderNumber' },
            { title: t('column.shop'), dataIndex: 'shopName' },
            { title: t('returns.tracking'), dataIndex: 'trackingNumber' },
            { title: t('returns.reason'), dataIndex: 'reason' },
            { title: t('column.pieces'), align: 'right', dataIndex: 'pieces' },
            { title: t('returns.uncheckedPieces'), align: 'right', dataIndex: 'unchecked' },
            {
              title: t('column.state'),
              render: (_, row) => (
                <StatusTag tone={tones[row.state]}>{t(`returnState.${row.state}`)}</StatusTag>
              ),
            },
            { title: t('returns.received'), render: (_, row) => <InstantText at={row.receivedAt} /> },
          ]}
        />
      )}
    </div>
  )
}
