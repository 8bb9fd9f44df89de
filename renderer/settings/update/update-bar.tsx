import { CloudDownloadOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { OutcomeNote } from './outcome-note.tsx'
import styles from './update.module.css'
import { useInstall, useUpdateStatus } from './use-install.ts'

const page = '/settings/update'

/** A newer version or what the last one came to, said calmly around every screen; for whoever looks after the program. */
export function UpdateBar() {
  const may = useMay()
  return may('settings.updates.status') ? <Bar /> : null
}

function Bar() {
  const { t, i18n } = useTranslation('update')
  const navigate = useNavigate()
  const install = useInstall()
  const { pathname } = useLocation()
  const [notNow, setNotNow] = useState<string | null>(null)
  const { data: status } = useUpdateStatus()
  if (!status) return null
  const { offer, outcome, planned, canInstall, why } = status
  if (install.isEnding) return <Alert type="info" banner showIcon title={t('ending')} />
  if (status.preparing) return <Alert type="info" banner showIcon title={t('preparing')} />
  if (outcome)
    return (
      <div className={styles.bar}>
        <OutcomeNote outcome={outcome} />
      </div>
    )
  // The screen of updates says it itself, at length.
  if (!offer || planned !== null || offer.id === notNow || pathname === page) return null
  const where = t(`place.${offer.kind}`, { place: offer.place })
  return (
    <div className={styles.bar} role="status">
      <CloudDownloadOutlined aria-hidden />
      <div className={styles.text}>
        {t('bar', { version: offer.version, where })} {why && t(`why.${why}`)}
        <p className={styles.notes}>{i18n.language === 'en' ? offer.notes.en : offer.notes.zh}</p>
      </div>
      {canInstall && (
        <>
          <Button size="small" loading={install.isPending} onClick={() => install.plan(offer.id)}>
            {t('afterWork')}
          </Button>
          <Button size="small" disabled={install.isPending} onClick={() => void install.now(offer)}>
            {t('now')}
          </Button>
        </>
      )}
      <Button size="small" type="link" onClick={() => void navigate(page)}>
        {t('details')}
      </Button>
      <Button size="small" type="text" onClick={() => setNotNow(offer.id)}>
        {t('later')}
      </Button>
      <ErrorNote error={install.error} />
    </div>
  )
}
