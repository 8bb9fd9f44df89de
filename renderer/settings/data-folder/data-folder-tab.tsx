import { useQuery } from '@tanstack/react-query'
import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { bytesText } from '../../ui/bytes-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'
import { MoveFolder } from './move-folder.tsx'

/** Where everything is kept, so that it can be found, and moved to another disk. */
export function DataFolderTab() {
  const { t } = useTranslation('settings')
  const session = useSession()
  const may = useMay()
  const { data: state } = useQuery(
    api.settings.dataFolder.state.queryOptions({ enabled: may('settings.dataFolder.state') }),
  )
  return (
    <SettingsSection title={t('tab.data')} note={t('data.note')}>
      <dl className={styles.facts}>
        <dt>{t('data.folder')}</dt>
        <dd>
          <Typography.Text copyable>{session.dataDir}</Typography.Text>
        </dd>
        {state && (
          <>
            <dt>{t('data.size')}</dt>
            <dd className="number">{bytesText(state.bytes)}</dd>
            <dt>{t('data.who')}</dt>
            <dd>
              {state.isPrivate ? (
                <StatusTag tone="done">{t('data.private')}</StatusTag>
              ) : (
                <StatusTag tone="warn">{t('data.open')}</StatusTag>
              )}
            </dd>
          </>
        )}
        <dt>{t('data.door')}</dt>
        <dd>{t(`data.doorIs.${session.door}`)}</dd>
        <dt>{t('data.station')}</dt>
        <dd>{session.station}</dd>
        <dt>{t('data.version')}</dt>
        <dd className="number">{session.version}</dd>
      </dl>
      <p>{t('data.move')}</p>
      {state && may('settings.dataFolder.move') && <MoveFolder state={state} />}
    </SettingsSection>
  )
}
