import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { SettingsSection } from '../../settings/settings-section.tsx'
import styles from './join.module.css'
import { JoinDialog } from './join-dialog.tsx'
import { LeaveButton } from './leave-button.tsx'

/** Where a joined PC belongs: the workshop's address may change, and it may leave. */
export function ThisStationTab() {
  const { t } = useTranslation('join')
  const { station, workshopName } = useSession()
  const [isMoving, setMoving] = useState(false)
  return (
    <SettingsSection title={t('this.title')} note={t('this.note', { station, workshop: workshopName })}>
      <div className={styles.step}>
        <p className={styles.help}>{t('this.address')}</p>
        <div className={styles.buttons}>
          <Button onClick={() => setMoving(true)}>{t('newAddress')}</Button>
          <LeaveButton />
        </div>
      </div>
      {isMoving && <JoinDialog move onClose={() => setMoving(false)} />}
    </SettingsSection>
  )
}
