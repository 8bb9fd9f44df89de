import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkerDay } from '../../../shared/payroll/time/contract.ts'
import { client } from '../../app/client.ts'
import { BatchSelect } from '../../production/batches/batch-select.tsx'
import floor from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'

interface Draft {
  readonly key: number
  readonly batchId: number | null
  readonly hours: number
  readonly note: string
}

/** What she did by the hour on a day, for a batch or for none. */
export function HourWork({ day, workDate }: { readonly day: WorkerDay; readonly workDate: string }) {
  const { t } = useTranslation('time')
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    day.hourWork.map(({ batchId, minutes, note }, key) => ({ key, batchId, hours: minutes / 60, note })),
  )
  const [isChanged, setChanged] = useState(false)
  const save = useCommand(client.payroll.time.hourWork, { onSuccess: () => setChanged(false) })
  const set = (to: readonly Draft[]) => {
    setDrafts(to)
    setChanged(true)
  }
  const change = (key: number, patch: Partial<Draft>) =>
    set(drafts.map((draft) => (draft.key === key ? { ...draft, ...patch } : draft)))
  const next = Math.max(-1, ...drafts.map(({ key }) => key)) + 1
  return (
    <>
      <b>{t('work.title')}</b>
      <span className={floor.muted}>{t('work.help')}</span>
      <ErrorNote error={save.error} />
      {drafts.map((draft) => (
        <div key={draft.key} className={floor.bar}>
          <BatchSelect
            label={t('work.batch')}
            width={200}
            value={draft.batchId}
            onChange={(batchId) => change(draft.key, { batchId })}
          />
          {draft.batchId !== null && (
            <Button size="small" onClick={() => change(draft.key, { batchId: null })}>
              {t('work.none')}
            </Button>
          )}
          <InputNumber
            style={{ width: 90 }}
            min={0}
            max={24}
            step={0.5}
            aria-label={t('work.hours')}
            value={draft.hours}
            onChange={(hours) => change(draft.key, { hours: hours ?? 0 })}
          />
          <Input
            style={{ width: 120 }}
            maxLength={100}
            aria-label={t('work.what')}
            placeholder={t('work.what')}
            value={draft.note}
            onChange={(event) => change(draft.key, { note: event.target.value })}
          />
          <Button size="small" onClick={() => set(drafts.filter(({ key }) => key !== draft.key))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <div className={floor.bar}>
        <Button onClick={() => set([...drafts, { key: next, batchId: null, hours: 1, note: '' }])}>
          {t('work.add')}
        </Button>
        {isChanged && (
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() =>
              void save.run({
                workerId: day.workerId,
                workDate,
                work: drafts
                  .map(({ batchId, hours, note }) => ({ batchId, minutes: Math.round(hours * 60), note }))
                  .filter(({ minutes }) => minutes > 0),
              })
            }
          >
            {t('save')}
          </Button>
        )}
      </div>
    </>
  )
}
