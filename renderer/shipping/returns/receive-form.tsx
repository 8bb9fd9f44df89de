import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leftOf, type ReturnCounts, returnKey } from '../../../shared/shipping/return-counts.ts'
import type { ReturnOrder } from '../../../shared/shipping/returns-contract.ts'
import { client } from '../../app/client.ts'
import { SkuName } from '../../catalog/sku-name.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../shipping.module.css'

/** What of an order came back: no more than left (of one sent before this program: than was ordered). It lies unchecked until somebody has looked at it. */
export function ReceiveForm(props: {
  readonly order: ReturnOrder
  readonly trackingNumber: string
  readonly counts: ReturnCounts
  /** The SKU that was scanned last. */
  readonly lastId: number | null
  readonly onCounts: (counts: ReturnCounts) => void
  readonly onDone: (returnCaseId: number) => void
  readonly onCancel: () => void
  /** What came is nothing of this order: it is taken in by its pieces. */
  readonly onUnknown: () => void
}) {
  const { t } = useTranslation('shipping')
  const { order, counts, onCounts } = props
  const [reason, setReason] = useState('')
  const receive = useCommand(client.shipping.returns.receive, { onSuccess: ({ id }) => props.onDone(id) })
  const lines = order.lines.flatMap((line) => {
    const quantity = counts[returnKey(line)] ?? 0
    return quantity > 0 ? [{ orderLineId: line.orderLineId, itemId: line.itemId, quantity }] : []
  })
  const all = () =>
    onCounts({ ...counts, ...Object.fromEntries(order.lines.map((line) => [returnKey(line), leftOf(line)])) })
  return (
    <section className={styles.section} aria-label={order.orderNumber}>
      <h2>
        {order.shopName} · {order.orderNumber}{' '}
        <span className={styles.muted}>
          {order.recipient} {order.region}{' '}
          {order.shippedAt !== null && (
            <>
              {t('returns.shippedAt')} <InstantText at={order.shippedAt} />
            </>
          )}
        </span>
      </h2>
      {order.lines.length === 0 ? (
        <p role="alert">
          {t(order.hasLeft ? 'returns.noGoods' : 'returns.notShipped')}{' '}
          <Button onClick={props.onUnknown}>{t('returns.unknown')}</Button>
        </p>
      ) : (
        <>
          {order.shippedAt === null && <span className={styles.muted}>{t('returns.earlierText')}</span>}
          {order.lines.map((line) => (
            <div
              key={returnKey(line)}
              className={`${styles.row} ${line.itemId === props.lastId ? styles.justScanned : ''}`}
            >
              <SkuName sku={line.sku} side={64} />
              <span className={styles.grow} />
              <span className={styles.muted}>
                {line.shipped === 0
                  ? t('returns.earlierLeft', { count: line.earlier })
                  : t('returns.leftBack', { shipped: line.shipped, returned: line.returned })}
              </span>
              <InputNumber
                size="large"
                min={0}
                max={leftOf(line)}
                precision={0}
                value={counts[returnKey(line)] ?? 0}
                aria-label={t('returns.howMany')}
                onChange={(value) => onCounts({ ...counts, [returnKey(line)]: value ?? 0 })}
              />
            </div>
          ))}
          <div className={styles.bar}>
            <Button onClick={all}>{t('returns.allBack')}</Button>
            <Input
              style={{ width: 260 }}
              maxLength={200}
              placeholder={t('returns.reasonHint')}
              aria-label={t('returns.reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <span className={styles.grow} />
            <Button onClick={props.onCancel}>{t('cancel')}</Button>
            <Button
              type="primary"
              size="large"
              disabled={lines.length === 0}
              loading={receive.isPending}
              onClick={() =>
                void receive.run({
                  orderId: order.orderId,
                  trackingNumber: props.trackingNumber,
                  reason,
                  lines,
                })
              }
            >
              {t('returns.receive', { count: lines.reduce((sum, line) => sum + line.quantity, 0) })}
            </Button>
          </div>
          <ErrorNote error={receive.error} />
        </>
      )}
    </section>
  )
}
