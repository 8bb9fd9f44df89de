import { useQuery } from '@tanstack/react-query'
import { Button, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { formatRate } from '../../shared/production/piece-rates.ts'
import { formatAmount } from '../../shared/quantity.ts'
import type { PricedSubcontract, Subcontract } from '../../shared/subcontracting/orders-contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { Photo } from '../catalog/photo.tsx'
import { Fact, Fen } from '../inventory/parts/figures.tsx'
import { UseMaterials } from '../production/batches/use-materials-dialog.tsx'
import styles from '../production/production.module.css'
import { NewInspection } from '../quality/new-inspection.tsx'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { InstantText } from '../ui/instant-text.tsx'
import { listText } from '../ui/list-text.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { saveFile } from '../ui/save-file.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'
import { CloseOrder } from './close-order.tsx'
import { OwnFingerprint } from './own-fingerprint.tsx'
import { ReceiveBack } from './receive-back.tsx'
import { useOrderSheet } from './use-order-sheet.ts'

/** One order sent out: what is there, what came back, and what the partner says of the rest. */
export function SentOutOrderScreen() {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const id = Number(useParams().id)
  const query = useQuery(api.subcontracting.orders.get.queryOptions({ input: { id } }))
  const [open, setOpen] = useState<'receive' | 'issued' | 'returned' | 'inspect' | null>(null)
  const [error, setError] = useState<unknown>(null)
  const printSheet = useOrderSheet()
  const order = query.data
  const batch = useQuery({
    ...api.production.batches.get.queryOptions({ input: { id: order?.batchId ?? 0 } }),
    enabled: order !== undefined && (open === 'issued' || open === 'returned'),
  })
  const materials = useQuery({
    ...api.inventory.materials.ofBatch.queryOptions({ input: { batchId: order?.batchId ?? 0 } }),
    enabled: order !== undefined && (open === 'issued' || open === 'returned'),
  })
  if (!order) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const isOpen = order.state === 'open'
  const close = () => setOpen(null)
  const exportFile = async () => {
    setError(null)
    try {
      const { fileName, file } = await client.subcontracting.orders.file({ id })
      saveFile(fileName, file)
    } catch (raised) {
      setError(raised)
    }
  }
  return (
    <div className={styles.page}>
      <PageHeader
        back="/floor/sent-out"
        title={t('orderTitle', { number: order.orderNumber, partner: order.partner })}
        note={
          <Link to={`/floor/batches/${order.batchId}`}>
            {order.batchNumber} · {order.styleNumber} {order.styleName}
          </Link>
        }
        actions={
          <>
            <Button onClick={() => void printSheet(order)}>{t('print')}</Button>
            {may('subcontracting.orders.file') && (
              <Button onClick={() => void exportFile()}>{t('file.save')}</Button>
            )}
            <CloseOrder order={order} />
            {isOpen && may('subcontracting.orders.receive') && order.bundles.length > 0 && (
              <Button type="primary" onClick={() => setOpen('receive')}>
                {t('receive.open')}
              </Button>
            )}
          </>
        }
      />
      <ErrorNote error={error} onClose={() => setError(null)} />
      {may('subcontracting.orders.file') && <OwnFingerprint />}
      <div className={styles.bundle}>
        <Photo hash={order.photoHash} side={72} alt={order.styleName} />
        <Fact name={t('steps')}>
          {order.whole && <span>{t('whole')} </span>}
          {(!order.whole || (order.stepPrices?.length ?? 0) > 0) && <StepPrices order={order} />}
        </Fact>
        <Fact name={t('sent')}>{order.sent}</Fact>
        <Fact name={t('good')}>{order.good}</Fact>
        <Fact name={t('bad')}>{order.scrap + order.lost}</Fact>
        <Fact name={t('out')}>{order.out}</Fact>
        <Fact name={t('due')}>
          <span style={{ whiteSpace: 'nowrap' }}>{order.dueDate ?? '—'}</span>
        </Fact>
        {order.price !== null && <Fact name={t('price')}>{formatRate(order.price)}</Fact>}
        {order.late && <StatusTag tone="act">{t('late')}</StatusTag>}
        {!isOpen && <StatusTag tone="done">{t('states.closed')}</StatusTag>}
      </div>
      {order.note !== '' && <p>{order.note}</p>}
      {order.endNote !== '' && <p className={styles.muted}>{order.endNote}</p>}
      {order.report && <Report order={order} />}
      <Table
        size="small"
        rowKey="bundleId"
        dataSource={order.bundles}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('bundle'), render: (_, row) => <b>{row.bundleNumber}</b> },
          { title: t('colourSize'), render: (_, row) => `${row.sku.colour} ${row.sku.size}` },
          { title: t('dyeLot'), render: (_, row) => row.dyeLot || '—' },
          { title: t('sent'), align: 'right', dataIndex: 'quantity' },
          { title: t('good'), align: 'right', dataIndex: 'good' },
          { title: t('scrap'), align: 'right', dataIndex: 'scrap' },
          { title: t('lost'), align: 'right', dataIndex: 'lost' },
          { title: t('rework'), align: 'right', dataIndex: 'rework' },
          { title: t('out'), align: 'right', render: (_, row) => <b>{row.out}</b> },
        ]}
      />
      <Returns order={order} onInspect={() => setOpen('inspect')} />
      <div className={styles.bar}>
        <b>{t('materials')}</b>
        {isOpen && may('inventory.materials.use') && (
          <>
            <Button size="small" onClick={() => setOpen('issued')}>
              {t('giveMaterials')}
            </Button>
            <Button
              size="small"
              disabled={order.materials.every((row) => row.issued <= row.returned)}
              onClick={() => setOpen('returned')}
            >
              {t('takeMaterials')}
            </Button>
          </>
        )}
      </div>
      {order.materials.length > 0 && (
        <Table
          size="small"
          rowKey="materialId"
          dataSource={order.materials}
          pagination={false}
          columns={[
            { title: t('material'), dataIndex: 'name' },
            { title: t('given'), align: 'right', render: (_, row) => formatAmount(row.issued) },
            { title: t('cameBack'), align: 'right', render: (_, row) => formatAmount(row.returned) },
            {
              title: t('stillThere'),
              align: 'right',
              render: (_, row) => formatAmount(row.issued - row.returned),
            },
          ]}
        />
      )}
      {open === 'receive' && <ReceiveBack order={order} onClose={close} />}
      {open === 'inspect' && (
        <NewInspection subject={{ kind: 'batch', id: order.batchId, orderId: order.id }} onClose={close} />
      )}
      {(open === 'issued' || open === 'returned') && batch.data && materials.data && (
        <UseMaterials
          batch={batch.data}
          kind={open}
          rows={materials.data.rows}
          subcontractOrderId={order.id}
          onClose={close}
        />
      )}
    </div>
  )
}

/** The steps of an order, with what each is paid where that was agreed. */
function StepPrices({ order }: { readonly order: PricedSubcontract }) {
  return listText(
    order.operations.map(({ id, name }) => {
      const rate = order.stepPrices?.find((one) => one.operationId === id)?.rate
      return rate === undefined ? name : `${name} ${formatRate(rate)}`
    }),
  )
}

/** What the partner's file says: told, not counted. */
function Report({ order }: { readonly order: Subcontract }) {
  const { t } = useTranslation('subcontracting')
  const { report } = order
  if (!report) return null
  return (
    <Table
      size="small"
      title={() => (
        <>
          <b>{t('report.title', { partner: order.partner })}</b> <InstantText at={report.sentAt} />{' '}
          <span className={styles.muted}>{t('report.help')}</span>
        </>
      )}
      rowKey={(row) => `${row.colour} ${row.size}`}
      dataSource={report.lines}
      pagination={false}
      columns={[
        { title: t('colourSize'), render: (_, row) => `${row.colour} ${row.size}` },
        { title: t('report.pieces'), align: 'right', dataIndex: 'pieces' },
        { title: t('report.begun'), align: 'right', dataIndex: 'begun' },
        { title: t('report.good'), align: 'right', dataIndex: 'good' },
        { title: t('report.delivered'), align: 'right', dataIndex: 'delivered' },
      ]}
    />
  )
}

function Returns(props: { readonly order: Subcontract; readonly onInspect: () => void }) {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const undo = useCommand(client.subcontracting.orders.voidReturn)
  const { order } = props
  if (order.returns.length === 0) return null
  return (
    <>
      <ErrorNote error={undo.error} onClose={undo.reset} />
      <Table
        size="small"
        title={() => (
          <span className={styles.bar}>
            <b>{t('returns')}</b>
            {may('quality.inspections.begin') && (
              <Button size="small" onClick={props.onInspect}>
                {t('quality:begin.open')}
              </Button>
            )}
          </span>
        )}
        rowKey="id"
        dataSource={order.returns}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        rowClassName={(row) => (row.voided ? styles.voided! : '')}
        columns={[
          { title: t('date'), dataIndex: 'businessDate' },
          { title: t('good'), align: 'right', dataIndex: 'good' },
          { title: t('over'), align: 'right', dataIndex: 'over' },
          { title: t('scrap'), align: 'right', dataIndex: 'scrap' },
          { title: t('lost'), align: 'right', dataIndex: 'lost' },
          { title: t('rework'), align: 'right', dataIndex: 'rework' },
          { title: t('deduction'), align: 'right', render: (_, row) => <Fen value={row.deduction} /> },
          { title: t('amount'), align: 'right', render: (_, row) => <Fen value={row.amount} /> },
          { title: t('note'), dataIndex: 'note' },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              row.voided
                ? t('undone')
                : order.state === 'open' &&
                  may('subcontracting.orders.voidReturn') && (
                    <ConfirmAction
                      size="small"
                      title={t('undoTitle')}
                      text={t('undoText')}
                      confirm={t('undo')}
                      onConfirm={() => undo.run({ returnId: row.id })}
                    >
                      {t('undo')}
                    </ConfirmAction>
                  ),
          },
        ]}
      />
    </>
  )
}
