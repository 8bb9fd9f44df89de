import { useTranslation } from 'react-i18next'
import styles from '../shipping.module.css'
import { NumbersIn } from './numbers-in.tsx'
import { NumbersOut } from './numbers-out.tsx'

/** Tracking numbers: ours to the platforms, and those printed elsewhere to us. */
export function TrackingScreen() {
  const { t } = useTranslation('shipping')
  return (
    <div className={styles.page}>
      <section className={styles.section} aria-label={t('tracking.out')}>
        <h2>{t('tracking.out')}</h2>
        <NumbersOut />
      </section>
      <section className={styles.section} aria-label={t('tracking.in')}>
        <h2>{t('tracking.in')}</h2>
        <NumbersIn />
      </section>
    </div>
  )
}
