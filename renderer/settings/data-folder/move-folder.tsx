import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Radio, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { isErrorCode } from '../../../shared/errors.ts'
import type { DataFolderState } from '../../../shared/settings/data-folder-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { bytesText } from '../../ui/bytes-text.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { errorText } from '../../ui/error-text.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../settings-page.module.css'
import own from './move-folder.module.css'

const elsewhere = 'elsewhere'

/** The way of the whole workshop to another disk, how the last one ended, and what it left behind. */
export function MoveFolder({ state }: { readonly state: DataFolderState }) {
  const { t } = useTranslation('settings')
  const confirm = useConfirm()
  const places = useQuery(api.settings.dataFolder.places.queryOptions({ staleTime: 10_000 }))
  const jobs = useQuery(api.settings.jobs.list.queryOptions())
  const [choice, setChoice] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const move = useMutation({
    mutationFn: (folder: string) => client.settings.dataFolder.move({ folder }),
  })
  const job = jobs.data?.find((candidate) => candidate.id === move.data?.jobId)
  const isMoving = jobs.data?.some(({ kind, state: now }) => kind === 'move-data' && now === 'running')
  const target = choice === elsewhere ? typed.trim() : choice
  const ask = async () => {
    if (!target) return
    const isSure = await confirm({
      title: t('data.confirmTitle', { folder: target }),
      text: t('data.confirmText', { size: bytesText(state.bytes) }),
      confirm: t('data.go'),
    })
    if (isSure) move.mutate(target)
  }
  return (
    <>
      <h3 className={styles.heading}>{t('data.moveTitle')}</h3>
      <p className={styles.note}>{t('data.moveNote')}</p>
      <MoveNotes state={state} />
      <Radio.Group
        aria-label={t('data.disk')}
        className={own.places}
        value={choice}
        onChange={(event) => setChoice(event.target.value as string)}
        disabled={isMoving ?? false}
      >
        {places.data?.map((place) => (
          <Radio key={place.disk} value={place.folder} disabled={place.isPresent}>
            <strong>{place.disk}</strong>{' '}
            <span className="number">
              {t('data.free', { free: bytesText(place.freeBytes), total: bytesText(place.totalBytes) })}
            </span>
            {place.isPresent ? ` · ${t('data.present')}` : <div className={own.folder}>{place.folder}</div>}
          </Radio>
        ))}
        <Radio value={elsewhere}>{t('data.other')}</Radio>
      </Radio.Group>
      {choice === elsewhere && (
        <Input
          className={own.typed!}
          aria-label={t('data.other')}
          placeholder={t('data.otherPlaceholder')}
          value={typed}
          maxLength={240}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={() => void ask()}
        />
      )}
      <Space className={own.act}>
        <Button disabled={!target || isMoving} loading={move.isPending} onClick={() => void ask()}>
          {t('data.go')}
        </Button>
      </Space>
      <ErrorNote error={move.error ?? (job?.state === 'failed' ? job.error : null) ?? places.error} />
      {isMoving && <Alert type="info" showIcon title={t('data.moving')} />}
      {job?.state === 'done' && !state.failed && <Alert type="info" showIcon title={t('data.switching')} />}
    </>
  )
}

function MoveNotes({ state }: { readonly state: DataFolderState }) {
  const { t } = useTranslation('settings')
  const may = useMay()
  const confirm = useConfirm()
  const clear = useMutation({ mutationFn: () => client.settings.dataFolder.clearOld() })
  const { lastMove, failed, old } = state
  const ask = async (folder: string) => {
    const text = t('data.clearText', { folder })
    if (await confirm({ title: t('data.clearTitle'), text, confirm: t('data.clearOld') })) clear.mutate()
  }
  return (
    <div className={own.notes}>
      {failed && (
        <Alert
          type="error"
          showIcon
          title={t('data.failed', { to: failed.to, at: formatInstant(failed.at) })}
          description={isErrorCode(failed.code) && errorText(t, { code: failed.code, data: failed.data })}
        />
      )}
      {lastMove && (
        <Alert
          type="success"
          showIcon
          title={t('data.done', {
            from: lastMove.from,
            at: formatInstant(lastMove.at),
            size: bytesText(lastMove.bytes),
          })}
        />
      )}
      {old && (
        <Alert
          type="info"
          showIcon
          title={t('data.old', { folder: old.folder, size: bytesText(old.bytes) })}
          action={
            may('settings.dataFolder.clearOld') && (
              <Button size="small" loading={clear.isPending} onClick={() => void ask(old.folder)}>
                {t('data.clearOld')}
              </Button>
            )
          }
        />
      )}
      <ErrorNote error={clear.error} />
    </div>
  )
}
