import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Input, Modal, Space } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import type { BackupSource, Looked, Restored } from '../../../shared/settings/backup-contract.ts'
import { queryClient } from '../../app/query-client.ts'
import { shownError } from '../../app/shown-error.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LookedFacts } from './looked-facts.tsx'

/** A backup that somebody wants back, and what it is called. */
export interface RestoreWish {
  readonly source: BackupSource
  readonly name: string
}

interface RestoreDialogProps {
  readonly wish: RestoreWish
  readonly look: (source: BackupSource) => Promise<Looked>
  readonly restore: (source: BackupSource & { otherWorkshop?: boolean }) => Promise<Restored>
  readonly onClose: () => void
  readonly onDone: (restored: Restored) => void
}

/** Looks into a backup, asks for its passphrase where it has one, names what will happen, then restores it. */
export function RestoreDialog({ wish, look, restore, onClose, onDone }: RestoreDialogProps) {
  const { t } = useTranslation('care')
  const [passphrase, setPassphrase] = useState('')
  const [isOtherSure, setOtherSure] = useState(false)
  const looking = useMutation({
    mutationFn: (typed: string) => look({ ...wish.source, ...(typed !== '' && { passphrase: typed }) }),
  })
  const restoring = useMutation({
    mutationFn: (looked: Looked) => {
      const from: BackupSource = looked.brought
        ? { brought: looked.brought, shownName: wish.name }
        : wish.source
      const opened = { ...from, ...(passphrase !== '' && { passphrase }) }
      return restore({ ...opened, otherWorkshop: looked.state === 'other-site' && isOtherSure })
    },
    onSuccess: (restored) => {
      onDone(restored)
      void queryClient.invalidateQueries()
    },
  })
  const { mutate: begin } = looking
  useEffect(() => begin(''), [begin])
  const code = looking.error ? shownError(looking.error).code : null
  const isSealed = code === 'backup-passphrase-needed' || code === 'backup-passphrase-wrong'
  const looked = looking.data
  const hasRoom = looked !== undefined && looked.needed <= looked.free
  const mayRestore =
    looked !== undefined &&
    hasRoom &&
    looked.state !== 'newer' &&
    (looked.state !== 'other-site' || isOtherSure)
  return (
    <Modal
      open
      title={t('look.title')}
      width={560}
      onCancel={restoring.isPending ? undefined : onClose}
      closable={!restoring.isPending}
      mask={{ closable: false }}
      footer={
        <Space>
          <Button autoFocus={!isSealed} disabled={restoring.isPending} onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            danger
            type="primary"
            disabled={!mayRestore}
            loading={restoring.isPending}
            onClick={() => looked && restoring.mutate(looked)}
          >
            {t('restore')}
          </Button>
        </Space>
      }
    >
      {looking.isPending && <p>{t('looking')}</p>}
      {isSealed && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            begin(passphrase)
          }}
        >
          {code === 'backup-passphrase-wrong' && <ErrorNote error={looking.error} />}
          <label>
            {t('look.passphrase')}
            <Space.Compact style={{ display: 'flex', marginTop: 4 }}>
              <Input.Password
                autoFocus
                value={passphrase}
                maxLength={200}
                autoComplete="off"
                onChange={(event) => setPassphrase(event.target.value)}
              />
              <Button type="primary" htmlType="submit" disabled={passphrase === ''}>
                {t('look.open')}
              </Button>
            </Space.Compact>
          </label>
        </form>
      )}
      {looking.error && !isSealed && <ErrorNote error={looking.error} />}
      {looked && (
        <>
          <LookedFacts name={wish.name} looked={looked} />
          {!hasRoom && <Alert type="error" showIcon title={t('look.noRoom')} />}
          {looked.state === 'newer' && (
            <Alert type="error" showIcon title={t('look.newer', { version: looked.manifest.program })} />
          )}
          {looked.state === 'other-site' && (
            <Alert
              type="error"
              showIcon
              title={t('look.otherTitle', { workshop: looked.manifest.workshopName })}
              description={
                <>
                  <p>{t('look.otherText')}</p>
                  <Checkbox checked={isOtherSure} onChange={(event) => setOtherSure(event.target.checked)}>
                    {t('look.otherSure', { workshop: looked.manifest.workshopName })}
                  </Checkbox>
                </>
              }
            />
          )}
          {mayRestore && <p>{t('confirmText', { when: formatInstant(looked.manifest.createdAt) })}</p>}
        </>
      )}
      {restoring.isPending && <Alert type="info" showIcon title={t('restoring')} />}
      <ErrorNote error={restoring.error} />
    </Modal>
  )
}
