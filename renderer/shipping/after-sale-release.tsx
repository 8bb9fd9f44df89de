import { Alert, Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../shared/orders/contract.ts'
import { isInAfterSale } from '../../shared/shipping/refusal.ts'
import { client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './shipping.module.css'

/**
 * On the page of an order that waits for its after-sale: it may be sent all the same, with a reason, without the
 * lines that were paid back whole. Once let go it says so, until somebody or a newer file takes that back.
 */
export function AfterSaleRelease({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('shipping')
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const withdraw = useCommand(client.shipping.afterSale.withdraw)
  const left = order.lines.filter(
    (line) => line.kind === 'sale' && line.quantity - line.cancelled - line.shipped > 0,
  )
  const isWaiting = order.stage === 'open' || order.stage === 'picking' || order.stage === 'packed'
  const mayRelease = may('shipping.afterSale.release')
  if (!isWaiting || left.length === 0 || !isInAfterSale(order.afterSale, left)) return null
  if (order.afterSaleRelease !== null)
    return (
      <Alert
        type="info"
        showIcon
        title={t('release.done', { reason: order.afterSaleRelease })}
        description={
          <>
            {t('release.doneText')}
            <ErrorNote error={withdraw.error} />
          </>
        }
        action={
          mayRelease && (
            <Button loading={withdraw.isPending} onClick={() => void withdraw.run({ orderId: order.id })}>
              {t('release.withdraw')}
            </Button>
          )
        }
      />
    )
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={t('release.waits')}
        description={t(mayRelease ? 'release.waitsText' : 'release.waitsPacker')}
        action={mayRelease && <Button onClick={() => setAsking(true)}>{t('release.release')}</Button>}
      />
      <Modal
        open={isAsking}
        title={t('release.title', { number: order.orderNumber })}
        footer={null}
        destroyOnHidden
        onCancel={() => setAsking(false)}
      >
        <ReleaseForm order={order} lines={left} onDone={() => setAsking(false)} />
      </Modal>
    </>
  )
}

function ReleaseForm(props: {
  readonly order: OrderDetail
  readonly lines: OrderDetail['lines']
  readonly onDone: () => void
}) {
  const { t } = useTranslation('shipping')
  const { lines } = props
  const [reason, setReason] = useState('')
  // Of several lines those that were paid back stay here; a single line is what this is about.
  const [kept, setKept] = useState<readonly number[]>(() =>
    lines.filter((line) => lines.length === 1 || line.afterSale !== 'refunded').map((line) => line.id),
  )
  const release = useCommand(client.shipping.afterSale.release, { onSuccess: props.onDone })
  return (
    <div className={styles.page}>
      <span>{t('release.text')}</span>
      <Input
        autoFocus
        maxLength={200}
        value={reason}
        placeholder={t('release.reasonHint')}
        aria-label={t('release.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      {lines.length > 1 && (
        <fieldset className={styles.choices}>
          <legend>{t('release.which')}</legend>
          {lines.map((line) => (
            <Checkbox
              key={line.id}
              checked={kept.includes(line.id)}
              onChange={(event) =>
                setKept(event.target.checked ? [...kept, line.id] : kept.filter((other) => other !== line.id))
              }
            >
              {line.skuLabel || [line.title, line.attributes].filter(Boolean).join(' ')} ×{' '}
              {line.quantity - line.cancelled - line.shipped}
              {line.afterSale !== 'none' && (
                <span className={styles.muted}> · {t(`release.state.${line.afterSale}`)}</span>
              )}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {kept.length < lines.length && <span className={styles.muted}>{t('release.dropped')}</span>}
      <ErrorNote error={release.error} />
      <div className={styles.row}>
        <Button onClick={props.onDone}>{t('cancel')}</Button>
        <Button
          type="primary"
          disabled={reason.trim() === '' || kept.length === 0}
          loading={release.isPending}
          onClick={() =>
            void release.run({
              orderId: props.order.id,
              reason,
              dropLineIds: lines.map((line) => line.id).filter((id) => !kept.includes(id)),
            })
          }
        >
          {t('release.release')}
        </Button>
      </div>
    </div>
  )
}
