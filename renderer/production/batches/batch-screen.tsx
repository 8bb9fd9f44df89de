import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Batch, BundleRow } from '../../../shared/production/contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { NewInspection } from '../../quality/new-inspection.tsx'
import { SendOutDialog } from '../../subcontracting/send-out-dialog.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { BatchCost } from './batch-cost.tsx'
import { BatchInspections } from './batch-inspections.tsx'
import { BatchLays } from './batch-lays.tsx'
import { BatchMaterials } from './batch-materials.tsx'
import { BatchMatrix } from './batch-matrix.tsx'
import { BundleHistory } from './bundle-history.tsx'
import { CutDialog } from './cut-dialog.tsx'
import { EndBatch } from './end-batch.tsx'
import { PrintTickets } from './print-tickets.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { useBatchSheet } from './use-batch-sheet.ts'

/** One batch: what is planned, cut and made by colour and size, and every bundle with its steps. */
export function BatchScreen() {
  const { t } = useTranslation('production')
  const id = Number(useParams().id)
  const may = useMay()
  const printSheet = useBatchSheet()
  const [search, setSearch] = useSearchParams()
  const query = useQuery(api.production.batches.get.queryOptions({ input: { id } }))
  const [isCutting, setCutting] = useState(false)
  const [splitting, setSplitting] = useState<BundleRow | null>(null)
  const [history, setHistory] = useState<BundleRow | null>(null)
  const [isReceiving, setReceiving] = useState(false)
  const [isInspecting, setInspecting] = useState(false)
  const isSending = search.get('send') === '1'
  const setSending = (sends: boolean) => setSearch(sends ? { send: '1' } : {}, { replace: true })
  const [selected, setSelected] = useState<readonly number[]>([])
  const merge = useCommand(client.production.bundles.merge, { onSuccess: () => setSelected([]) })
  const voided = useCommand(client.production.bundles.void)
  const batch = query.data
  if (!batch) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const live = batch.bundles.filter((bundle) => bundle.state === 'live')
  const recorded = batch.operations.filter((operation) => operation.recorded)
  const chosen = live.filter((bundle) => selected.includes(bundle.id))
  const finished = (chosen.length > 0 ? chosen : live).filter(
    (bundle) =>
      bundle.held > 0 &&
      recorded.every(
        ({ id: step }) => (bundle.done.find((one) => one.operationId === step)?.good ?? 0) >= bundle.held,
      ),
  )
  return (
    <div className={styles.page}>
      <PageHeader
        back="/floor/batches"
        title={t('batch.title', {
          number: batch.batchNumber,
          style: `${batch.styleNumber} ${batch.styleName}`,
        })}
        note={
          [
            batch.dueDate && t('batch.dueOn', { date: batch.dueDate }),
            batch.performanceDate && t('batch.showOn', { date: batch.performanceDate }),
          ]
            .filter(Boolean)
            .join(' · ') || undefined
        }
        actions={
          <>
            {may('quality.inspections.begin') && batch.bundles.some((bundle) => bundle.held > 0) && (
              <Button onClick={() => setInspecting(true)}>{t('quality:begin.open')}</Button>
            )}
            <Button onClick={() => void printSheet(batch)}>{t('sheet.print')}</Button>
            <EndBatch batch={batch} />
            {batch.state === 'open' && may('subcontracting.orders.create') && (
              <Button onClick={() => setSending(true)}>{t('subcontracting:send.open')}</Button>
            )}
            {batch.state === 'open' && (
              <Button type="primary" onClick={() => setCutting(true)}>
                {t('cut.open')}
              </Button>
            )}
          </>
        }
      />
      <ErrorNote error={merge.error ?? voided.error} onClose={merge.error ? merge.reset : voided.reset} />
      {batch.orders.length > 0 && (
        <div className={styles.bar}>
          <b>{t('batch.orders')}</b>
          {batch.orders.map((order) => (
            <Link key={order.id} to={`/orders/${order.id}`}>
              {order.orderNumber}{' '}
              {order.performanceDate && t('batch.showOn', { date: order.performanceDate })}{' '}
              <StatusTag tone={order.shortCount > 0 ? 'warn' : 'done'}>
                {t(order.shortCount > 0 ? 'batch.orderShort' : 'batch.orderComplete', {
                  count: order.shortCount,
                })}
              </StatusTag>
            </Link>
          ))}
        </div>
      )}
      <SentOut batch={batch} />
      <BatchMatrix batch={batch} />
      <BatchMaterials batch={batch} />
      <BatchLays batchId={id} />
      <BatchCost batchId={id} />
      <BatchInspections batchId={id} />
      {batch.bundles.length > 0 && (
        <>
          <div className={styles.bar}>
            <PrintTickets batch={batch} bundles={chosen.length > 0 ? chosen : live} />
            {may('production.bundles.receive') && (
              <Button disabled={finished.length === 0} onClick={() => setReceiving(true)}>
                {t('bundle.receive', { count: finished.length })}
              </Button>
            )}
            <Button
              disabled={chosen.length < 2}
              onClick={() => void merge.run({ ids: chosen.map(({ id }) => id) })}
            >
              {t('bundle.merge', { count: chosen.length })}
            </Button>
          </div>
          <Table
            size="small"
            rowKey="id"
            dataSource={batch.bundles}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            rowSelection={{
              selectedRowKeys: [...selected],
              onChange: (keys) => setSelected(keys as number[]),
              getCheckboxProps: (row) => ({ disabled: row.state !== 'live' }),
            }}
            scroll={{ x: true }}
            columns={[
              {
                title: t('bundle.number'),
                render: (_, row) => (
                  <LinkButton onClick={() => setHistory(row)}>
                    <b>{row.bundleNumber}</b>
                  </LinkButton>
                ),
              },
              { title: t('bundle.colour'), render: (_, row) => row.sku.colour },
              { title: t('bundle.size'), render: (_, row) => row.sku.size },
              { title: t('bundle.dyeLot'), render: (_, row) => row.dyeLot || '—' },
              {
                title: t('bundle.pieces'),
                align: 'right',
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
        </>
      )}
      {isCutting && <CutDialog batch={batch} onClose={() => setCutting(false)} />}
      {history && <BundleHistory bundle={history} onClose={() => setHistory(null)} />}
      {isSending && <SendOutDialog batch={batch} bundles={chosen} onClose={() => setSending(false)} />}
      {isInspecting && <NewInspection subject={{ kind: 'batch', id }} onClose={() => setInspecting(false)} />}
      {isReceiving && (
        <ReceiveDialog batchId={batch.id} bundles={finished} onClose={() => setReceiving(false)} />
      )}
      {splitting && <SplitDialog bundle={splitting} onClose={() => setSplitting(null)} />}
    </div>
  )
}

/** Whose hands pieces are in outside, for which steps and until when, with a link to each order. */
function SentOut({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('production')
  const may = useMay()
  if (batch.out.length === 0) return null
  const nameOf = (id: number) => batch.operations.find((operation) => operation.id === id)?.name ?? ''
  return (
    <div className={styles.bar}>
      <b>{t('board.away')}</b>
      {[...Map.groupBy(batch.out, ({ orderId }) => orderId)].map(([orderId, rows]) => {
        const { partner, orderNumber, dueDate, operationIds } = rows[0]!
        const text = t('batch.sentOut', {
          partner,
          number: orderNumber,
          count: rows.reduce((sum, { pieces }) => sum + pieces, 0),
          steps: operationIds.map(nameOf).join(t('batch.listComma')),
        })
        return (
          <span key={orderId}>
            {may('subcontracting.orders.get') ? <Link to={`/floor/sent-out/${orderId}`}>{text}</Link> : text}{' '}
            {dueDate !== null && (
              <StatusTag tone={dueDate < today() ? 'act' : 'off'}>
                {t('batch.dueOn', { date: dueDate })}
              </StatusTag>
            )}
          </span>
        )
      })}
    </div>
  )
}

function SplitDialog({ bundle, onClose }: { readonly bundle: BundleRow; readonly onClose: () => void }) {
  const { t } = useTranslation('production')
  const half = Math.floor(bundle.held / 2)
  const [text, setText] = useState(`${half} ${bundle.held - half}`)
  const split = useCommand(client.production.bundles.split, { onSuccess: onClose })
  const parts = text
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(Number)
  const sum = parts.reduce((total, part) => total + part, 0)
  return (
    <Modal
      open
      title={t('bundle.splitTitle', { bundle: bundle.bundleNumber, pieces: bundle.held })}
      okText={t('bundle.split')}
      okButtonProps={{
        disabled: sum !== bundle.held || parts.length < 2 || parts.includes(0),
        loading: split.isPending,
      }}
      onOk={() => void split.run({ id: bundle.id, parts })}
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={split.error} />
        <p className={styles.muted}>{t('bundle.splitHelp')}</p>
        <Input
          autoFocus
          value={text}
          aria-label={t('bundle.split')}
          onChange={(event) => setText(event.target.value)}
        />
        <p className={styles.muted}>{t('bundle.splitSum', { sum, held: bundle.held })}</p>
      </div>
    </Modal>
  )
}
