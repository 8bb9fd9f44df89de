import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Tabs } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { type Currency, formatMoney } from '../../../shared/money.ts'
import type { Customer, EntryKind } from '../../../shared/orders/customers-contract.ts'
import { api, client } from '../../app/client.ts'
import { StatementButton, type StatementRow } from '../../shipping/statement-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../orders.module.css'
import { CustomerForm } from './customer-form.tsx'
import { CustomerOrders } from './customer-orders.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { Ledger } from './ledger.tsx'
import { Owed } from './owed.tsx'

/** One customer's account: what he owes and why, his orders, and money taken. */
export function CustomerScreen() {
  const id = Number(useParams().id)
  const { t } = useTranslation('customers')
  const customer = useQuery(api.orders.customers.get.queryOptions({ input: { id } }))
  if (!customer.data)
    return (
      <>
        <PageHeader title={t('customer')} back="/orders/customers" />
        <ErrorNote error={customer.error} />
      </>
    )
  return <Account customer={customer.data} />
}

function Account({ customer }: { readonly customer: Customer }) {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const [isEditing, setEditing] = useState(false)
  const [adding, setAdding] = useState<EntryKind | null>(null)
  const main = customer.balances.find((balance) => balance.owed > 0) ?? customer.balances[0]
  return (
    <div className={styles.page}>
      <PageHeader
        title={customer.name}
        note={[t(`kind.${customer.kind}`), customer.phone].filter(Boolean).join(' · ')}
        back="/orders/customers"
        actions={
          <>
            <Button type="primary" onClick={() => setAdding('payment')}>
              {t('entry.take')}
            </Button>
            <Button onClick={() => setAdding('charge')}>{t('entry.other')}</Button>
            <Button onClick={() => void navigate(`/orders/new?customer=${customer.id}`)}>
              {t('newOrder')}
            </Button>
            {main && (
              <StatementButton
                party={customer.name}
                currency={main.currency}
                load={(since) => entriesSince(customer.id, main.currency, since, t)}
              />
            )}
            <Button onClick={() => setEditing(true)}>{t('change')}</Button>
          </>
        }
      />
      {customer.archived && <StatusTag tone="off">{t('archived')}</StatusTag>}
      {customer.note !== '' && <p className={styles.note}>{customer.note}</p>}
      {customer.balances.map((balance) => (
        <div key={balance.currency} className={styles.sums}>
          <div className={styles.sum}>
            {t('charged')}
            <b>{formatMoney(balance.charged, balance.currency)}</b>
          </div>
          <div className={styles.sum}>
            {t('paid')}
            <b>{formatMoney(balance.paid, balance.currency)}</b>
          </div>
          <div className={styles.sum}>
            {balance.owed < 0 ? t('credit') : t('owed')}
            <b>{formatMoney(Math.abs(balance.owed), balance.currency)}</b>
            {balance.owed === 0 && <Owed minor={0} currency={balance.currency} />}
          </div>
        </div>
      ))}
      <Tabs
        activeKey={params.get('tab') ?? 'ledger'}
        // The tabs' lists keep their page in the address too: it starts anew.
        onChange={(tab) => setParams(tab === 'ledger' ? {} : { tab }, { replace: true })}
        destroyOnHidden
        items={[
          { key: 'ledger', label: t('ledger.title'), children: <Ledger customer={customer} /> },
          {
            key: 'orders',
            label: t('orders.title', { count: customer.orderCount }),
            children: <CustomerOrders customer={customer} />,
          },
        ]}
      />
      {adding !== null && (
        <EntryDialog
          wish={{
            customerId: customer.id,
            customerName: customer.name,
            orderId: null,
            kind: adding,
            currency: main?.currency ?? 'CNY',
            amount: adding === 'payment' && main && main.owed > 0 ? main.owed : null,
          }}
          onClose={() => setAdding(null)}
        />
      )}
      <Modal
        open={isEditing}
        title={t('change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(false)}
      >
        <CustomerForm customer={customer} onDone={() => setEditing(false)} />
      </Modal>
    </div>
  )
}

/** The account's rows in one currency since a day, with the last before it; the oldest first. */
async function entriesSince(
  id: number,
  currency: Currency,
  since: string,
  t: TFunction<'customers'>,
): Promise<StatementRow[]> {
  const found: StatementRow[] = []
  const limit = 500
  for (let offset = 0; ; offset += limit) {
    const { rows } = await client.orders.customers.entries({ id, offset, limit })
    for (const row of rows) {
      if (row.currency !== currency) continue
      const kind = t(`entry.kind.${row.kind}`)
      const what = row.reversesId === null ? kind : t('ledger.takenBackRow', { what: kind })
      found.unshift({ ...row, what: [what, row.orderNumber, row.note].filter(Boolean).join(' · ') })
    }
    if (rows.length < limit || found.some(({ businessDate }) => businessDate < since)) return found
  }
}
