import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WaveCandidate } from '../../../shared/shipping/wave-contract.ts'
import styles from '../shipping.module.css'

interface Suggestion {
  readonly orderIds: readonly number[]
  readonly reason: 'buyer' | 'recipient'
}

/** Orders that seem to go to one door: ticked ones are picked and packed as one parcel. */
export function MergeSuggestions(props: {
  readonly rows: readonly WaveCandidate[]
  readonly suggestions: readonly Suggestion[]
  readonly refused: ReadonlySet<string>
  readonly onToggle: (key: string) => void
}) {
  const { t } = useTranslation('shipping')
  if (props.suggestions.length === 0) return null
  const byId = new Map(props.rows.map((row) => [row.orderId, row]))
  return (
    <section className={styles.section} aria-label={t('merge.title')}>
      <h2>{t('merge.title')}</h2>
      <span className={styles.muted}>{t('merge.text')}</span>
      {props.suggestions.map((merge) => {
        const key = merge.orderIds.join()
        return (
          <Checkbox key={key} checked={!props.refused.has(key)} onChange={() => props.onToggle(key)}>
            {merge.orderIds.map((id) => byId.get(id)?.orderNumber ?? id).join(' + ')}{' '}
            <span className={styles.muted}>
              {t(`merge.${merge.reason}`)} {byId.get(merge.orderIds[0] ?? 0)?.region}
            </span>
          </Checkbox>
        )
      })}
    </section>
  )
}
