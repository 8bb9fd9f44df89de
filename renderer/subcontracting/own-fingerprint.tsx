import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { namelessWorkshop } from '../../shared/settings/contract.ts'
import { api } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { StatusTag } from '../ui/status-tag.tsx'

/** What this workshop reads out on the telephone to whoever takes its first file in; stands wherever a file is saved. */
export function OwnFingerprint() {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const own = useQuery({
    ...api.subcontracting.ownFingerprint.queryOptions(),
    enabled: may('subcontracting.ownFingerprint'),
  })
  if (!own.data) return null
  const { name, fingerprint } = own.data
  return (
    <>
      <p className={styles.muted}>
        {t('file.own', { name })} <b>{fingerprint}</b>
      </p>
      {name === namelessWorkshop && may('settings.workshop.update') && (
        <div className={styles.bar}>
          <StatusTag tone="warn">{t('file.nameless', { name })}</StatusTag>
          <Link to="/settings/workshop">{t('file.giveName')}</Link>
        </div>
      )}
    </>
  )
}
