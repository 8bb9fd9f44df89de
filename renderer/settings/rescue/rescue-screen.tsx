import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Restored } from '../../../shared/settings/backup-contract.ts'
import { api, client } from '../../app/client.ts'
import { setShownLanguage } from '../../app/i18n.ts'
import { chooseLanguage } from '../../app/language-switch.tsx'
import type { Language } from '../../app/languages.ts'
import { queryClient } from '../../app/query-client.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { BackupList } from '../backup/backup-list.tsx'
import { RestoreDialog, type RestoreWish } from '../backup/restore-dialog.tsx'
import { RestoredNote } from '../backup/restored-note.tsx'
import { RescueUpdate } from '../update/rescue-update.tsx'
import styles from './rescue-screen.module.css'
import { SalvagedNote, SalvagePanel } from './salvage-panel.tsx'

/** Instead of the program, while its database cannot be opened: what happened, what was kept, the way back. */
export function RescueScreen({ onDone }: { readonly onDone: () => void }) {
  const { t, i18n } = useTranslation('care')
  const next = i18n.language === 'en' ? 'zh-CN' : 'en'
  const { data: state, error } = useQuery(api.settings.rescue.state.queryOptions())
  const [restored, setRestored] = useState<Restored | null>(null)
  const [isSalvaged, setSalvaged] = useState(false)
  const [language, setLanguage] = useState<Language | null>(null)
  const goOn = async () => {
    // Nobody could be known until now: what she chose here is hers from now on.
    if (language) await chooseLanguage(language).catch(() => {})
    await queryClient.invalidateQueries()
    onDone()
  }
  const [wish, setWish] = useState<RestoreWish | null>(null)
  const startEmpty = useMutation({ mutationFn: () => client.settings.rescue.startEmpty(), onSuccess: goOn })
  const putBack = useMutation({ mutationFn: () => client.settings.rescue.putBack(), onSuccess: goOn })
  if (restored)
    return (
      <main className={styles.rescue}>
        {isSalvaged ? <SalvagedNote epoch={restored.epoch} /> : <RestoredNote restored={restored} />}
        <Button type="primary" size="large" autoFocus onClick={() => void goOn()}>
          {t('rescue.goOn')}
        </Button>
      </main>
    )
  if (!state)
    return (
      <main className={styles.rescue}>
        <ErrorNote error={error} />
        <Button onClick={() => void goOn()}>{t('rescue.again')}</Button>
      </main>
    )
  const newest = state.backups.find((backup) => backup.state === 'good')
  return (
    <main className={styles.rescue}>
      <Space className={styles.top}>
        <h1>{t(`rescue.${state.kind}.title`, { ...state.update })}</h1>
        <Button
          type="text"
          lang={next}
          onClick={() => {
            setLanguage(next)
            void setShownLanguage(next)
          }}
        >
          {next === 'en' ? 'English' : '中文'}
        </Button>
      </Space>
      <p className={styles.text}>
        {t(`rescue.${state.kind}.text`, {
          ...state.update,
          file: state.renamedTo ?? '',
          version: state.version ?? '',
        })}
      </p>
      <p className={styles.folder}>{t('rescue.folder', { folder: state.dataDir })}</p>
      <ErrorNote error={startEmpty.error ?? putBack.error} />
      {wish && (
        <RestoreDialog
          key={wish.name}
          wish={wish}
          look={client.settings.rescue.look}
          restore={client.settings.rescue.restore}
          onClose={() => setWish(null)}
          onDone={setRestored}
        />
      )}
      {state.update && <RescueUpdate kind={state.kind} update={state.update} onDone={() => void goOn()} />}
      {(state.kind === 'damaged' || state.kind === 'missing') && (
        <>
          <Space wrap>
            {newest && (
              <Button
                type="primary"
                size="large"
                autoFocus
                onClick={() => setWish({ source: { name: newest.name }, name: newest.name })}
              >
                {t('rescue.newest')}
              </Button>
            )}
            <FileDrop
              label={t('restoreFile')}
              dropLabel={t('restoreDrop')}
              accept=".yifang-backup"
              multiple={false}
              onFiles={([file]) => file && setWish({ source: { file }, name: file.name })}
            />
            <ConfirmAction
              title={t('rescue.emptyTitle')}
              text={t('rescue.emptyText')}
              confirm={t('rescue.empty')}
              onConfirm={() => startEmpty.mutateAsync().catch(() => {})}
            >
              {t('rescue.empty')}
            </ConfirmAction>
            {state.kind === 'damaged' && (
              <ConfirmAction
                title={t('rescue.putBackTitle')}
                text={t('rescue.putBackText')}
                confirm={t('rescue.putBack')}
                onConfirm={() => putBack.mutateAsync().catch(() => {})}
              >
                {t('rescue.putBack')}
              </ConfirmAction>
            )}
          </Space>
          {state.kind === 'damaged' && (
            <SalvagePanel
              newest={newest}
              onDone={(done) => {
                setSalvaged(true)
                setRestored(done)
              }}
            />
          )}
          {state.backups.length > 0 && (
            <BackupList
              backups={state.backups}
              isBare
              onRestore={({ name }) => setWish({ source: { name }, name })}
            />
          )}
        </>
      )}
    </main>
  )
}
