import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'

/** What this workshop reads out on the telephone to whoever takes its first file in; stands wherever a file is saved. */
export function OwnFingerprint() {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const own = useQuery({
    ...api.subcontracting.ownFingerprint.queryOptions(),
    enabled: may('subcontracting.ownFingerprint'),
  })
  if (!own.data) return null
  return (
    <p className={styles.muted}>
      {t('file.own', { name: own.data.name })} <b>{own.data.fingerprint}</b>
    </p>
  )
}
