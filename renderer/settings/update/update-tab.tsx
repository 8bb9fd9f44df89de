import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Skeleton, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import pageStyles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'
import { GoBack } from './go-back.tsx'
import { Offer } from './offer.tsx'
import { PlacesForm } from './places-form.tsx'
import styles from './update.module.css'
import { useUpdateStatus } from './use-install.ts'

/** Which version this is, what newer one was found, where to look, and the way back. */
export function UpdateTab() {
  const { t } = useTranslation('update')
  const may = useMay()
  // Work begins and ends while this is looked at.
  const { data: status, error } = useUpdateStatus(10_000)
  const look = useMutation({ mutationFn: () => client.settings.updates.look() })
  const bring = useMutation({ mutationFn: (file: File) => client.settings.updates.bring({ file }) })
  const fetch = useMutation({ mutationFn: () => client.settings.updates.fetch() })
  if (!status) return error ? <ErrorNote error={error} /> : <Skeleton active />
  const { server, refused } = status
  return (
    <SettingsSection title={t('settings:tab.update')} note={t('note')} isWide>
      <dl className={pageStyles.facts}>
        <dt>{t('version')}</dt>
        <dd className="number">{status.version}</dd>
        <dt>{t('lookedAt')}</dt>
        <dd>{status.lookedAt === null ? t('never') : <InstantText at={status.lookedAt} />}</dd>
      </dl>
      <div className={styles.part}>
        {status.why && <Alert type="info" showIcon title={t(`why.${status.why}`)} />}
        <Offer status={status} />
        {server.version !== null && (
          <Space wrap>
            <span>{t('serverHas', { version: server.version, size: Math.ceil(server.size / 1e6) })}</span>
            <Button loading={fetch.isPending} onClick={() => fetch.mutate()}>
              {t('fetch')}
            </Button>
          </Space>
        )}
        {server.failed && <Alert type="info" showIcon title={t('serverFailed')} />}
        <Space wrap>
          <Button loading={look.isPending} onClick={() => look.mutate()}>
            {t('lookNow')}
          </Button>
          <FileDrop
            label={t('choose')}
            dropLabel={t('drop')}
            accept=".yifang-update"
            multiple={false}
            disabled={bring.isPending || status.preparing}
            onFiles={([file]) => file && bring.mutate(file)}
          />
        </Space>
        <ErrorNote error={look.error ?? bring.error ?? fetch.error} />
        {refused.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('refusedTitle')}
            description={
              <ul>
                {refused.map(({ file, place, reason }) => (
                  <li key={`${place}/${file}`}>
                    {t('refusedRow', { file, place, reason: t(`errors:reason.${reason}`) })}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </div>
      {status.before && may('settings.updates.goBack') && (
        <GoBack before={status.before} canInstall={status.canInstall} />
      )}
      {may('settings.updates.saveSettings') && <PlacesForm settings={status.settings} />}
    </SettingsSection>
  )
}
