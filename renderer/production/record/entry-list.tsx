import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkEntry } from '../../../shared/production/work-contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../production.module.css'
import { OtherWorker } from './other-worker.tsx'

/** The day's entries, the newest first and undone ones below, each with its undo, and with a way to give it to who really did it. */
export function EntryList({
  workDate,
  onUndone,
}: {
  readonly workDate: string
  readonly onUndone: () => void
}) {
  const { t } = useTranslation('production')
  const ask = useConfirm()
  const [moving, setMoving] = useState<WorkEntry | null>(null)
  const query = useQuery(
    api.production.work.list.queryOptions({ input: { workDate, offset: 0, limit: 100 } }),
  )
  const rows = query.data?.rows ?? []
  const undo = useCommand(client.production.work.undo, { onSuccess: onUndone })
  const undoAll = useCommand(client.production.work.undoTogether, { onSuccess: onUndone })
  const askAll = async (row: WorkEntry) => {
    const text = t('record.undoAllText', { count: row.together })
    if (
      await ask({
        title: t('record.undoAllTitle'),
        text,
        confirm: t('record.undoAll', { count: row.together }),
      })
    )
      await undoAll.run({ id: row.id })
  }
  return (
    <div className={styles.page}>
      <b>{t('record.list', { date: workDate })}</b>
      <ErrorNote error={query.error ?? undo.error ?? undoAll.error} />
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={rows.toSorted((a, b) => Number(a.voided) - Number(b.voided))}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('record.none') }}
        rowClassName={(row) => (row.voided ? styles.voided! : '')}
        columns={[
          { title: t('record.who'), render: (_, row) => <Who row={row} /> },
          {
            title: t('record.good'),
            align: 'right',
            render: (_, row) => (
              <>
                <b>{row.good}</b>
                {row.rework > 0 && <div>{t('record.reworkOf', { count: row.rework })}</div>}
                {row.scrap > 0 && <div>{t('record.scrapOf', { count: row.scrap })}</div>}
              </>
            ),
          },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              row.voided ? (
                t('record.undone')
              ) : (
                <span className={styles.touch}>
                  <Button onClick={() => setMoving(row)}>{t('record.otherWorker')}</Button>
                  <Button loading={undo.isPending} onClick={() => void undo.run({ id: row.id })}>
                    {t('record.undo')}
                  </Button>
                  {row.together > 1 && (
                    <Button loading={undoAll.isPending} onClick={() => void askAll(row)}>
                      {t('record.undoAll', { count: row.together })}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
      />
      {moving && <OtherWorker entry={moving} onDone={() => setMoving(null)} />}
    </div>
  )
}

function Who({ row }: { readonly row: WorkEntry }) {
  const { t } = useTranslation('production')
  return (
    <>
      <b>{row.workerName}</b> {row.operationName}
      <div className={styles.muted}>
        {t('record.of', { batch: row.batchNumber, bundle: row.bundleNumber })} {row.colour} {row.size}
      </div>
      {row.reason !== '' && <div className={styles.muted}>{row.reason}</div>}
      {row.basis === 'hour' && <StatusTag tone="go">{t('record.byHour')}</StatusTag>}
      {row.rateMissing && !row.voided && <StatusTag tone="warn">{t('record.rateMissing')}</StatusTag>}
    </>
  )
}
