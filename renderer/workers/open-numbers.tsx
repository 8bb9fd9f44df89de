import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YifangError } from '../../shared/errors.ts'
import { readRecoveryCode } from '../../shared/workers/recovery-code.ts'
import { client } from '../app/client.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import styles from './workers.module.css'

/** The owner types her recovery code; a letter that is wrong is told before anything is tried. */
export function OpenNumbers({
  onDone,
  onLost,
}: {
  readonly onDone: () => void
  readonly onLost: () => void
}) {
  const { t } = useTranslation('workers')
  const [code, setCode] = useState('')
  const open = useMutation({
    mutationFn: async () => {
      if (readRecoveryCode(code) === null) throw new YifangError('recovery-code-wrong', {})
      return client.workers.dataKey.open({ code })
    },
    onSuccess: onDone,
  })
  return (
    <Modal open title={t('open.title')} footer={null} onCancel={onDone}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault()
          open.mutate()
        }}
      >
        <p className={styles.text}>{t('open.text')}</p>
        <Input
          autoFocus
          size="large"
          aria-label={t('open.code')}
          placeholder="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"
          autoComplete="off"
          maxLength={60}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <ErrorNote error={open.error} />
        <div className={styles.bar}>
          <Button type="primary" htmlType="submit" loading={open.isPending} disabled={code.trim() === ''}>
            {t('key.open')}
          </Button>
          <Button type="link" onClick={onLost}>
            {t('open.lost')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
