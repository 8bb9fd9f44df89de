import { useTranslation } from 'react-i18next'
import type { OrderRow, OrderStage } from '../../shared/orders/contract.ts'
import { StatusTag, type Tone } from '../ui/status-tag.tsx'
import styles from './orders.module.css'

const stageTones: Readonly<Record<OrderStage, Tone>> = {
  waiting: 'off',
  open: 'go',
  picking: 'go',
  packed: 'done',
  shipped: 'done',
  ended: 'off',
}

type Standing = Pick<
  OrderRow,
  | 'stage'
  | 'shortCount'
  | 'unmatchedCount'
  | 'pieceCount'
  | 'holdReason'
  | 'addressDiffers'
  | 'afterSale'
  | 'afterSaleRelease'
>

/** Something a person must settle first: packing is refused until then, however much of it is in stock. */
function isBlocked({ holdReason, addressDiffers, afterSale, afterSaleRelease }: Standing): boolean {
  const isAfterSale = afterSale === 'requested' || afterSale === 'refunded'
  return holdReason !== null || addressDiffers || (isAfterSale && afterSaleRelease === null)
}

/** Where an order stands: an open one says whether it can be packed. */
export function OrderStanding({ order }: { readonly order: Standing }) {
  const { t } = useTranslation('orders')
  const { stage, shortCount, unmatchedCount, pieceCount } = order
  if (stage === 'open') {
    if (unmatchedCount > 0) return <StatusTag tone="act">{t('standing.unmatched')}</StatusTag>
    if (pieceCount === 0) return <StatusTag tone="warn">{t('standing.noLines')}</StatusTag>
    if (shortCount > 0)
      return (
        <StatusTag tone="warn">{t('standing.short', { short: shortCount, pieces: pieceCount })}</StatusTag>
      )
    if (isBlocked(order)) return <StatusTag tone="off">{t('standing.stocked')}</StatusTag>
    return <StatusTag tone="done">{t('standing.ready')}</StatusTag>
  }
  return <StatusTag tone={stageTones[stage]}>{t(`stage.${stage}`)}</StatusTag>
}

type Flagged = Pick<
  OrderRow,
  | 'holdReason'
  | 'afterSale'
  | 'afterSaleRelease'
  | 'addressDiffers'
  | 'masked'
  | 'noRecipient'
  | 'performanceDate'
  | 'stage'
>

/** What somebody must know before packing an order. */
export function OrderFlags({ order }: { readonly order: Flagged }) {
  const { t } = useTranslation('orders')
  return (
    <span className={styles.flags}>
      {order.holdReason !== null && (
        <StatusTag tone="act" title={order.holdReason}>
          {t('flags.hold')}
        </StatusTag>
      )}
      {order.afterSale !== 'none' && (
        <StatusTag
          tone={order.afterSale === 'rejected' || order.afterSaleRelease !== null ? 'off' : 'act'}
          {...(order.afterSaleRelease !== null && { title: order.afterSaleRelease })}
        >
          {t(`afterSale.${order.afterSale}`)}
          {order.afterSaleRelease !== null && ` · ${t('flags.released')}`}
        </StatusTag>
      )}
      {order.addressDiffers && <StatusTag tone="act">{t('flags.addressDiffers')}</StatusTag>}
      {order.performanceDate !== null && (
        <StatusTag tone="warn" title={t('performanceDate')}>
          {t('flags.performance', { date: order.performanceDate.slice(5) })}
        </StatusTag>
      )}
      {order.noRecipient && (
        <StatusTag tone="warn" title={t('flags.noRecipientTitle')}>
          {t('flags.noRecipient')}
        </StatusTag>
      )}
      {order.masked && (
        <StatusTag tone="off" title={t('flags.maskedTitle')}>
          {t('flags.masked')}
        </StatusTag>
      )}
    </span>
  )
}
