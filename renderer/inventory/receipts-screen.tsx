import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { ReceiptDetail } from '../../shared/inventory/contract.ts'
import { formatAmount } from '../../shared/quantity.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { NewInspection } from '../quality/new-inspection.tsx'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { DataTable } from '../ui/table/data-table.tsx'
import { useListState } from '../ui/table/use-list-state.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { useListExport } from './parts/export-list.tsx'
import { Fact, Fen } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { SkuCell } from './parts/sku-cell.tsx'

/** What came in, newest first; a wrong one is taken back here. */
export function ReceiptsScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const list = useListState(['newest'])
  const onExport = useListExport('receipts')
  const [params, setParams] = useSearchParams()
  const openId = Number(params.get('id')) || null
  const money = may('inventory.suppliers.list')
  const open = (id: number | null) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      if (id === null) next.delete('id')
      else next.set('id', String(id))
      return next
    })
  const receive = may('inventory.receipts.create') && (
    <Button type="primary" onClick={() => void navigate('/stock/receive')}>
      {t('receive.title')}
    </Button>
  )
  return (
    <>
      <DataTable
        name="receipts"
        query={api.inventory.receipts.list.queryOptions({
          input: { offset: list.page.offset, limit: list.page.limit },
        })}
        list={list}
        {...(onExport && { onExport })}
        filters={receive}
        empty={<EmptyState title={t('receipt.none.title')} text={t('receipt.none.text')} />}
        onOpen={(row) => open(row.id)}
        rowTone={(row) => (row.voided ? 'off' : undefined)}
        columns={[
          { name: 'id', title: t('receipt.id'), render: (row) => row.id },
          { name: 'date', title: t('date'), render: (row) => row.businessDate },
          { name: 'source', title: t('receive.from'), render: (row) => t(`source.${row.source}`) },
          { name: 'supplier', title: t('supplier.one'), render: (row) => row.supplierName },
          { name: 'pieces', title: t('pieces'), align: 'right', render: (row) => row.pieces },
          ...(money
            ? [
                {
                  name: 'amount',
                  title: t('amount'),
                  align: 'right' as const,
                  render: (row: { amount: number | null }) => <Fen value={row.amount} />,
                },
                {
                  name: 'paid',
                  title: t('receipt.paid'),
                  align: 'right' as const,
                  render: (row: { source: string; paid: number | null }) =>
                    row.source === 'own' ? null : <Fen value={row.paid} />,
                },
              ]
            : []),
          { name: 'note', title: t('note'), cut: true, render: (row) => row.note },
          {
            name: 'state',
            title: t('state'),
            render: (row) => row.voided && <StatusTag tone="off">{t('receipt.voided')}</StatusTag>,
          },
        ]}
      />
      <Drawer
        open={openId !== null}
        size={720}
        title={t('receipt.number', { id: openId })}
        onClose={() => open(null)}
      >
        {openId !== null && <Receipt id={openId} />}
      </Drawer>
    </>
  )
}

function Receipt({ id }: { readonly id: number }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const [isInspecting, setInspecting] = useState(false)
  const query = useQuery(api.inventory.receipts.get.queryOptions({ input: { id } }))
  if (!query.data) return <ErrorNote error={query.error} />
  const receipt = query.data
  return (
    <div className={styles.page}>
      <div className={styles.facts}>
        <Fact name={t('date')}>{receipt.businessDate}</Fact>
        <Fact name={t('receive.from')}>{receipt.supplierName || t(`source.${receipt.source}`)}</Fact>
        <Fact name={t('pieces')}>{receipt.pieces}</Fact>
        {receipt.amount !== null && (
          <Fact name={t('amount')}>
            <Fen value={receipt.amount} />
          </Fact>
        )}
      </div>
      {receipt.note !== '' && <p>{receipt.note}</p>}
      <Table
        size="small"
        rowKey={(line) => line.id}
        dataSource={receipt.lines}
        pagination={false}
        columns={[
          { title: t('sku'), render: (_, line) => <LineName line={line} /> },
          { title: t('place'), dataIndex: 'locationName' },
          {
            title: t('pieces'),
            align: 'right',
            render: (_, { material, quantity }) =>
              material ? `${formatAmount(quantity)} ${t(`materials:units.${material.unit}`)}` : quantity,
          },
          ...(receipt.amount === null
            ? []
            : [
                {
                  title: t('amount'),
                  align: 'right' as const,
                  render: (_: unknown, line: { amount: number | null }) => <Fen value={line.amount} />,
                },
              ]),
        ]}
      />
      {receipt.payments.length > 0 && (
        <Table
          size="small"
          rowKey="id"
          dataSource={receipt.payments}
          pagination={false}
          columns={[
            { title: t('supplier.payments'), dataIndex: 'businessDate' },
            { title: t('amount'), align: 'right', render: (_, payment) => <Fen value={payment.amount} /> },
            { title: t('note'), dataIndex: 'note' },
            { title: '', render: (_, payment) => payment.reversed && t('supplier.reversed') },
          ]}
        />
      )}
      {!receipt.voided &&
        receipt.pieces > 0 &&
        receipt.source !== 'own' &&
        may('quality.inspections.begin') && (
          <div>
            <Button onClick={() => setInspecting(true)}>{t('quality:begin.open')}</Button>
          </div>
        )}
      {isInspecting && (
        <NewInspection
          subject={{
            kind: 'receipt',
            id,
            pieces: receipt.pieces,
            name: `${receipt.supplierName} ${receipt.businessDate}`,
          }}
          onClose={() => setInspecting(false)}
        />
      )}
      {receipt.voided ? (
        <StatusTag tone="off">{t('receipt.voided')}</StatusTag>
      ) : (
        // A purchase of materials is voided in its own list.
        receipt.pieces > 0 && <VoidReceipt receipt={receipt} />
      )}
    </div>
  )
}

function LineName({ line }: { readonly line: ReceiptDetail['lines'][number] }) {
  if (line.sku) return <SkuCell sku={line.sku} />
  return <>{[line.material?.name, line.material?.dyeLot].filter(Boolean).join(' ')}</>
}

function VoidReceipt({ receipt }: { readonly receipt: ReceiptDetail }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const showLosses = useShowLosses()
  const [reversePayments, setReverse] = useState(true)
  const undo = useCommand(client.inventory.receipts.void, { onSuccess: ({ losses }) => showLosses(losses) })
  if (!may('inventory.receipts.void')) return null
  const hasPayments = receipt.payments.some((payment) => !payment.reversed)
  return (
    <>
      <ErrorNote error={undo.error} onClose={undo.reset} />
      {hasPayments && (
        <Checkbox checked={reversePayments} onChange={(event) => setReverse(event.target.checked)}>
          {t('receipt.reversePayments')}
        </Checkbox>
      )}
      <div>
        <ConfirmAction
          title={t('receipt.voidTitle', { id: receipt.id })}
          text={t('receipt.voidText', { count: receipt.pieces })}
          confirm={t('receipt.void')}
          onConfirm={() =>
            undo.run({ id: receipt.id, reversePayments: hasPayments && reversePayments, note: '' })
          }
        >
          {t('receipt.void')}
        </ConfirmAction>
      </div>
    </>
  )
}
