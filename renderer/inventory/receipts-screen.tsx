import { Button, Checkbox, Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { api } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { useIsTight } from '../app/touch.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { DataTable } from '../ui/table/data-table.tsx'
import { useListState } from '../ui/table/use-list-state.ts'
import { useListExport } from './parts/export-list.tsx'
import { Fen } from './parts/figures.tsx'
import { MaterialList } from './parts/material-list.tsx'
import { Receipt } from './parts/receipt-detail.tsx'

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
  const isTight = useIsTight()
  const onlyUnpriced = money && params.get('unpriced') === '1'
  const showUnpriced = (only: boolean) => setParams(only ? { unpriced: '1' } : {})
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
          input: {
            offset: list.page.offset,
            limit: list.page.limit,
            ...(onlyUnpriced && { priceDue: true }),
          },
        })}
        list={list}
        {...(onExport && { onExport })}
        filters={
          <>
            {receive}
            {money && (
              <Checkbox checked={onlyUnpriced} onChange={(event) => showUnpriced(event.target.checked)}>
                {t('receipt.onlyUnpriced')}
              </Checkbox>
            )}
          </>
        }
        isFiltered={onlyUnpriced}
        onClearFilters={() => showUnpriced(false)}
        empty={
          <EmptyState
            title={t('receipt.none.title')}
            text={t(money ? 'receipt.none.text' : 'receipt.none.ask')}
          />
        }
        onOpen={(row) => open(row.id)}
        rowTone={(row) => (row.voided ? 'off' : undefined)}
        columns={[
          { name: 'id', title: t('receipt.id'), roomy: true, render: (row) => row.id },
          { name: 'date', title: t('date'), render: (row) => row.businessDate },
          {
            name: 'source',
            title: t('receive.from'),
            render: (row) => (isTight && row.supplierName) || t(`source.${row.source}`),
          },
          { name: 'supplier', title: t('supplier.one'), roomy: true, render: (row) => row.supplierName },
          {
            name: 'pieces',
            title: t('pieces'),
            align: 'right',
            render: (row) => (row.pieces === 0 && row.materials.length > 0 ? '' : row.pieces),
          },
          { name: 'materials', title: t('materials'), render: (row) => <MaterialList of={row.materials} /> },
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
          { name: 'note', title: t('note'), cut: true, roomy: true, render: (row) => row.note },
          {
            name: 'state',
            title: t('state'),
            render: (row) =>
              row.voided ? (
                <StatusTag tone="off">{t('receipt.voided')}</StatusTag>
              ) : (
                row.priceDue && money && <StatusTag tone="act">{t('receipt.priceDue')}</StatusTag>
              ),
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
