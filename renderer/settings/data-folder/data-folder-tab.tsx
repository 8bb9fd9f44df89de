import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'

/** Where everything is kept, so that it can be found, backed up and moved. */
export function DataFolderTab() {
  const { t } = useTranslation('settings')
  const session = useSession()
  return (
    <SettingsSection title={t('tab.data')} note={t('data.note')}>
      <dl className={styles.facts}>
        <dt>{t('data.folder')}</dt>
        <dd>
          <Typography.Text copyable>{session.dataDir}</Typography.Text>
        </dd>
        <dt>{t('data.door')}</dt>
        <dd>{t(`data.doorIs.${session.door}`)}</dd>
        <dt>{t('data.station')}</dt>
        <dd>{session.station}</dd>
        <dt>{t('data.version')}</dt>
        <dd className="number">{session.version}</dd>
      </dl>
      <p>{t('data.move')}</p>
    </SettingsSection>
  )
}
