import { useQuery } from '@tanstack/react-query'
import { Collapse } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Currency } from '../../../shared/money.ts'
import type { OrderDetail } from '../../../shared/orders/contract.ts'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { AfterSaleRelease } from '../../shipping/after-sale-release.tsx'
import { DueTag } from '../../ui/due-tag.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { OrderFlags, OrderStanding } from '../order-words.tsx'
import styles from '../orders.module.css'
import { AddressDifference } from './address-difference.tsx'
import { EditDrawer } from './edit-drawer.tsx'
import { History } from './history.tsx'
import { OrderAccount } from './order-account.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderLines } from './order-lines.tsx'
import { SourceRows } from './source-rows.tsx'

/** Everything about one order, what to do next, and where each fact came from. */
export function OrderScreen() {
  const id = Number(useParams().id)
  const { t } = useTranslation('orders')
  const order = useQuery(api.orders.get.queryOptions({ input: { id } }))
  if (!order.data)
    return (
      <>
        <PageHeader title={t('order')} back="/orders" />
        <ErrorNote error={order.error} />
      </>
    )
  return <Order order={order.data} />
}

function Order({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const may = useMay()
  const [isEditing, setEditing] = useState(false)
  const isOver = order.stage === 'shipped' || order.stage === 'ended'
  return (
    <div className={styles.page}>
      <PageHeader
        title={<span className={styles.number}>{order.orderNumber}</span>}
        note={
          // An order by hand has no platform that says how far it is: the stage below does.
          order.platformStatus === '' && (order.platform === 'direct' || order.account !== null)
            ? order.shopName
            : `${order.shopName} · ${order.platformStatus || t(`status.${order.status}`)}`
        }
        back="/orders"
        actions={may('orders.update') && <OrderActions order={order} onEdit={() => setEditing(true)} />}
      />
      <div className={styles.bar}>
        <DueTag shipBy={order.shipBy} source={order.shipBySource} isOver={isOver} />
        <OrderStanding order={order} />
        {order.canReopen && <StatusTag tone="off">{t('cancelledByUs')}</StatusTag>}
        <OrderFlags order={order} />
        {order.holdReason !== null && <span>{t('heldBecause', { reason: order.holdReason })}</span>}
      </div>
      {order.addressDiffers && <AddressDifference order={order} />}
      <AfterSaleRelease order={order} />
      <div className={styles.columns}>
        <div className={styles.page}>
          <OrderLines order={order} />
          <Notes order={order} />
          <Collapse
            items={[
              {
                key: 'history',
                label: t('history.label', { count: order.history.length }),
                children: <History order={order} />,
              },
              ...(order.sourceRows.length > 0
                ? [
                    {
                      key: 'source',
                      label: t('source.label', { count: order.sourceRows.length }),
                      children: <SourceRows order={order} />,
                    },
                  ]
                : []),
            ]}
          />
        </div>
        <div className={styles.page}>
          <Recipient order={order} />
          {may('orders.customers.get') &&
            (order.account || order.paidAmount !== null || order.stage !== 'ended') && (
              <OrderAccount order={order} />
            )}
          <Facts order={order} />
        </div>
      </div>
      {isEditing && <EditDrawer order={order} onClose={() => setEditing(false)} />}
    </div>
  )
}

function Recipient({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const { recipient } = order
  const address = [
    recipient.province,
    recipient.city,
    recipient.district,
    recipient.address,
    recipient.postcode,
    recipient.country,
  ]
  return (
    <section className={styles.section}>
      <h2>{t('recipient')}</h2>
      {order.noRecipient ? (
        <div>
          <StatusTag tone="warn">{t('flags.noRecipient')}</StatusTag>
          <p className={styles.muted}>
            {t(order.platform === 'direct' ? 'noRecipientOwn' : 'noRecipientPlatform')}
          </p>
        </div>
      ) : (
        <>
          <div>
            <b>{recipient.name}</b> {recipient.phone}
          </div>
          <div>{address.filter(Boolean).join(' ')}</div>
          {[recipient.name, recipient.phone, ...address].every((part) => part === '') && !order.blanked && (
            <span className={styles.muted}>{t('flags.noRecipient')}</span>
          )}
        </>
      )}
      {order.blanked && <span className={styles.muted}>{t('blanked')}</span>}
      {order.masked && <span className={styles.muted}>{t('maskedHelp')}</span>}
      {order.waybills.map((waybill) => (
        <div key={waybill.trackingNumber} className={styles.number}>
          {waybill.carrierName} {waybill.trackingNumber}
        </div>
      ))}
    </section>
  )
}

function Facts({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const money = (minor: number | null) =>
    minor === null ? null : <Money minor={minor} currency={order.currency as Currency} />
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('shop'), order.shopName],
    [t('buyer'), order.buyerId],
    [t('createdAt'), order.createdAt && <InstantText at={order.createdAt} />],
    [t('paidAt'), order.paidAt && <InstantText at={order.paidAt} />],
    [t('promisedAt'), order.promisedAt && <InstantText at={order.promisedAt} />],
    [t('performanceDate'), order.performanceDate],
    [t('goodsAmount'), money(order.goodsAmount)],
    [t('postageAmount'), money(order.postageAmount)],
    [t('discountAmount'), money(order.discountAmount)],
    // What a customer on account has paid is said there; here it is what he was asked.
    [order.account ? t('askedAmount') : t('amount'), money(order.paidAmount)],
    [t('refundAmount'), order.refundAmount ? money(order.refundAmount) : null],
    [
      t('invoice.label'),
      order.invoiceState === 'none' ? null : `${t(`invoice.${order.invoiceState}`)} ${order.invoiceTitle}`,
    ],
    [t('fileTime'), order.headAsOf > 0 && <InstantText at={order.headAsOf} />],
  ]
  return (
    <section className={styles.section}>
      <h2>{t('facts')}</h2>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {order.customerId !== null && (
        <Link to={`/orders/customers/${order.customerId}?tab=orders`}>{t('sameCustomer')}</Link>
      )}
    </section>
  )
}

function Notes({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const notes: readonly (readonly [string, string])[] = [
    [t('note'), order.note],
    [t('buyerNote'), order.buyerNote],
    [t('sellerNote'), order.sellerNote],
  ]
  const said = notes.filter(([, text]) => text !== '')
  if (said.length === 0) return null
  return (
    <section className={styles.section}>
      <h2>{t('remark')}</h2>
      {said.map(([name, text]) => (
        <div key={name} className={styles.note}>
          <span className={styles.muted}>{name}</span> {text}
        </div>
      ))}
    </section>
  )
}
