import { Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Batch } from '../../../shared/production/contract.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../production.module.css'

/** More than this many are a wall: the complete ones then stand behind their number. */
const shownAtOnce = 6

/** The orders a batch is made for: those that still wait always in sight. */
export function BatchOrders({ orders }: { readonly orders: Batch['orders'] }) {
  const { t } = useTranslation('production')
  if (orders.length === 0) return null
  const complete = orders.length > shownAtOnce ? orders.filter(({ shortCount }) => shortCount <= 0) : []
  const shown = orders.filter((order) => !complete.includes(order))
  return (
    <>
      {shown.length > 0 && (
        <div className={styles.bar}>
          <b>{t('batch.orders')}</b>
          <Links of={shown} />
        </div>
      )}
      {complete.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'complete',
              label: t('batch.ordersComplete', { count: complete.length }),
              children: (
                <div className={styles.bar}>
                  <Links of={complete} />
                </div>
              ),
            },
          ]}
        />
      )}
    </>
  )
}

function Links({ of }: { readonly of: Batch['orders'] }) {
  const { t } = useTranslation('production')
  return of.map((order) => (
    <Link key={order.id} to={`/orders/${order.id}`} className={styles.nowrap}>
      {order.orderNumber} {order.performanceDate && t('batch.showOn', { date: order.performanceDate })}{' '}
      <StatusTag tone={order.shortCount > 0 ? 'warn' : 'done'}>
        {t(order.shortCount > 0 ? 'batch.orderShort' : 'batch.orderComplete', { count: order.shortCount })}
      </StatusTag>
    </Link>
  ))
}
