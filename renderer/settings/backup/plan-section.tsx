import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { AddPlace } from './add-place.tsx'
import styles from './backup.module.css'
import { NewPassphrase, usablePassphrase } from './new-passphrase.tsx'
import { PlaceRow } from './place-row.tsx'
import type { RestoreWish } from './restore-dialog.tsx'

/** How often copies are made by themselves, and where besides this PC. */
export function PlanSection({ onRestore }: { readonly onRestore: (wish: RestoreWish) => void }) {
  const { t } = useTranslation('care')
  const may = useMay()
  const plan = useQuery(api.settings.backup.plan.get.queryOptions())
  const save = useCommand(client.settings.backup.plan.save)
  const [hours, setHours] = useState<number | null>(null)
  const [isAdding, setAdding] = useState(false)
  const { data } = plan
  if (!data) return <ErrorNote error={plan.error} />
  const shown = hours ?? data.everyHours
  return (
    <section className={styles.plan} aria-label={t('plan.title')}>
      <h3>{t('plan.title')}</h3>
      <Space wrap>
        {t('plan.every')}
        <InputNumber
          aria-label={t('plan.title')}
          min={1}
          max={24}
          precision={0}
          style={{ width: 72 }}
          value={shown}
          onChange={setHours}
        />
        {t('plan.hours')}
        {shown !== data.everyHours && (
          <Button
            loading={save.isPending}
            onClick={() => void save.run({ everyHours: shown }).then(() => setHours(null))}
          >
            {t('plan.save')}
          </Button>
        )}
      </Space>
      <ErrorNote error={save.error} />
      <h3>{t('plan.places')}</h3>
      {data.places.length === 0 && <p className={styles.muted}>{t('plan.noPlace')}</p>}
      {/* Before the place itself: the first copy goes to it by itself, and should be locked already. */}
      <PlaceSeal isSealed={data.sealed} mayChange={may('settings.backup.plan.setPassphrase')} />
      {data.places.map((place) => (
        <PlaceRow key={place.id} place={place} isSealed={data.sealed} onRestore={onRestore} />
      ))}
      {isAdding || data.places.length === 0 ? (
        <AddPlace onDone={() => setAdding(false)} />
      ) : (
        <Button onClick={() => setAdding(true)}>{t('plan.add')}</Button>
      )}
    </section>
  )
}

function PlaceSeal({ isSealed, mayChange }: { readonly isSealed: boolean; readonly mayChange: boolean }) {
  const { t } = useTranslation('care')
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const set = useCommand(client.settings.backup.plan.setPassphrase)
  const passphrase = usablePassphrase(typed)
  const close = () => {
    setOpen(false)
    setTyped(['', ''])
  }
  return (
    <>
      <Space wrap>
        <span>{t(isSealed ? 'plan.sealed' : 'plan.unsealed')}</span>
        {mayChange && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t(isSealed ? 'plan.reseal' : 'plan.seal')}
          </Button>
        )}
        {mayChange && isSealed && (
          <ConfirmAction
            size="small"
            title={t('plan.unsealTitle')}
            text={t('plan.unsealText')}
            confirm={t('plan.unseal')}
            onConfirm={() => set.run({ passphrase: null })}
          >
            {t('plan.unseal')}
          </ConfirmAction>
        )}
      </Space>
      <Modal
        open={isOpen}
        title={t('plan.sealTitle')}
        mask={{ closable: false }}
        onCancel={close}
        okText={t('plan.save')}
        cancelText={t('ui:cancel')}
        okButtonProps={{ disabled: passphrase === null, loading: set.isPending }}
        onOk={() => void set.run({ passphrase }).then((answer) => answer && close())}
      >
        <p>{t('plan.sealHelp')}</p>
        <NewPassphrase typed={typed} onChange={setTyped} />
        <ErrorNote error={set.error} />
      </Modal>
    </>
  )
}
