import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Currency, formatMoney, parseMoney, toDecimal } from '../../../shared/money.ts'
import type { OrderDetail } from '../../../shared/orders/contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import { EntryDialog } from '../customers/entry-dialog.tsx'
import { Owed } from '../customers/owed.tsx'
import styles from '../orders.module.css'

/** Whose account the order is on: charged, paid, due; money taken for it; putting it on another's. */
export function OrderAccount({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('customers')
  const [isPaying, setPaying] = useState(false)
  const [isAssigning, setAssigning] = useState(false)
  const { account } = order
  const currency = order.currency as Currency
  // A platform's buyer pays the platform: there an account is the exception, and one quiet button is enough.
  if (account === null && order.platform !== 'direct')
    return (
      <div>
        <Button size="small" onClick={() => setAssigning(true)}>
          {t('account.assign')}
        </Button>
        {isAssigning && <AssignDialog order={order} onClose={() => setAssigning(false)} />}
      </div>
    )
  return (
    <section className={styles.section}>
      <h2>{t('account.title')}</h2>
      {account === null ? (
        <>
          <span className={styles.muted}>{t('account.none')}</span>
          <div>
            <Button onClick={() => setAssigning(true)}>{t('account.assign')}</Button>
          </div>
        </>
      ) : (
        <>
          <Link to={`/orders/customers/${account.customerId}`}>{account.customerName}</Link>
          <dl className={styles.facts}>
            <dt>{t('charged')}</dt>
            <dd>
              <Money minor={account.charged} currency={currency} />
            </dd>
            <dt>{t('paid')}</dt>
            <dd>
              <Money minor={account.paid} currency={currency} />
            </dd>
            <dt>{t('account.due')}</dt>
            <dd>
              <Owed minor={account.due} currency={currency} />
            </dd>
            {account.owed !== account.due && (
              <>
                <dt>{t('account.whole')}</dt>
                <dd>
                  <Owed minor={account.owed} currency={currency} />
                </dd>
              </>
            )}
          </dl>
          <div className={styles.bar}>
            <Button {...(account.due > 0 && { type: 'primary' })} onClick={() => setPaying(true)}>
              {t('entry.take')}
            </Button>
            <Button onClick={() => setAssigning(true)}>{t('account.change')}</Button>
          </div>
        </>
      )}
      {isPaying && account && (
        <EntryDialog
          wish={{
            customerId: account.customerId,
            customerName: account.customerName,
            orderId: order.id,
            orderNumber: order.orderNumber,
            kind: account.paid === 0 && order.stage !== 'shipped' ? 'deposit' : 'payment',
            currency,
            amount: account.due > 0 ? account.due : null,
          }}
          onClose={() => setPaying(false)}
        />
      )}
      {isAssigning && <AssignDialog order={order} onClose={() => setAssigning(false)} />}
    </section>
  )
}

function AssignDialog({ order, onClose }: { readonly order: OrderDetail; readonly onClose: () => void }) {
  const { t } = useTranslation('customers')
  const currency = order.currency as Currency
  const charged = order.account?.charged ?? order.paidAmount
  const [customerId, setCustomerId] = useState(order.account?.customerId ?? null)
  const [amount, setAmount] = useState(charged === null ? '' : toDecimal(charged, currency))
  const chosen = useQuery({
    ...api.orders.customers.get.queryOptions({ input: { id: customerId ?? 1 } }),
    enabled: customerId !== null,
  })
  const assign = useCommand(client.orders.customers.assignOrder, { onSuccess: onClose })
  const minor = amount.trim() === '' ? 0 : parseMoney(amount, currency)
  const isBad = minor === null || minor < 0
  return (
    <Modal
      open
      title={t('account.assign')}
      okText={t('ui:save')}
      okButtonProps={{ disabled: customerId === null || isBad, loading: assign.isPending }}
      onOk={() =>
        customerId !== null &&
        minor !== null &&
        void assign.run({ orderId: order.id, customerId, amount: minor })
      }
      onCancel={onClose}
    >
      <div className={styles.page}>
        <div>
          {t('customer')}
          <CustomerSelect value={customerId} onChange={setCustomerId} />
        </div>
        <label>
          {t('account.amount')}
          <Input
            className="number"
            inputMode="decimal"
            status={isBad ? 'error' : ''}
            prefix={formatMoney(0, currency).replace(/[\d.,]+$/, '')}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        </label>
        {chosen.data?.kind === 'seller' && <span className={styles.muted}>{t('account.sellerHint')}</span>}
        {order.account && <span className={styles.muted}>{t('account.changeText')}</span>}
        <ErrorNote error={assign.error} />
      </div>
    </Modal>
  )
}
