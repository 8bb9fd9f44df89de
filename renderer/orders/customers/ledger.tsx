import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Customer, CustomerEntry } from '../../../shared/orders/customers-contract.ts'
import { api, client } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Money } from '../../ui/money.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import styles from '../orders.module.css'
import { TakeBackDialog } from './take-back-dialog.tsx'

/** The rows of an account, newest first, each with what was owed after it. */
export function Ledger({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation('customers')
  const list = useListState(['date'])
  const [takingBack, setTakingBack] = useState<CustomerEntry | null>(null)
  const { offset, limit } = list.page
  return (
    <>
      <DataTable
        name="customer-entries"
        query={api.orders.customers.entries.queryOptions({ input: { id: customer.id, offset, limit } })}
        list={list}
        onExport={() => client.orders.customers.exportEntries({ id: customer.id })}
        rowTone={(row) => (row.reversesId !== null || row.left === 0 ? 'off' : undefined)}
        empty={<EmptyState title={t('ledger.empty')} text={t('ledger.emptyText')} />}
        columns={[
          {
            name: 'date',
            title: t('date'),
            render: (row) => <span className={styles.number}>{row.businessDate}</span>,
          },
          { name: 'what', title: t('entry.kindLabel'), render: (row) => <What entry={row} /> },
          {
            name: 'order',
            title: t('order'),
            render: (row) =>
              row.orderId === null ? null : (
                <Link className={styles.number} to={`/orders/${row.orderId}`}>
                  {row.orderNumber}
                </Link>
              ),
          },
          {
            name: 'amount',
            title: t('ledger.effect'),
            align: 'right',
            render: (row) => <Money minor={row.amount} currency={row.currency} />,
          },
          {
            name: 'balance',
            title: t('ledger.balance'),
            align: 'right',
            render: (row) => <Money minor={row.balance} currency={row.currency} />,
          },
          { name: 'note', title: t('note'), render: (row) => row.note },
          {
            name: 'back',
            title: '',
            align: 'right',
            render: (row) =>
              row.left === 0 ? null : (
                <Button size="small" onClick={() => setTakingBack(row)}>
                  {t('back.action')}
                </Button>
              ),
          },
        ]}
      />
      {takingBack && <TakeBackDialog entry={takingBack} onClose={() => setTakingBack(null)} />}
    </>
  )
}

function What({ entry }: { readonly entry: CustomerEntry }) {
  const { t } = useTranslation('customers')
  const kind = t(`entry.kind.${entry.kind}`)
  if (entry.reversesId !== null) return t('ledger.takenBackRow', { what: kind })
  if (entry.left === 0)
    return (
      <span>
        <s>{kind}</s> <span className={styles.muted}>{t('ledger.takenBack')}</span>
      </span>
    )
  if (entry.left !== entry.amount)
    return (
      <span>
        {kind} <span className={styles.muted}>{t('ledger.partLeft')}</span>{' '}
        <Money minor={Math.abs(entry.left)} currency={entry.currency} />
      </span>
    )
  return kind
}
