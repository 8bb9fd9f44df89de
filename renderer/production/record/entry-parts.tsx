import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkEntry } from '../../../shared/production/work-contract.ts'
import { client } from '../../app/client.ts'
import { useDefectNames } from '../../quality/use-defect-names.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { OtherWorker } from './other-worker.tsx'

/** Who did which step of which bundle. */
export function EntryWho({ entry }: { readonly entry: WorkEntry }) {
  const { t } = useTranslation('production')
  const { shownBy } = useDefectNames()
  return (
    <>
      <b>{entry.workerName}</b> {entry.operationName}
      <div className={styles.muted}>
        {t('record.of', { batch: entry.batchNumber, bundle: entry.bundleNumber })} {entry.colour} {entry.size}
      </div>
      {entry.reason !== '' && <div className={styles.muted}>{shownBy(entry.reason)}</div>}
      {entry.basis === 'hour' && <StatusTag tone="go">{t('record.byHour')}</StatusTag>}
      {entry.rateMissing && !entry.voided && <StatusTag tone="warn">{t('record.rateMissing')}</StatusTag>}
    </>
  )
}

export function Pieces({ of }: { readonly of: Pick<WorkEntry, 'good' | 'rework' | 'scrap'> }) {
  const { t } = useTranslation('production')
  return (
    <>
      <b>{of.good}</b>
      {of.rework > 0 && <div>{t('record.reworkOf', { count: of.rework })}</div>}
      {of.scrap > 0 && <div>{t('record.scrapOf', { count: of.scrap })}</div>}
    </>
  )
}

/** An entry's undo, and a way to give it to who really did it. */
export function EntryActions(props: { readonly entry: WorkEntry; readonly onUndone: () => void }) {
  const { t } = useTranslation('production')
  const { entry } = props
  const [isMoving, setMoving] = useState(false)
  const undo = useCommand(client.production.work.undo, { onSuccess: props.onUndone })
  if (entry.voided) return t('record.undone')
  return (
    <>
      <span className={styles.touch}>
        <Button onClick={() => setMoving(true)}>{t('record.otherWorker')}</Button>
        <Button loading={undo.isPending} onClick={() => void undo.run({ id: entry.id })}>
          {t('record.undo')}
        </Button>
      </span>
      <ErrorNote error={undo.error} />
      {isMoving && <OtherWorker entry={entry} onDone={() => setMoving(false)} />}
    </>
  )
}
