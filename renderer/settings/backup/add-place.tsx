import { useQuery } from '@tanstack/react-query'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from './backup.module.css'

/** Chooses a stick that is plugged in, or a folder of another computer by its path. */
export function AddPlace({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('care')
  const confirm = useConfirm()
  const drives = useQuery(api.settings.backup.plan.drives.queryOptions())
  const [folder, setFolder] = useState('')
  const add = useCommand(client.settings.backup.plan.add)
  const use = async (path: string, isDrive: boolean, isSameDisk: boolean) => {
    const question = {
      title: t('plan.sameDiskTitle'),
      text: t('plan.sameDiskText'),
      confirm: t('plan.sameDiskYes'),
    }
    if (isSameDisk && !(await confirm(question))) return
    try {
      await add.submit({ path, isDrive, sameDisk: isSameDisk })
      onDone()
    } catch (error) {
      const { code, data } = shownError(error)
      // Only the host can tell of a typed path: then it is asked about, and tried again.
      if (!isSameDisk && code === 'place-unusable' && data.reason === 'same-disk')
        await use(path, isDrive, true)
    }
  }
  return (
    <div className={styles.place}>
      <Space wrap>
        {t('plan.drive')}
        <Button size="small" loading={drives.isFetching} onClick={() => void drives.refetch()}>
          {t('plan.again')}
        </Button>
      </Space>
      {drives.data?.length === 0 && <span className={styles.muted}>{t('plan.none')}</span>}
      {drives.data?.map(({ path, freeBytes, sameDisk }) => (
        <div key={path} className={styles.placeHead}>
          <strong className={styles.path}>{path}</strong>
          <span className={styles.muted}>{t('plan.free', { free: bytesText(freeBytes) })}</span>
          <Button size="small" loading={add.isPending} onClick={() => void use(path, true, sameDisk)}>
            {t('plan.use')}
          </Button>
        </div>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void use(folder.trim(), false, false)
        }}
      >
        <label>
          {t('plan.folder')}
          <Space.Compact style={{ display: 'flex', maxWidth: 560 }}>
            <Input value={folder} maxLength={450} onChange={(event) => setFolder(event.target.value)} />
            <Button htmlType="submit" disabled={folder.trim() === ''} loading={add.isPending}>
              {t('plan.use')}
            </Button>
          </Space.Compact>
        </label>
        <span className={styles.muted}>{t('plan.folderHelp')}</span>
      </form>
      <ErrorNote error={add.error} />
      <ErrorNote error={drives.error} />
    </div>
  )
}
