import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { SettingsSection } from '../settings-section.tsx'
import styles from './health.module.css'
import { HealthFacts } from './health-facts.tsx'
import { LogList } from './log-list.tsx'
import { RepairPanel } from './repair-panel.tsx'

/** For whoever looks after the PC: how program, data and disk are, what can be mended, and a file to send on. */
export function HealthTab() {
  const { t } = useTranslation('health')
  const health = useQuery(api.settings.health.get.queryOptions())
  const diagnosis = useMutation({
    mutationFn: async () => {
      const { fileName, file } = await client.settings.health.diagnosis()
      saveFile(fileName, file)
    },
  })
  const unclean = health.data?.unclean
  return (
    <SettingsSection title={t('settings:tab.health')} note={t('note')} isWide>
      <div className={styles.parts}>
        {unclean && (
          <Alert
            type="info"
            showIcon
            title={t('unclean.title', { at: formatInstant(unclean.at) })}
            description={
              unclean.lastSeenAt === null
                ? t('unclean.text')
                : t('unclean.textSeen', { at: formatInstant(unclean.lastSeenAt) })
            }
          />
        )}
        <ErrorNote error={health.error} />
        {health.data && <HealthFacts health={health.data} />}
        <section aria-label={t('diagnosis.title')}>
          <h3 className={styles.heading}>{t('diagnosis.title')}</h3>
          <p className={styles.text}>{t('diagnosis.text')}</p>
          <Space>
            <Button type="primary" loading={diagnosis.isPending} onClick={() => diagnosis.mutate()}>
              {t('diagnosis.make')}
            </Button>
          </Space>
          <ErrorNote error={diagnosis.error} />
        </section>
        <RepairPanel />
        <LogList />
      </div>
    </SettingsSection>
  )
}
