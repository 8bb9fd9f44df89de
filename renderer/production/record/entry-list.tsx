import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** The day's entries, the newest first, each with its undo. */
export function EntryList({
  workDate,
  onUndone,
}: {
  readonly workDate: string
  readonly onUndone: () => void
}) {
  const { t } = useTranslation('production')
  const query = useQuery(
    api.production.work.list.queryOptions({ input: { workDate, offset: 0, limit: 100 } }),
  )
  const undo = useCommand(client.production.work.undo, { onSuccess: onUndone })
  return (
    <div className={styles.page}>
      <b>{t('record.list', { date: workDate })}</b>
      <ErrorNote error={query.error ?? undo.error} />
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data?.rows ?? []}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t('record.none') }}
        rowClassName={(row) => (row.voided ? styles.voided! : '')}
        columns={[
          {
            title: t('record.who'),
            render: (_, row) => (
              <>
                <b>{row.workerName}</b> {row.operationName}
                <div className={styles.muted}>
                  {t('record.of', { batch: row.batchNumber, bundle: row.bundleNumber })} {row.colour}{' '}
                  {row.size}
                </div>
                {row.rateMissing && !row.voided && (
                  <StatusTag tone="warn">{t('record.rateMissing')}</StatusTag>
                )}
              </>
            ),
          },
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
                <Button size="small" loading={undo.isPending} onClick={() => void undo.run({ id: row.id })}>
                  {t('record.undo')}
                </Button>
              ),
          },
        ]}
      />
    </div>
  )
}
