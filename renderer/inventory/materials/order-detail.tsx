import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { PurchaseOrderLine } from '../../../shared/inventory/purchase-orders-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import styles from '../inventory.module.css'
import { Fact, Fen } from '../parts/figures.tsx'
import { ChangeOrderLine } from './change-order-line.tsx'
import { GiveUpOrder } from './give-up-order.tsx'
import { ReceiveOrder } from './receive-order.tsx'
import { usePrintOrder } from './use-print-order.ts'

type Open =
  | { readonly kind: 'receive' | 'giveUp' }
  | { readonly kind: 'change'; readonly line: PurchaseOrderLine }

/** One order: what was ordered, what came of it, what is still to come; and what happens to it next. */
export function OrderDetail({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { t } = useTranslation('materials')
  const may = useMay()
  const { language } = useSession()
  const print = usePrintOrder()
  const [open, setOpen] = useState<Open | null>(null)
  const query = useQuery(api.inventory.purchaseOrders.get.queryOptions({ input: { id } }))
  const order = query.data
  const mayChange = may('inventory.purchaseOrders.changeLine')
  const arrived = (order?.arrivals ?? []).filter(({ voided }) => !voided)
  return (
    <Drawer
      open
      size={900}
      title={order ? t('order.one', { number: order.orderNumber }) : ''}
      onClose={onClose}
    >
      <ErrorNote error={query.error} />
      {order && (
        <div className={styles.page}>
          <div className={styles.facts}>
            <Fact name={t('supplier')}>{order.supplierName}</Fact>
            <Fact name={t('date')}>{order.businessDate}</Fact>
            <Fact name={t('order.agreed')}>
              <Fen value={order.lines.reduce((sum, line) => sum + (line.amount ?? 0), 0)} />
            </Fact>
            <Fact name={t('order.arrived')}>
              <Fen value={arrived.reduce((sum, { amount }) => sum + (amount ?? 0), 0)} />
            </Fact>
          </div>
          {order.note !== '' && <p>{order.note}</p>}
          <div className={styles.bar}>
            {may('inventory.purchaseOrders.receive') && (
              <Button type="primary" onClick={() => setOpen({ kind: 'receive' })}>
                {t('order.receive')}
              </Button>
            )}
            {order.isOpen && may('inventory.purchaseOrders.giveUp') && (
              <Button onClick={() => setOpen({ kind: 'giveUp' })}>{t('order.giveUp')}</Button>
            )}
            <Button onClick={() => void print(order)}>{t('order.print')}</Button>
            {may('inventory.purchaseOrders.export') && (
              <ExportButton
                onExport={() => client.inventory.purchaseOrders.export({ id, headers: language })}
              />
            )}
          </div>
          <Table
            size="small"
            rowKey="id"
            pagination={false}
            dataSource={order.lines}
            columns={[
              { title: t('material'), dataIndex: 'name' },
              {
                title: t('order.ordered'),
                align: 'right',
                render: (_, line) => `${formatAmount(line.quantity)} ${t(`units.${line.unit}`)}`,
              },
              {
                title: t('order.received'),
                align: 'right',
                render: (_, line) => formatAmount(line.received),
              },
              {
                title: t('order.left'),
                align: 'right',
                render: (_, line) => (
                  <b>{line.isOpen ? formatAmount(Math.max(0, line.quantity - line.received)) : '0'}</b>
                ),
              },
              { title: t('amount'), align: 'right', render: (_, line) => <Fen value={line.amount} /> },
              {
                title: t('order.expected'),
                render: (_, line) =>
                  line.endNote !== '' && !line.isOpen ? (
                    <StatusTag tone="off">{t('order.gaveUp', { reason: line.endNote })}</StatusTag>
                  ) : !line.isOpen ? (
                    <StatusTag tone="done">{t('order.allCame')}</StatusTag>
                  ) : line.late ? (
                    <StatusTag tone="act">{t('order.late', { date: line.expectedDate })}</StatusTag>
                  ) : (
                    (line.expectedDate ?? <span className={styles.muted}>{t('order.noDate')}</span>)
                  ),
              },
              {
                title: '',
                align: 'right',
                render: (_, line) =>
                  mayChange && (
                    <Button size="small" onClick={() => setOpen({ kind: 'change', line })}>
                      {t('edit')}
                    </Button>
                  ),
              },
            ]}
          />
          {order.arrivals.length > 0 && (
            <Table
              size="small"
              rowKey={(row) => `${row.receiptId} ${row.name} ${row.dyeLot} ${row.quantity}`}
              title={() => t('order.arrivals')}
              pagination={false}
              dataSource={order.arrivals}
              columns={[
                {
                  title: t('date'),
                  render: (_, row) => (
                    <Link to={`/stock/receipts?id=${row.receiptId}`}>{row.businessDate}</Link>
                  ),
                },
                {
                  title: t('material'),
                  render: (_, row) => [row.name, row.dyeLot].filter(Boolean).join(' · '),
                },
                {
                  title: t('quantity'),
                  align: 'right',
                  render: (_, row) => `${formatAmount(row.quantity)} ${t(`units.${row.unit}`)}`,
                },
                { title: t('amount'), align: 'right', render: (_, row) => <Fen value={row.amount} /> },
                {
                  title: '',
                  render: (_, row) => row.voided && <StatusTag tone="off">{t('voided')}</StatusTag>,
                },
              ]}
            />
          )}
          {open?.kind === 'receive' && <ReceiveOrder order={order} onDone={() => setOpen(null)} />}
          {open?.kind === 'giveUp' && <GiveUpOrder order={order} onDone={() => setOpen(null)} />}
          {open?.kind === 'change' && <ChangeOrderLine line={open.line} onDone={() => setOpen(null)} />}
        </div>
      )}
    </Drawer>
  )
}
