import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import { hourMs } from '../../../shared/dates.ts'
import type { freshnessSchema } from '../../../shared/shipping/hand-over-contract.ts'
import { paths } from '../../app/paths.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useNow } from '../../ui/use-now.ts'
import styles from '../shipping.module.css'

/** How old each shop's last order file is: a refund asked since then is not known here. */
export function Freshness({ shops }: { readonly shops: readonly z.infer<typeof freshnessSchema>[] }) {
  const { t } = useTranslation('shipping')
  const now = useNow()
  if (shops.length === 0) return null
  const age = (at: number | null) => {
    if (at === null) return t('fresh.never')
    const minutes = Math.max(0, Math.round((now - at) / 60_000))
    if (minutes < 90) return t('fresh.minutes', { count: minutes })
    const hours = Math.round((now - at) / hourMs)
    return hours <= 48
      ? t('fresh.hours', { count: hours })
      : t('fresh.days', { count: Math.floor(hours / 24) })
  }
  const tags = shops
    .filter((shop) => shop.platform !== 'direct')
    .map((shop) => (
      <StatusTag key={shop.shopId} tone={shop.stale ? 'act' : 'done'}>
        {shop.shopName}: {age(shop.newestExportAt)}
      </StatusTag>
    ))
  if (tags.length === 0) return null
  if (!shops.some((shop) => shop.stale))
    return (
      <div className={styles.bar}>
        {t('fresh.title')} {tags}
      </div>
    )
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <div className={styles.bar}>
          {t('fresh.stale')} {tags}
        </div>
      }
      action={<Link to={paths.importOrders}>{t('fresh.import')}</Link>}
    />
  )
}
