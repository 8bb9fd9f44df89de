import { EyeInvisibleOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import type { Parcel } from '../../../shared/shipping/pack-contract.ts'
import { Photo } from '../../catalog/photo.tsx'
import { DueTag } from '../../ui/due-tag.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { OddNumber } from '../odd-number.tsx'
import styles from './pack.module.css'

/** Beside the goods: the piece just scanned, who it goes to, its orders and what was asked for. */
export function ParcelSide({
  parcel,
  currentId,
}: {
  readonly parcel: Parcel
  readonly currentId: number | null
}) {
  const { t } = useTranslation('shipping')
  const current =
    parcel.items.find((item) => item.itemId === currentId) ??
    (parcel.items.length === 1 ? parcel.items[0] : undefined)
  return (
    <div className={styles.side}>
      {current && <Photo hash={current.sku.photoHash} side={260} alt={skuText(current.sku)} />}
      <div className={styles.card}>
        <h2>{t('pack.recipient')}</h2>
        {parcel.masked && (
          <div className={styles.note}>
            <EyeInvisibleOutlined /> {t('pack.masked')}
          </div>
        )}
        <div className={styles.big}>{parcel.recipient.name}</div>
        <div>{parcel.recipient.phone}</div>
        <div>{parcel.recipient.address}</div>
        <div className={styles.muted}>
          {parcel.trackingNumber === ''
            ? parcel.noWaybillReason === ''
              ? t('pack.noNumberYet')
              : t(`noWaybill.${parcel.noWaybillReason}`)
            : `${parcel.carrierName ?? t('oddNumber.noCarrier')} ${parcel.trackingNumber}`}
        </div>
        <OddNumber parcel={parcel} />
        {parcel.part && <div>{t('pack.part', { index: parcel.part.index, total: parcel.part.count })}</div>}
      </div>
      {parcel.orders.map((order) => (
        <div key={order.orderId} className={styles.card}>
          <h2>
            {order.shopName} · {order.orderNumber}
          </h2>
          <DueTag shipBy={order.shipBy} isOver={parcel.state === 'shipped'} />{' '}
          {order.performanceDate && (
            <StatusTag tone="act">{t('performance', { date: order.performanceDate })}</StatusTag>
          )}
          {order.refusal && <StatusTag tone="act">{t(`refusal.${order.refusal}`)}</StatusTag>}
          {order.mayBeGone && <StatusTag tone="act">{t('pack.mayBeGone')}</StatusTag>}
          {order.unmatched > 0 && (
            <StatusTag tone="act">{t('pack.unmatched', { count: order.unmatched })}</StatusTag>
          )}
          {[order.buyerNote, order.sellerNote, order.note].filter(Boolean).map((note) => (
            <div key={note} className={styles.note}>
              {note}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}
