import { useQuery } from '@tanstack/react-query'
import { App, InputNumber, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkEntry } from '../../../shared/production/work-contract.ts'
import { wasHere } from '../../../shared/workers/contract.ts'
import { api, client } from '../../app/client.ts'
import { useCamera } from '../../ui/camera/use-camera.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useScans } from '../../ui/use-scans.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import styles from '../production.module.css'

/** Gives an entry, or some of its pieces, to the worker who really did them; the work on the bundle stays. */
export function OtherWorker({ entry, onDone }: { readonly entry: WorkEntry; readonly onDone: () => void }) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const [workerId, setWorkerId] = useState<number | null>(null)
  const [good, setGood] = useState(entry.good)
  const workers = useQuery(api.workers.list.queryOptions())
  const [scanError, setScanError] = useState<unknown>(null)
  const [hint, setHint] = useState('')
  const area = useRef<HTMLDivElement>(null)
  const take = useScans(area, async (code) => {
    setScanError(null)
    setHint('')
    try {
      const found = await client.production.work.scan({ code })
      if (found.kind === 'worker' && found.worker.id !== entry.workerId) {
        setWorkerId(found.worker.id)
        return 'right'
      }
      setHint(
        found.kind === 'worker'
          ? t('record.otherSame', { worker: found.worker.name })
          : t('record.otherBadge'),
      )
    } catch (error) {
      setScanError(error)
    }
    return 'wrong'
  })
  const camera = useCamera(take)
  const people = (workers.data ?? []).filter(
    (worker) => wasHere(worker, entry.workDate) && worker.id !== entry.workerId,
  )
  const reassign = useCommand(client.production.work.reassign, {
    onSuccess: () => {
      const worker = people.find(({ id }) => id === workerId)?.name ?? ''
      void message.success(t('record.reassigned', { worker, count: good }))
      onDone()
    },
  })
  return (
    <Modal
      open
      title={t('record.otherTitle', { worker: entry.workerName, operation: entry.operationName })}
      okText={t('record.otherOk', { count: good })}
      okButtonProps={{ disabled: workerId === null || (entry.good > 0 && good < 1) }}
      confirmLoading={reassign.isPending}
      onOk={() =>
        workerId !== null && void reassign.run({ id: entry.id, workerId, good, expected: entry.good })
      }
      onCancel={onDone}
    >
      <div className={styles.page} ref={area}>
        <div className={styles.bar}>
          {camera.button}
          <p className={styles.muted}>{t('record.otherText')}</p>
        </div>
        {camera.panel}
        <ErrorNote error={scanError ?? reassign.error ?? workers.error} />
        {hint !== '' && <span className={styles.wrong}>{hint}</span>}
        <span>{t('record.worker')}</span>
        <WorkerSelect
          autoFocus
          label={t('record.otherWorker')}
          placeholder={t('record.worker')}
          value={workerId}
          who={({ id, archived }) => !archived && id !== entry.workerId}
          onChange={(worker) => setWorkerId(worker?.id ?? null)}
        />
        <span>{t('record.good')}</span>
        <InputNumber
          min={0}
          max={entry.good}
          precision={0}
          aria-label={t('record.good')}
          value={good}
          onChange={(value) => setGood(value ?? 0)}
        />
      </div>
    </Modal>
  )
}
