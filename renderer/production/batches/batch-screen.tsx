import { useQuery } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'react-router'
import type { BundleRow } from '../../../shared/production/bundles-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { Photo } from '../../catalog/photo.tsx'
import { NewInspection } from '../../quality/new-inspection.tsx'
import { SendOutDialog } from '../../subcontracting/send-out-dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import styles from '../production.module.css'
import { BatchCost } from './batch-cost.tsx'
import { BatchInspections } from './batch-inspections.tsx'
import { BatchLays } from './batch-lays.tsx'
import { BatchMaterials } from './batch-materials.tsx'
import { BatchMatrix } from './batch-matrix.tsx'
import { BatchOrders } from './batch-orders.tsx'
import { BundleHistory } from './bundle-history.tsx'
import { BundleTable } from './bundle-table.tsx'
import { ChangeBatch } from './change-batch.tsx'
import { CutDialog } from './cut-dialog.tsx'
import { EndBatch } from './end-batch.tsx'
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
  const [isChanging, setChanging] = useState(false)
  const [history, setHistory] = useState<BundleRow | null>(null)
  const [isInspecting, setInspecting] = useState(false)
  const isSending = search.get('send') === '1'
  const setSending = (sends: boolean) => setSearch(sends ? { send: '1' } : {}, { replace: true })
  const [selected, setSelected] = useState<readonly number[]>([])
  const batch = query.data
  if (!batch) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const live = batch.bundles.filter((bundle) => bundle.state === 'live')
  const chosen = live.filter((bundle) => selected.includes(bundle.id))
  return (
    <div className={styles.page}>
      <PageHeader
        back="/floor/batches"
        title={t('batch.title', {
          number: batch.batchNumber,
          style: `${batch.styleNumber} ${batch.styleName}`,
        })}
        picture={<Photo hash={batch.photoHash} side={64} alt={batch.styleName} />}
        note={<Head batch={batch} />}
        actions={
          <>
            {may('quality.inspections.begin') && batch.bundles.some((bundle) => bundle.held > 0) && (
              <Button onClick={() => setInspecting(true)}>{t('quality:begin.open')}</Button>
            )}
            {batch.state === 'open' && may('production.batches.change') && (
              <Button onClick={() => setChanging(true)}>{t('batch.change')}</Button>
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
      {batch.note !== '' && <p>{batch.note}</p>}
      <BatchOrders orders={batch.orders} />
      <SentOut batch={batch} />
      <BatchMatrix batch={batch} />
      <BatchMaterials batch={batch} />
      <BatchLays batchId={id} />
      <BatchCost batchId={id} />
      <BatchInspections batchId={id} />
      <BundleTable batch={batch} selected={selected} onSelect={setSelected} onHistory={setHistory} />
      {isCutting && (
        <CutDialog
          batch={batch}
          // Tickets of what was cut before are printed already.
          onCut={(ids) => setSelected(live.length > 0 ? ids : [])}
          onClose={() => setCutting(false)}
        />
      )}
      {history && (
        <BundleHistory
          bundle={history}
          onTurn={(to) => setHistory(batch.bundles.find((bundle) => bundle.id === to) ?? null)}
          onClose={() => setHistory(null)}
        />
      )}
      {isSending && <SendOutDialog batch={batch} bundles={chosen} onClose={() => setSending(false)} />}
      {isInspecting && <NewInspection subject={{ kind: 'batch', id }} onClose={() => setInspecting(false)} />}
      {isChanging && <ChangeBatch batch={batch} onClose={() => setChanging(false)} />}
    </div>
  )
}

/** Whether it is over or late, and its days. */
function Head({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('production')
  const { state, dueDate, performanceDate } = batch
  const days = [
    dueDate && t('batch.dueOn', { date: dueDate }),
    performanceDate && t('batch.showOn', { date: performanceDate }),
  ].filter(Boolean)
  return (
    <>
      {state !== 'open' && (
        <StatusTag tone={state === 'closed' ? 'done' : 'off'}>{t(`batch.over.${state}`)}</StatusTag>
      )}
      {state === 'open' && dueDate !== null && dueDate < today() && (
        <StatusTag tone="act">{t('board.late')}</StatusTag>
      )}{' '}
      {days.join(' · ')}
    </>
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
          steps: listText(operationIds.map(nameOf)),
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
