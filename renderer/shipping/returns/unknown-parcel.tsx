import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { client } from '../../app/client.ts'
import { SkuName } from '../../catalog/sku-name.tsx'
import { SkuPicker } from '../../catalog/sku-picker.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../shipping.module.css'

export type UnknownPieces = readonly { readonly sku: SkuLabel; readonly quantity: number }[]

/** One piece more of a scanned SKU. */
export function withPiece(pieces: UnknownPieces, sku: SkuLabel): UnknownPieces {
  return pieces.some((one) => one.sku.id === sku.id)
    ? pieces.map((one) => (one.sku.id === sku.id ? { ...one, quantity: one.quantity + 1 } : one))
    : [...pieces, { sku, quantity: 1 }]
}

/** A parcel of which nobody knows the order: its pieces, scanned one by one, or chosen by hand. */
export function UnknownParcel(props: {
  readonly pieces: UnknownPieces
  readonly trackingNumber: string
  /** The SKU that was scanned last. */
  readonly lastId: number | null
  readonly onChange: (pieces: UnknownPieces) => void
  readonly onDone: (returnCaseId: number) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('shipping')
  const { pieces } = props
  const [reason, setReason] = useState('')
  const receive = useCommand(client.shipping.returns.receive, { onSuccess: ({ id }) => props.onDone(id) })
  const set = (id: number, quantity: number) =>
    props.onChange(
      pieces.flatMap((one) => (one.sku.id !== id ? [one] : quantity > 0 ? [{ ...one, quantity }] : [])),
    )
  return (
    <section className={styles.section} aria-label={t('returns.unknownTitle')}>
      <h2>{t('returns.unknownTitle')}</h2>
      <span className={styles.muted}>{t('returns.unknownText')}</span>
      {pieces.map(({ sku, quantity }) => (
        <div key={sku.id} className={`${styles.row} ${sku.id === props.lastId ? styles.justScanned : ''}`}>
          <SkuName sku={sku} side={64} />
          <span className={styles.grow} />
          <InputNumber
            size="large"
            min={0}
            max={10_000}
            precision={0}
            value={quantity}
            aria-label={t('returns.howMany')}
            onChange={(value) => set(sku.id, value ?? 0)}
          />
        </div>
      ))}
      <div style={{ maxWidth: 480 }}>
        <SkuPicker
          value={null}
          withSets={false}
          placeholder={t('returns.pickSku')}
          onChange={(sku) => sku && props.onChange(withPiece(pieces, sku))}
        />
      </div>
      <div className={styles.bar}>
        <Input
          style={{ width: 320 }}
          maxLength={200}
          placeholder={t('returns.unknownReason')}
          aria-label={t('returns.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className={styles.grow} />
        <Button onClick={props.onCancel}>{t('cancel')}</Button>
        <Button
          type="primary"
          size="large"
          disabled={pieces.length === 0}
          loading={receive.isPending}
          onClick={() =>
            void receive.run({
              orderId: null,
              trackingNumber: props.trackingNumber,
              reason,
              lines: pieces.map(({ sku, quantity }) => ({ orderLineId: null, itemId: sku.id, quantity })),
            })
          }
        >
          {t('returns.receive', { count: pieces.reduce((sum, one) => sum + one.quantity, 0) })}
        </Button>
      </div>
      <ErrorNote error={receive.error} />
    </section>
  )
}
