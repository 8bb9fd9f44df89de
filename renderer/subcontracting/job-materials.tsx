import { useTranslation } from 'react-i18next'
import { formatAmount } from '../../shared/quantity.ts'
import type { JobOrder } from '../../shared/subcontracting/job-file.ts'
import styles from '../production/production.module.css'
import { listText } from '../ui/list-text.ts'

/** What its sender says came along with a job, to be counted when it is taken over. */
export function JobMaterials({ materials }: { readonly materials: JobOrder['materials'] }) {
  const { t } = useTranslation('subcontracting')
  if (materials.length === 0) return null
  const list = materials.map(
    // A unit is whatever the sender's program calls it.
    ({ name, amount, unit }) =>
      `${name} ${formatAmount(amount)} ${t(`materials:units.${unit}`, { defaultValue: unit })}`,
  )
  return <div className={styles.muted}>{t('file.materials', { list: listText(list) })}</div>
}
