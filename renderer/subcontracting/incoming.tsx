import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { toDecimal } from '../../shared/money.ts'
import { formatRate, parseRate } from '../../shared/production/piece-rates.ts'
import type { IncomingJob } from '../../shared/subcontracting/incoming-contract.ts'
import { api, client } from '../app/client.ts'
import { useMay, useSession } from '../app/session.tsx'
import { Photo } from '../catalog/photo.tsx'
import { Fen } from '../inventory/parts/figures.tsx'
import { BatchSelect } from '../production/batches/batch-select.tsx'
import styles from '../production/production.module.css'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { isFound } from '../ui/is-found.ts'
import { saveFile } from '../ui/save-file.ts'
import { ExportButton } from '../ui/table/export-button.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import { useCommand } from '../ui/use-command.ts'
import { JobMaterials } from './job-materials.tsx'
import { OwnFingerprint } from './own-fingerprint.tsx'

/** Work of other workshops that is done here: batches like our own, delivered and charged instead of stocked. */
export function Incoming() {
  const { t } = useTranslation('subcontracting')
  const { message } = App.useApp()
  const may = useMay()
  const { language } = useSession()
  const query = useQuery(api.subcontracting.incoming.list.queryOptions())
  const [search, setSearch] = useState('')
  const rows = (query.data ?? []).filter((row) =>
    isFound(search, [row.customer, row.orderNumber, row.batchNumber, row.styleName]),
  )
  const [isAdding, setAdding] = useState(false)
  const deliver = useCommand(client.subcontracting.incoming.deliver, {
    onSuccess: ({ pieces, amount }) =>
      void message.success(t('incoming.delivered', { pieces, amount: toDecimal(amount) }), 5),
  })
  const undo = useCommand(client.subcontracting.incoming.voidDelivery)
  const remove = useCommand(client.subcontracting.incoming.remove)
  const file = useCommand(client.subcontracting.incoming.file, {
    onSuccess: ({ fileName, text }) => saveFile(fileName, new Blob([text], { type: 'application/json' })),
  })
  const add = may('subcontracting.incoming.add') && (
    <Button onClick={() => setAdding(true)}>{t('incoming.add')}</Button>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error ?? deliver.error ?? undo.error ?? remove.error ?? file.error} />
      {query.data?.length === 0 ? (
        <EmptyState title={t('incoming.none')} text={t('incoming.noneText')} action={add || undefined} />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <SearchField width={240} value={search} placeholder={t('incoming.search')} onSearch={setSearch} />
            {may('subcontracting.incoming.export') && (
              <ExportButton onExport={() => client.subcontracting.incoming.export({ headers: language })} />
            )}
          </div>
          <Table<IncomingJob>
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={rows}
            locale={{ emptyText: t('nothing') }}
            scroll={{ x: true }}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            expandable={{
              rowExpandable: (row) => row.deliveries.length > 0,
              expandedRowRender: (row) => (
                <Table
                  size="small"
                  rowKey="id"
                  dataSource={row.deliveries}
                  pagination={false}
                  rowClassName={(one) => (one.voided ? styles.voided! : '')}
                  columns={[
                    { title: t('date'), dataIndex: 'businessDate' },
                    { title: t('report.delivered'), align: 'right', dataIndex: 'pieces' },
                    { title: t('amount'), align: 'right', render: (_, one) => <Fen value={one.amount} /> },
                    {
                      title: '',
                      align: 'right',
                      render: (_, one) =>
                        one.voided ? (
                          t('undone')
                        ) : (
                          <ConfirmAction
                            size="small"
                            title={t('incoming.undoTitle', { pieces: one.pieces })}
                            text={t('incoming.undoText')}
                            confirm={t('undo')}
                            onConfirm={() => undo.run({ deliveryId: one.id })}
                          >
                            {t('undo')}
                          </ConfirmAction>
                        ),
                    },
                  ]}
                />
              ),
            }}
            columns={[
              {
                title: t('incoming.customer'),
                render: (_, row) => (
                  <span className={styles.bar} style={{ flexWrap: 'nowrap' }}>
                    <Photo hash={row.photoHash} side={40} alt={row.styleName} />
                    <span>
                      <b>{row.customer}</b>
                      <div className={styles.muted}>{row.orderNumber}</div>
                    </span>
                  </span>
                ),
              },
              {
                title: t('batch'),
                render: (_, row) => (
                  <>
                    <Link to={`/floor/batches/${row.batchId}`}>{row.batchNumber}</Link> {row.styleName}
                    <JobMaterials materials={row.materials} />
                  </>
                ),
              },
              {
                title: t('due'),
                render: (_, row) => <span style={{ whiteSpace: 'nowrap' }}>{row.dueDate ?? '—'}</span>,
              },
              ...(query.data?.some(({ price }) => price !== null)
                ? [
                    {
                      title: t('price'),
                      align: 'right' as const,
                      render: (_: unknown, row: IncomingJob) =>
                        row.price === null ? '' : formatRate(row.price),
                    },
                  ]
                : []),
              { title: t('report.pieces'), align: 'right', dataIndex: 'planned' },
              { title: t('report.good'), align: 'right', dataIndex: 'good' },
              { title: t('report.delivered'), align: 'right', dataIndex: 'delivered' },
              {
                title: '',
                align: 'right',
                render: (_, row) => {
                  const pieces = row.ready.reduce((sum, bundle) => sum + bundle.pieces, 0)
                  return (
                    <span className={styles.bar} style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                      {!row.byFile &&
                        row.batchState === 'open' &&
                        row.deliveries.length === 0 &&
                        may('subcontracting.incoming.remove') && (
                          <ConfirmAction
                            size="small"
                            title={t('incoming.removeTitle', { batch: row.batchNumber })}
                            text={t('incoming.removeText')}
                            confirm={t('incoming.remove')}
                            onConfirm={() => remove.run({ id: row.id })}
                          >
                            {t('incoming.remove')}
                          </ConfirmAction>
                        )}
                      {row.byFile && (
                        <Button size="small" onClick={() => void file.run({ id: row.id })}>
                          {t('incoming.file')}
                        </Button>
                      )}
                      <ConfirmAction
                        size="small"
                        disabled={row.ready.length === 0}
                        title={t('incoming.deliverTitle', { pieces, customer: row.customer })}
                        text={t('incoming.deliverText')}
                        confirm={t('incoming.deliver')}
                        onConfirm={() =>
                          deliver.run({ id: row.id, bundleIds: row.ready.map(({ id }) => id) })
                        }
                      >
                        {t('incoming.deliverReady', { count: pieces })}
                      </ConfirmAction>
                    </span>
                  )
                },
              },
            ]}
          />
        </>
      )}
      {query.data?.some(({ byFile }) => byFile) && <OwnFingerprint />}
      {isAdding && <AddIncoming onClose={() => setAdding(false)} />}
    </div>
  )
}

function AddIncoming({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('subcontracting')
  const [batchId, setBatchId] = useState<number | null>(null)
  const [customerName, setCustomer] = useState('')
  const [orderNumber, setNumber] = useState('')
  const [price, setPrice] = useState('')
  const add = useCommand(client.subcontracting.incoming.add, { onSuccess: onClose })
  const rate = parseRate(price)
  return (
    <Modal
      open
      title={t('incoming.add')}
      okText={t('save')}
      okButtonProps={{
        disabled: batchId === null || customerName.trim() === '' || rate === null,
        loading: add.isPending,
      }}
      onOk={() =>
        batchId !== null && rate !== null && void add.run({ batchId, customerName, orderNumber, price: rate })
      }
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={add.error} />
        <p className={styles.muted}>{t('incoming.addHelp')}</p>
        <BatchSelect label={t('batch')} value={batchId} onChange={setBatchId} />
        <Input
          aria-label={t('incoming.customer')}
          placeholder={t('incoming.customer')}
          maxLength={60}
          value={customerName}
          onChange={(event) => setCustomer(event.target.value)}
        />
        <Input
          aria-label={t('incoming.number')}
          placeholder={t('incoming.number')}
          maxLength={60}
          value={orderNumber}
          onChange={(event) => setNumber(event.target.value)}
        />
        <Input
          className="number"
          inputMode="decimal"
          aria-label={t('price')}
          placeholder={t('price')}
          status={price !== '' && rate === null ? 'error' : ''}
          value={price}
          onChange={(event) => setPrice(event.target.value)}
        />
      </div>
    </Modal>
  )
}
