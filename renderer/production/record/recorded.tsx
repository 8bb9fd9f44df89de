import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkEntry } from '../../../shared/production/work-contract.ts'
import { client } from '../../app/client.ts'
import { isKeptId } from '../../stations/queue/kept-id.ts'
import { takeBack } from '../../stations/queue/sender.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { clausesText, listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** What was just written, large, with what is worth knowing of it, and a way back. */
export function Recorded({
  answer,
  takenFrom,
  onUndone,
}: {
  readonly answer: {
    readonly entry: WorkEntry
    readonly remaining: number
    readonly earlierMissing: readonly string[]
  }
  /** In whose hands the pieces were, where they were recorded for somebody else. */
  readonly takenFrom: readonly string[]
  readonly onUndone: () => void
}) {
  const { t } = useTranslation('production')
  const undo = useCommand(client.production.work.undo, { onSuccess: onUndone })
  const { entry, remaining, earlierMissing } = answer
  const parts = [
    ...(entry.good > 0 ? [t('record.pieces', { count: entry.good })] : []),
    ...(entry.rework > 0 ? [t('record.reworkOf', { count: entry.rework })] : []),
    ...(entry.scrap > 0 ? [t('record.scrapOf', { count: entry.scrap })] : []),
  ]
  return (
    <div className={`${styles.feedback} ${styles.done}`} role="status">
      <div className={styles.bar}>
        <span style={{ flex: 1 }}>
          {t('record.written', {
            worker: entry.workerName,
            operation: entry.operationName,
            what: clausesText(parts),
          })}
        </span>
        {isKeptId(entry.id) ? (
          <Button size="large" onClick={() => void takeBack(-entry.id).then((done) => done && onUndone())}>
            {t('kept:takeBack')}
          </Button>
        ) : (
          <Button size="large" loading={undo.isPending} onClick={() => void undo.run({ id: entry.id })}>
            {t('record.undo')}
          </Button>
        )}
      </div>
      <ErrorNote error={undo.error} />
      <span className={styles.bar}>
        <span className={styles.muted}>
          {t('record.left', { bundle: entry.bundleNumber, count: remaining })}
        </span>
        {isKeptId(entry.id) && <StatusTag tone="go">{t('kept:kept')}</StatusTag>}
        {entry.basis === 'hour' && <StatusTag tone="go">{t('record.byHour')}</StatusTag>}
        {entry.rateMissing && <StatusTag tone="warn">{t('record.rateMissing')}</StatusTag>}
      </span>
      {takenFrom.length > 0 && (
        <div className={styles.wrong}>{t('record.takenFrom', { workers: listText(takenFrom) })}</div>
      )}
      {earlierMissing.length > 0 && (
        <div className={styles.wrong}>{t('record.earlier', { steps: listText(earlierMissing) })}</div>
      )}
    </div>
  )
}
