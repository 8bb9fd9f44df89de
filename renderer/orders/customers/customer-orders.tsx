import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Customer } from '../../../shared/orders/customers-contract.ts'
import { api } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Money } from '../../ui/money.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import styles from '../orders.module.css'
import { Owed } from './owed.tsx'

/** A customer's orders with what each is charged and still due. */
export function CustomerOrders({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const list = useListState(['date'])
  const [unpaid, setUnpaid] = useState(false)
  const { offset, limit } = list.page
  return (
    <DataTable
      name="customer-orders"
      query={api.orders.customers.orders.queryOptions({ input: { id: customer.id, unpaid, offset, limit } })}
      list={list}
      isFiltered={unpaid}
      onClearFilters={() => setUnpaid(false)}
      onOpen={(row) => void navigate(`/orders/${row.id}`)}
      filters={
        <Checkbox checked={unpaid} onChange={(event) => setUnpaid(event.target.checked)}>
          {t('orders.unpaid')}
        </Checkbox>
      }
      empty={
        <EmptyState
          title={t('orders.empty')}
          text={t('orders.emptyText')}
          action={<Link to={`/orders/new?customer=${customer.id}`}>{t('newOrder')}</Link>}
        />
      }
      columns={[
        {
          name: 'number',
          title: t('order'),
          render: (row) => (
            <Link className={styles.number} to={`/orders/${row.id}`}>
              {row.orderNumber}
            </Link>
          ),
        },
        { name: 'date', title: t('date'), render: (row) => <InstantText at={row.createdAt} day /> },
        { name: 'recipient', title: t('orders.recipient'), render: (row) => row.recipientName },
        {
          name: 'goods',
          title: t('orders.goods'),
          render: (row) => (
            <span className={styles.titles} title={row.titles}>
              {row.titles}
            </span>
          ),
        },
        {
          name: 'pieces',
          title: t('orders.pieces'),
          align: 'right',
          render: (row) => <span className={styles.number}>{row.pieceCount}</span>,
        },
        { name: 'stage', title: t('orders.stage'), render: (row) => t(`orders:stage.${row.stage}`) },
        {
          name: 'charged',
          title: t('charged'),
          align: 'right',
          render: (row) => <Money minor={row.charged} currency={row.currency} />,
        },
        {
          name: 'paid',
          title: t('paid'),
          align: 'right',
          render: (row) => <Money minor={row.paid} currency={row.currency} />,
        },
        {
          name: 'due',
          title: t('orders.due'),
          render: (row) => <Owed minor={row.due} currency={row.currency} />,
        },
      ]}
    />
  )
}
