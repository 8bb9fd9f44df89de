import { useTranslation } from 'react-i18next'
import type { OrderRow, OrderStage } from '../../shared/orders/contract.ts'
import { openStanding, type StandingFacts } from '../../shared/orders/standing.ts'
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

const standingTones = {
  unmatched: 'act',
  noLines: 'warn',
  short: 'warn',
  stocked: 'off',
  ready: 'done',
} as const

/** Where an order stands: an open one says whether it can be packed. */
export function OrderStanding({ order }: { readonly order: StandingFacts }) {
  const { t } = useTranslation('orders')
  const standing = openStanding(order)
  if (standing === null)
    return <StatusTag tone={stageTones[order.stage]}>{t(`stage.${order.stage}`)}</StatusTag>
  return (
    <StatusTag tone={standingTones[standing]}>
      {t(`standing.${standing}`, { short: order.shortCount, pieces: order.pieceCount })}
    </StatusTag>
  )
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
