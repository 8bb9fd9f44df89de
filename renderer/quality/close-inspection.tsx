import { App, Button, Input, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inspection } from '../../shared/quality/contract.ts'
import { type Verdict, verdictOf } from '../../shared/quality/sampling.ts'
import { client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { NewInspection } from './new-inspection.tsx'

/** The verdict: the plan's, or another with a reason. */
export function CloseInspection({ inspection }: { readonly inspection: Inspection }) {
  const { t } = useTranslation('quality')
  const { message } = App.useApp()
  const may = useMay()
  const plan = {
    sample: inspection.sample,
    acceptMajor: inspection.acceptMajor,
    acceptMinor: inspection.acceptMinor,
  }
  const said = verdictOf(plan, inspection.inspected, inspection)
  const [isAsking, setAsking] = useState(false)
  const [isAgain, setAgain] = useState(false)
  const [chosen, setChosen] = useState<Verdict | null>(null)
  const [note, setNote] = useState('')
  const done = () => {
    setAsking(false)
    void message.success(t('saved'))
  }
  const close = useCommand(client.quality.inspections.close, { onSuccess: done })
  const reopen = useCommand(client.quality.inspections.reopen)
  const voided = useCommand(client.quality.inspections.void)
  const verdict = chosen ?? said ?? 'accepted'
  const needsNote = verdict !== said
  if (inspection.state === 'voided') return null
  if (inspection.state !== 'open')
    return (
      <>
        {may('quality.inspections.reopen') && (
          <Button loading={reopen.isPending} onClick={() => void reopen.run({ id: inspection.id })}>
            {t('reopen')}
          </Button>
        )}
        {inspection.state === 'rejected' &&
          inspection.kind !== 'receipt' &&
          inspection.batchId !== null &&
          may('quality.inspections.begin') && (
            <Button type="primary" onClick={() => setAgain(true)}>
              {t('again')}
            </Button>
          )}
        {isAgain && (
          <NewInspection
            subject={{ kind: 'batch', id: inspection.batchId! }}
            onClose={() => setAgain(false)}
          />
        )}
      </>
    )
  return (
    <>
      <ErrorNote error={voided.error} onClose={voided.reset} />
      {inspection.defects.every((defect) => defect.voided) && (
        <ConfirmAction
          title={t('voidTitle')}
          text={t('voidText')}
          confirm={t('void')}
          onConfirm={() => voided.run({ id: inspection.id })}
        >
          {t('void')}
        </ConfirmAction>
      )}
      <Button type="primary" onClick={() => setAsking(true)}>
        {said === null ? t('decide') : t('decideAs', { verdict: t(`states.${said}`) })}
      </Button>
      <Modal
        open={isAsking}
        title={t('decide')}
        okText={t(`states.${verdict}`)}
        okButtonProps={{
          danger: verdict === 'rejected',
          disabled: needsNote && note.trim() === '',
          loading: close.isPending,
        }}
        onOk={() => void close.run({ id: inspection.id, verdict, note: note.trim() })}
        onCancel={() => setAsking(false)}
      >
        <div className={styles.page}>
          <ErrorNote error={close.error} />
          <p>
            {said === null
              ? t('notAllSeen', { inspected: inspection.inspected, sample: inspection.sample })
              : t('planSays', { verdict: t(`states.${said}`) })}
          </p>
          <Segmented<Verdict>
            value={verdict}
            options={(['accepted', 'rejected'] as const).map((one) => ({
              value: one,
              label: t(`states.${one}`),
            }))}
            onChange={setChosen}
          />
          <Input
            aria-label={t('why')}
            placeholder={t(needsNote ? 'whyNeeded' : 'why')}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {verdict === 'rejected' && <p className={styles.muted}>{t('afterRejected')}</p>}
        </div>
      </Modal>
    </>
  )
}
