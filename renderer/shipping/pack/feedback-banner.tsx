import { CheckCircleFilled, CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Parcel } from '../../../shared/shipping/pack-contract.ts'
import { api } from '../../app/client.ts'
import { ordersPath } from '../../app/paths.ts'
import { Photo } from '../../catalog/photo.tsx'
import { errorText } from '../../ui/error-text.ts'
import { InstantText } from '../../ui/instant-text.tsx'
import { OddNumber } from '../odd-number.tsx'
import styles from './pack.module.css'
import type { Feedback } from './use-pack-table.ts'

/** What the last step came to, in words that are read from two metres. */
export function FeedbackBanner({
  feedback,
  parcel,
  onTakeOver,
}: {
  readonly feedback: Feedback | null
  readonly parcel: Parcel | null
  readonly onTakeOver: (parcelId: number) => void
}) {
  const { t } = useTranslation('shipping')
  if (feedback?.kind === 'error') return <Refused feedback={feedback} onTakeOver={onTakeOver} />
  if (feedback?.kind === 'step') {
    const sku = parcel?.items.find((item) => item.itemId === feedback.itemId)
    const title =
      sku && parcel
        ? t('pack.counted', { name: `${sku.sku.colour} ${sku.sku.size}`, here: sku.here, wanted: sku.wanted })
        : feedback.did === 'shown' && parcel
          ? t(`pack.shown.${parcel.state}`)
          : t(`pack.did.${feedback.did}`)
    const isOdd = parcel?.unusualNumber === true && parcel.state !== 'open'
    const text =
      feedback.did === 'closed'
        ? feedback.number
        : parcel?.state === 'open' && parcel.missing === 0
          ? t(parcel.trackingNumber === '' ? 'pack.nowScanWaybill' : 'pack.nowClose')
          : ''
    return (
      <div
        className={`${styles.banner} ${feedback.did === 'shown' || isOdd ? styles.warn : feedback.did === 'closed' ? styles.done : styles.right}`}
        role="status"
      >
        {isOdd ? <WarningFilled /> : feedback.did === 'shown' ? <InfoCircleFilled /> : <CheckCircleFilled />}
        <div>
          <strong>{title}</strong>
          {text !== '' && <div>{text}</div>}
          {feedback.did === 'shown' && parcel && (
            <div>
              <InstantText at={parcel.shippedAt ?? parcel.packedAt} /> {parcel.packedBy}
            </div>
          )}
          {parcel?.orders.some((order) => order.mayBeGone) && (
            <div className={styles.note}>
              <WarningFilled /> {t('pack.mayBeGoneText')}
            </div>
          )}
          {isOdd && (
            <div>
              <OddNumber parcel={parcel} /> {t('oddNumber.help')}
            </div>
          )}
        </div>
      </div>
    )
  }
  if (feedback?.kind === 'hint')
    return (
      <div className={`${styles.banner} ${styles.warn}`} role="status">
        <InfoCircleFilled />
        <strong>{t(`pack.hint.${feedback.hint}`, { count: feedback.count ?? 0 })}</strong>
      </div>
    )
  return (
    <div className={styles.banner}>
      <InfoCircleFilled />
      <strong>{t('pack.ready')}</strong>
    </div>
  )
}

/** A refusal: the reason as large as it goes, what it means below, and the piece that was scanned. */
function Refused({
  feedback,
  onTakeOver,
}: {
  readonly feedback: Extract<Feedback, { kind: 'error' }>
  readonly onTakeOver: (parcelId: number) => void
}) {
  const { t } = useTranslation('shipping')
  const { t: texts } = useTranslation()
  const { error, code } = feedback
  const reason = error.code === 'parcel-refused' ? String(error.data.reason) : ''
  const order = error.code === 'parcel-refused' ? String(error.data.orderNumber) : ''
  const isItem =
    code !== '' &&
    (error.code === 'scan-wrong' || error.code === 'scan-surplus' || error.code === 'scan-not-in-stock')
  const sku = useQuery({
    ...api.catalog.skus.search.queryOptions({ input: { search: code, withSets: true, limit: 1 } }),
    enabled: isItem,
  }).data?.[0]
  return (
    <div className={`${styles.banner} ${styles.wrong}`} role="alert">
      <CloseCircleFilled />
      {isItem && sku && <Photo hash={sku.photoHash} side={120} alt={sku.styleName} />}
      <div>
        <strong>
          {reason === ''
            ? t(`pack.refused.${error.code}`, { defaultValue: t('pack.refused.other') })
            : t(`refusal.${reason}`)}
        </strong>
        <div>{errorText(texts, error)}</div>
        {reason === 'after-sale' && <div>{t('pack.afterSaleHelp')}</div>}
        {error.code === 'parcel-in-hand' && (
          <Button size="large" onClick={() => onTakeOver(Number(error.data.parcelId))}>
            {t('pack.takeOver')}
          </Button>
        )}
        {order !== '' && <Link to={ordersPath({ search: order })}>{t('pack.toOrder')}</Link>}
      </div>
    </div>
  )
}
