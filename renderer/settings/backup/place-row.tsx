import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import type { PlaceState } from '../../../shared/settings/backup-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { bytesText } from '../../ui/bytes-text.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from './backup.module.css'
import { BackupList } from './backup-list.tsx'
import type { RestoreWish } from './restore-dialog.tsx'

/** One place besides this PC: whether it is here, its newest copy, what went wrong. */
export function PlaceRow(props: {
  readonly place: PlaceState
  /** Later copies have a passphrase. */
  readonly isSealed: boolean
  readonly onRestore: (wish: RestoreWish) => void
}) {
  const { place } = props
  const { t } = useTranslation('care')
  const [isShown, setShown] = useState(false)
  const copy = useMutation({ mutationFn: () => client.settings.backup.plan.copy() })
  const remove = useCommand(client.settings.backup.plan.remove)
  const facts = [
    place.newest !== null
      ? t('plan.last', { at: formatInstant(place.newest) })
      : t(place.isHere && !place.failure ? 'plan.soon' : 'plan.never'),
    place.newest !== null && place.count !== null && t('plan.copies', { count: place.count }),
    place.freeBytes !== null && t('plan.free', { free: bytesText(place.freeBytes) }),
  ].filter(Boolean)
  return (
    <div className={styles.place}>
      <div className={styles.placeHead}>
        <StatusTag tone={place.isHere ? (place.isWriting ? 'go' : 'done') : 'off'}>
          {t(place.isHere ? 'plan.here' : 'plan.away')}
        </StatusTag>
        <strong className={styles.path}>{place.folder}</strong>
      </div>
      <div className={styles.muted}>{place.isWriting ? t('plan.writing') : facts.join(' · ')}</div>
      {place.sameDisk && <StatusTag tone="warn">{t('plan.sameDisk')}</StatusTag>}
      {place.failure && (
        <StatusTag tone="act">
          {t('plan.failedAt', {
            at: formatInstant(place.failure.at),
            reason: t(`reason.${place.failure.code}`, t('reason.other')),
          })}
        </StatusTag>
      )}
      {props.isSealed && place.isHere && (place.open ?? 0) > 0 && <OpenCopies place={place} />}
      <Space wrap>
        {place.isHere && (
          <>
            <Button size="small" loading={copy.isPending || place.isWriting} onClick={() => copy.mutate()}>
              {t('plan.copyNow')}
            </Button>
            <Button size="small" onClick={() => setShown(true)}>
              {t('plan.show')}
            </Button>
          </>
        )}
        <ConfirmAction
          size="small"
          title={t('plan.removeTitle', { folder: place.folder })}
          text={t('plan.removeText')}
          confirm={t('plan.remove')}
          onConfirm={() => remove.run({ id: place.id })}
        >
          {t('plan.remove')}
        </ConfirmAction>
      </Space>
      <ErrorNote error={copy.error ?? remove.error} />
      {isShown && (
        <PlaceCopies
          place={place}
          onClose={() => setShown(false)}
          onRestore={(wish) => {
            setShown(false)
            props.onRestore(wish)
          }}
        />
      )}
    </div>
  )
}

/** Copies of before the passphrase: they can be sealed at once, or left as they are. */
function OpenCopies({ place }: { readonly place: PlaceState }) {
  const { t } = useTranslation('care')
  const may = useMay()
  const seal = useCommand(client.settings.backup.plan.sealCopies)
  return (
    <>
      <Space wrap>
        <StatusTag tone="warn">{t('plan.open', { count: place.open ?? 0 })}</StatusTag>
        {may('settings.backup.plan.sealCopies') && !place.isWriting && (
          <Button size="small" loading={seal.isPending} onClick={() => void seal.run({ id: place.id })}>
            {t('plan.sealOpen')}
          </Button>
        )}
      </Space>
      <ErrorNote error={seal.error} />
    </>
  )
}

function PlaceCopies(props: {
  readonly place: PlaceState
  readonly onClose: () => void
  readonly onRestore: (wish: RestoreWish) => void
}) {
  const { t } = useTranslation('care')
  const { id, folder } = props.place
  const copies = useQuery(api.settings.backup.plan.copies.queryOptions({ input: { id } }))
  return (
    <Modal open width={860} title={t('placeList.title', { folder })} footer={null} onCancel={props.onClose}>
      <ErrorNote error={copies.error} />
      {copies.data?.length === 0 ? (
        <p>{t('placeList.empty')}</p>
      ) : (
        <BackupList
          backups={copies.data}
          isBare
          onRestore={({ name }) => props.onRestore({ source: { place: id, name }, name })}
        />
      )}
    </Modal>
  )
}
