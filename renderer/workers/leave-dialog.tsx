import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Worker } from '../../shared/workers/contract.ts'
import { api, client } from '../app/client.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './workers.module.css'

/** A worker leaves: her last day, why, and what is still open with her. */
export function LeaveDialog({ worker, onDone }: { readonly worker: Worker; readonly onDone: () => void }) {
  const { t } = useTranslation('workers')
  const open = useQuery(api.workers.openWork.queryOptions({ input: { workerId: worker.id } }))
  const [leftOn, setLeftOn] = useState(today())
  const [reason, setReason] = useState('')
  const leave = useCommand(client.workers.leave, { onSuccess: onDone })
  const { inHand = 0, unpaidEntries = 0, lastWorked } = open.data ?? {}
  return (
    <Modal open title={t('leave.title', { name: worker.name })} footer={null} onCancel={onDone}>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault()
          void leave.run({ workerId: worker.id, leftOn, reason })
        }}
      >
        <p className={styles.text}>{t('leave.text')}</p>
        {inHand > 0 && <Alert type="warning" showIcon title={t('leave.inHand', { count: inHand })} />}
        {unpaidEntries > 0 && (
          <Alert type="info" showIcon title={t('leave.unpaid', { count: unpaidEntries })} />
        )}
        {lastWorked && <p className={styles.muted}>{t('leave.lastWorked', { date: lastWorked })}</p>}
        <div className={styles.field}>
          <span>{t('leave.day')}</span>
          <Input
            type="date"
            aria-label={t('leave.day')}
            style={{ width: 180 }}
            max={today()}
            value={leftOn}
            onChange={(event) => setLeftOn(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <span>{t('leave.reason')}</span>
          <Input
            aria-label={t('leave.reason')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <ErrorNote error={open.error ?? leave.error} />
        <div className={styles.bar}>
          <Button type="primary" htmlType="submit" disabled={leftOn === ''} loading={leave.isPending}>
            {t('leave.confirm')}
          </Button>
          <Button onClick={onDone}>{t('ui:cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}
