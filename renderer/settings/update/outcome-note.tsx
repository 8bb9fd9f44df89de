import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { UpdateOutcome } from '../../../shared/settings/update-contract.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'

/** What the last update or return came to, until somebody has read it. */
export function OutcomeNote({ outcome }: { readonly outcome: UpdateOutcome }) {
  const { t } = useTranslation('update')
  const may = useMay()
  const putAway = useMutation({ mutationFn: () => client.settings.updates.putAway() })
  const list = useMutation({
    mutationFn: async () => {
      const { fileName, file } = await client.settings.updates.list()
      saveFile(fileName, file)
    },
  })
  const { from, to, kind, complete, backup, keptAs } = outcome
  const isShort = kind === 'updated' && complete === false
  const said = isShort ? 'incomplete' : kind
  const isGood = (kind === 'updated' && !isShort) || kind === 'returned'
  return (
    <Alert
      type={isGood ? 'success' : 'warning'}
      showIcon
      role="status"
      style={{ width: '100%' }}
      title={t(`outcome.${said}`, { from, to })}
      description={
        <>
          {kind === 'updated' && backup && <div>{t('backup', { backup })}</div>}
          {kind === 'returned' && keptAs && <div>{t('keptAs', { file: keptAs })}</div>}
          {kind === 'returned' && outcome.rows > 0 && <div>{t('again', { count: outcome.rows })}</div>}
          <ErrorNote error={putAway.error ?? list.error} />
        </>
      }
      action={
        <Space>
          {outcome.list !== null && may('settings.updates.list') && (
            <Button size="small" loading={list.isPending} onClick={() => list.mutate()}>
              {t('saveList')}
            </Button>
          )}
          <Button size="small" loading={putAway.isPending} onClick={() => putAway.mutate()}>
            {t('putAway')}
          </Button>
        </Space>
      }
    />
  )
}
