import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, InputNumber, Modal, Segmented, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { HandOut } from '../../../shared/production/hand-outs-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useIsTight } from '../../app/touch.ts'
import { Photo } from '../../catalog/photo.tsx'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { isKeptId } from '../../stations/queue/kept-id.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { fitting } from '../../ui/table/fitting.ts'
import { useCommand } from '../../ui/use-command.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import styles from '../production.module.css'
import { useHandOutSlips } from './use-hand-out-slips.ts'

/** What workers have in hand, by due day or by person; a record closes it, unworked pieces are brought back. */
export function Outstanding() {
  const { t } = useTranslation('production')
  const [workerId, setWorkerId] = useState<number | null>(null)
  const [order, setOrder] = useState<'due' | 'person'>('due')
  const [returning, setReturning] = useState<HandOut | null>(null)
  const query = useQuery({
    ...api.production.handOuts.list.queryOptions({ input: { workerId } }),
    placeholderData: keepPreviousData,
  })
  const rows = (query.data ?? []).toSorted((a, b) =>
    order === 'person' ? a.workerName.localeCompare(b.workerName, 'zh-CN') || a.id - b.id : 0,
  )
  const given = ({ name, unit, quantity, dyeLot }: HandOut['materials'][number]) => {
    const material = `${name} ${formatAmount(quantity)} ${t(`materials:units.${unit}`)}`
    return dyeLot === '' ? material : t('hand.ofLot', { material, lot: dyeLot })
  }
  const { printSlips, job } = useHandOutSlips()
  const isTight = useIsTight()
  const left = rows.reduce((sum, row) => sum + row.left, 0)
  if (query.data?.length === 0 && workerId === null)
    return <EmptyState title={t('hand.none')} text={t('hand.noneText')} />
  return (
    <section className={styles.page}>
      <div className={styles.bar}>
        <b>{t('hand.outstanding', { count: left })}</b>
        <Segmented
          value={order}
          onChange={setOrder}
          options={(['due', 'person'] as const).map((one) => ({ value: one, label: t(`hand.by.${one}`) }))}
        />
        <WorkerSelect
          clearable
          width={160}
          label={t('hand.of')}
          placeholder={t('hand.everybody')}
          value={workerId}
          who={() => true}
          onChange={(worker) => setWorkerId(worker?.id ?? null)}
        />
        <Button disabled={rows.length === 0} onClick={() => void printSlips(rows)}>
          {t(workerId === null ? 'hand.printSlips' : 'hand.printSlip')}
        </Button>
        <JobMark job={job} />
        <ExportRows
          fileName={t('tabs.handOuts')}
          rows={rows}
          columns={[
            [t('record.worker'), (row) => row.workerName],
            [t('hand.step'), (row) => row.operationName],
            [t('batch.number'), (row) => row.batchNumber],
            [t('bundle.number'), (row) => row.bundleNumber],
            [t('batch.style'), (row) => `${row.sku.styleNumber} ${row.sku.colour} ${row.sku.size}`],
            [t('hand.left'), (row) => row.left],
            [t('bundle.pieces'), (row) => row.pieces],
            [t('hand.due'), (row) => row.dueDate],
            [t('hand.since'), (row) => row.businessDate],
            [t('hand.materials'), (row) => listText(row.materials.map(given))],
          ]}
        />
      </div>
      <ErrorNote error={query.error} />
      <Table
        size="small"
        rowKey={({ id, bundleId }) => `${id} ${bundleId}`}
        loading={query.isPending}
        dataSource={rows}
        scroll={{ x: true }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={fitting<HandOut>(isTight, [
          {
            title: t('record.worker'),
            render: (_, row) => (
              <>
                <b>{row.workerName}</b>{' '}
                {row.atHome && <StatusTag tone="go">{t('worker.kinds.home')}</StatusTag>}
                {isTight && <div>{row.operationName}</div>}
              </>
            ),
          },
          { title: t('hand.step'), roomy: true, dataIndex: 'operationName', className: styles.nowrap },
          {
            title: t('bundle.number'),
            render: (_, row) => (
              <span className={styles.bar} style={{ flexWrap: 'nowrap' }}>
                <Photo hash={row.sku.photoHash} side={40} alt={row.sku.styleName} />
                <span className={styles.nowrap}>
                  <Link to={`/floor/batches/${row.batchId}`}>{row.batchNumber}</Link> · {row.bundleNumber}
                  <div className={styles.muted}>
                    {row.sku.styleNumber} {row.sku.colour} {row.sku.size}
                  </div>
                  {isTight && row.materials.length > 0 && (
                    <div style={{ whiteSpace: 'normal' }}>{listText(row.materials.map(given))}</div>
                  )}
                </span>
              </span>
            ),
          },
          {
            title: t('hand.left'),
            align: 'right',
            className: styles.nowrap,
            render: (_, row) => `${row.left} / ${row.pieces}`,
          },
          {
            title: t('hand.due'),
            className: styles.nowrap,
            render: (_, row) => (
              <>
                {row.dueDate ?? '—'} {row.late && <StatusTag tone="act">{t('hand.late')}</StatusTag>}
              </>
            ),
          },
          { title: t('hand.since'), roomy: true, dataIndex: 'businessDate', className: styles.nowrap },
          {
            title: t('hand.materials'),
            roomy: true,
            render: (_, row) => listText(row.materials.map(given)) || '—',
          },
          {
            title: '',
            align: 'right',
            // On a narrow screen the rest is moved behind it.
            fixed: 'right',
            // Kept on this device so far, it is taken back there.
            render: (_, row) =>
              isKeptId(row.id) ? (
                <StatusTag tone="go">{t('kept:kept')}</StatusTag>
              ) : (
                <Button size="large" onClick={() => setReturning(row)}>
                  {t('hand.back')}
                </Button>
              ),
          },
        ])}
      />
      {returning && <GiveBack row={returning} onClose={() => setReturning(null)} />}
    </section>
  )
}

function GiveBack({ row, onClose }: { readonly row: HandOut; readonly onClose: () => void }) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const [pieces, setPieces] = useState(row.left)
  const back = useCommand(client.production.handOuts.giveBack, {
    onSuccess: () => {
      void message.success(t('hand.cameBack'))
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('hand.backTitle', { worker: row.workerName, operation: row.operationName })}
      okText={t('hand.back')}
      okButtonProps={{ disabled: pieces < 1, loading: back.isPending }}
      onOk={() => void back.run({ id: row.id, pieces, expectedLeft: row.left })}
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={back.error} />
        <p>{t('hand.backText')}</p>
        <InputNumber
          autoFocus
          size="large"
          aria-label={t('hand.left')}
          min={1}
          max={row.left}
          precision={0}
          value={pieces}
          onChange={(value) => setPieces(value ?? 0)}
        />
      </div>
    </Modal>
  )
}
