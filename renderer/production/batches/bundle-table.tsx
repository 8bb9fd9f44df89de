import { App, Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleRow } from '../../../shared/production/bundles-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../production.module.css'
import { PrintTickets } from './print-tickets.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'

/**
 * The bundles of a batch with what was done on each: tickets, receipt, merge, split, void. New bundles of a further lay, a
 * split or merge are selected, so that the next press prints their tickets.
 */
export function BundleTable({
  batch,
  selected,
  onSelect,
  onHistory,
}: {
  readonly batch: Batch
  readonly selected: readonly number[]
  readonly onSelect: (ids: readonly number[]) => void
  readonly onHistory: (bundle: BundleRow) => void
}) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const ask = useConfirm()
  const may = useMay()
  const [splitting, setSplitting] = useState<BundleRow | null>(null)
  const [isReceiving, setReceiving] = useState(false)
  const merge = useCommand(client.production.bundles.merge, {
    onSuccess: ({ id }) => {
      onSelect([id])
      void message.success(t('bundle.merged'), 6)
    },
  })
  const voided = useCommand(client.production.bundles.void)
  if (batch.bundles.length === 0) return null
  const live = batch.bundles.filter((bundle) => bundle.state === 'live')
  const chosen = live.filter((bundle) => selected.includes(bundle.id))
  const recorded = batch.operations.filter((operation) => operation.recorded)
  const finished = (chosen.length > 0 ? chosen : live).filter((bundle) => isFinished(bundle, recorded))
  const askMerge = async () => {
    const list = listText(chosen.map(({ bundleNumber }) => bundleNumber))
    const pieces = chosen.reduce((sum, { held }) => sum + held, 0)
    const title = t('bundle.mergeTitle', { count: chosen.length })
    const text = t('bundle.mergeText', { list, pieces })
    if (await ask({ title, text, confirm: t('bundle.merge', { count: chosen.length }) }))
      await merge.run({ ids: chosen.map(({ id }) => id) })
  }
  return (
    <>
      <div className={styles.bar}>
        <PrintTickets batch={batch} bundles={chosen.length > 0 ? chosen : live} />
        {may('production.bundles.receive') && (
          <Button disabled={finished.length === 0} onClick={() => setReceiving(true)}>
            {t('bundle.receive', { count: finished.length })}
          </Button>
        )}
        <Button disabled={chosen.length < 2} loading={merge.isPending} onClick={() => void askMerge()}>
          {t('bundle.merge', { count: chosen.length })}
        </Button>
      </div>
      {/* Beside the table, where it was pressed. */}
      <ErrorNote error={merge.error ?? voided.error} onClose={merge.error ? merge.reset : voided.reset} />
      <Table
        size="small"
        rowKey="id"
        dataSource={batch.bundles}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        rowSelection={{
          selectedRowKeys: chosen.map(({ id }) => id),
          onChange: (keys) => onSelect(keys as number[]),
          getCheckboxProps: (row) => ({ disabled: row.state !== 'live' }),
        }}
        scroll={{ x: true }}
        columns={[
          {
            title: t('bundle.number'),
            render: (_, row) => (
              <LinkButton onClick={() => onHistory(row)}>
                <b>{row.bundleNumber}</b>
              </LinkButton>
            ),
          },
          { title: t('bundle.colour'), render: (_, row) => row.sku.colour },
          { title: t('bundle.size'), render: (_, row) => row.sku.size },
          {
            title: t('bundle.dyeLot'),
            render: (_, row) => <div className={styles.lot}>{row.dyeLot || '—'}</div>,
          },
          {
            title: t('bundle.pieces'),
            align: 'right',
            className: styles.nowrap!,
            render: (_, row) => `${row.held} / ${row.quantity}`,
          },
          ...recorded.map((operation) => ({
            title: operation.name,
            key: operation.id,
            align: 'right' as const,
            render: (_: unknown, row: BundleRow) => {
              const done = row.done.find((one) => one.operationId === operation.id)
              if (!done) return '—'
              return done.good >= row.held && row.held > 0 ? (
                <StatusTag tone="done">{String(done.good)}</StatusTag>
              ) : (
                done.good
              )
            },
          })),
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              row.state === 'live' ? (
                <span className={styles.bar} style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                  <Button size="small" disabled={row.held < 2} onClick={() => setSplitting(row)}>
                    {t('bundle.split')}
                  </Button>
                  {may('production.bundles.void') && row.done.length === 0 && (
                    <ConfirmAction
                      size="small"
                      title={t('bundle.voidTitle', { bundle: row.bundleNumber })}
                      text={t('bundle.voidText', { pieces: row.held })}
                      confirm={t('bundle.void')}
                      onConfirm={() => voided.run({ id: row.id })}
                    >
                      {t('bundle.void')}
                    </ConfirmAction>
                  )}
                </span>
              ) : (
                <StatusTag tone="off">{t(`bundle.states.${row.state}`)}</StatusTag>
              ),
          },
        ]}
      />
      {isReceiving && (
        <ReceiveDialog batchId={batch.id} bundles={finished} onClose={() => setReceiving(false)} />
      )}
      {splitting && (
        <SplitDialog
          bundle={splitting}
          onClose={() => setSplitting(null)}
          onSplit={(ids) => {
            setSplitting(null)
            onSelect(ids)
            void message.success(t('bundle.splitDone'), 6)
          }}
        />
      )}
    </>
  )
}

/** All its pieces are good at every recorded step. */
function isFinished(bundle: BundleRow, recorded: Batch['operations']): boolean {
  const goodAt = (step: number) => bundle.done.find((one) => one.operationId === step)?.good ?? 0
  return bundle.held > 0 && recorded.every(({ id }) => goodAt(id) >= bundle.held)
}
