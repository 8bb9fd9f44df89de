import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Restored } from '../../../shared/settings/backup-contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { saveFile } from '../../ui/save-file.ts'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'
import { BackupList } from './backup-list.tsx'
import { CareNote } from './care-note.tsx'
import { CarriedKey } from './carried-key.tsx'
import { RestoredNote } from './restored-note.tsx'
import { useOpenedBackup } from './use-opened-backup.ts'
import { useRestore } from './use-restore.tsx'

/** How safe the work is, what copies there are, and how to go back to one. */
export function BackupTab() {
  const { t } = useTranslation('care')
  const list = useQuery(api.settings.backup.list.queryOptions())
  const [restored, setRestored] = useState<Restored | null>(null)
  const [isKeyCarried, setKeyCarried] = useState(true)
  const make = useMutation({ mutationFn: () => client.settings.backup.make() })
  const download = useMutation({
    mutationFn: async () => {
      const { fileName, file } = await client.settings.backup.download({ withoutKey: !isKeyCarried })
      saveFile(fileName, file)
    },
  })
  const restore = useRestore((source) => client.settings.backup.restore(source), setRestored)
  const opened = useOpenedBackup((file) => void restore.ask({ file }, file.name))
  return (
    <SettingsSection title={t('settings:tab.backup')} note={t('note')} isWide>
      <div className={styles.head}>
        <CareNote />
        <Space wrap>
          <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>
            {t('make')}
          </Button>
          <Button loading={download.isPending} onClick={() => download.mutate()}>
            {t('download')}
          </Button>
          <FileDrop
            label={t('restoreFile')}
            dropLabel={t('restoreDrop')}
            accept=".yifang-backup"
            multiple={false}
            disabled={restore.isPending}
            onFiles={([file]) => file && restore.ask({ file }, file.name)}
          />
        </Space>
        <p className={styles.note}>{t('downloadHelp')}</p>
        <CarriedKey isCarried={isKeyCarried} onChange={setKeyCarried} />
        <ErrorNote error={make.error ?? download.error ?? restore.error ?? opened.error ?? list.error} />
        {restore.isPending && <Alert type="info" showIcon title={t('restoring')} />}
        {restored && <RestoredNote restored={restored} />}
      </div>
      <BackupList
        backups={list.data}
        isBusy={restore.isPending}
        onRestore={(backup) => restore.ask({ name: backup.name }, backup.name, backup.manifest?.createdAt)}
      />
    </SettingsSection>
  )
}
