import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Restored } from '../../../shared/settings/backup-contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'
import { BackupList } from './backup-list.tsx'
import { CareNote } from './care-note.tsx'
import { CarryDialog } from './carry-dialog.tsx'
import { PlanSection } from './plan-section.tsx'
import { ReplacedList } from './replaced-list.tsx'
import { RestoreDialog, type RestoreWish } from './restore-dialog.tsx'
import { RestoredNote } from './restored-note.tsx'
import { useOpenedBackup } from './use-opened-backup.ts'

/** She pressed the button of a row far below: what came of it may not stay out of sight. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
}

/** How safe the work is, what copies there are and where, and how to go back to one. */
export function BackupTab() {
  const { t } = useTranslation('care')
  const list = useQuery(api.settings.backup.list.queryOptions())
  const [restored, setRestored] = useState<Restored | null>(null)
  const [wish, setWish] = useState<RestoreWish | null>(null)
  const [isCarrying, setCarrying] = useState(false)
  const make = useMutation({ mutationFn: () => client.settings.backup.make() })
  const opened = useOpenedBackup((file) => setWish({ source: { file }, name: file.name }))
  return (
    <SettingsSection title={t('settings:tab.backup')} note={t('note')} isWide>
      <div className={styles.head}>
        <CareNote />
        <Space wrap>
          <Button type="primary" loading={make.isPending} onClick={() => make.mutate()}>
            {t('make')}
          </Button>
          <Button onClick={() => setCarrying(true)}>{t('download')}</Button>
          <FileDrop
            label={t('restoreFile')}
            dropLabel={t('restoreDrop')}
            accept=".yifang-backup"
            multiple={false}
            onFiles={([file]) => file && setWish({ source: { file }, name: file.name })}
          />
        </Space>
        <ErrorNote error={make.error ?? opened.error ?? list.error} />
        {restored && (
          <div ref={bringIntoView}>
            <RestoredNote restored={restored} />
          </div>
        )}
      </div>
      <PlanSection onRestore={setWish} />
      <BackupList backups={list.data} onRestore={({ name }) => setWish({ source: { name }, name })} />
      <ReplacedList onRestore={setWish} />
      {isCarrying && <CarryDialog onClose={() => setCarrying(false)} />}
      {wish && (
        <RestoreDialog
          key={wish.name}
          wish={wish}
          look={client.settings.backup.look}
          restore={client.settings.backup.restore}
          onClose={() => setWish(null)}
          onDone={(done) => {
            setWish(null)
            setRestored(done)
          }}
        />
      )}
    </SettingsSection>
  )
}
