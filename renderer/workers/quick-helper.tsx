import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { TakePhoto } from '../catalog/take-photo.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './workers.module.css'

/** A helper for the evening in ten seconds: her name, her face, her badge. Everything else can be written down later. */
export function QuickHelper({
  onDone,
  onAdded,
}: {
  readonly onDone: () => void
  /** Prints her badge. */
  readonly onAdded: (id: number) => Promise<unknown>
}) {
  const { t } = useTranslation('workers')
  const [name, setName] = useState('')
  const [photoHash, setPhotoHash] = useState('')
  const [error, setError] = useState<unknown>(null)
  const save = useCommand(client.workers.save)
  const submit = async () => {
    const saved = await save.run({
      id: null,
      name: name.trim(),
      kind: 'casual',
      note: '',
      archived: false,
      photoHash,
    })
    if (!saved) return
    onDone()
    await onAdded(saved.id)
  }
  return (
    <Modal open title={t('quick.title')} footer={null} destroyOnHidden onCancel={onDone}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') void submit()
        }}
      >
        <div className={styles.quick}>
          <Photo hash={photoHash === '' ? null : photoHash} side={160} alt={name} subject="person" />
          <div className={styles.stack}>
            <Input
              autoFocus
              size="large"
              aria-label={t('production:worker.name')}
              placeholder={t('production:worker.name')}
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <TakePhoto
              camera="user"
              size="large"
              label={t('production:worker.photo')}
              onTaken={setPhotoHash}
              onError={setError}
            />
          </div>
        </div>
        <ErrorNote error={error ?? save.error} />
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={name.trim() === ''}
          loading={save.isPending}
        >
          {t('quick.save')}
        </Button>
        <p className={styles.muted}>{t('quick.text')}</p>
      </form>
    </Modal>
  )
}
