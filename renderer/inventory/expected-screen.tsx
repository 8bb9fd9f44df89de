import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import type { Supply } from '../../shared/inventory/supply-contract.ts'
import { formatAmount } from '../../shared/quantity.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { useIsTight } from '../app/touch.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { DateField } from '../ui/form/date-field.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { NumberField } from '../ui/form/number-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { integerText } from '../ui/form/text-schemas.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { fitting } from '../ui/table/fitting.ts'
import { useCommand } from '../ui/use-command.ts'
import { useConfirm } from '../ui/use-confirm.tsx'
import styles from './inventory.module.css'
import { BatchLink } from './parts/awaited-supplies.tsx'
import { ExportList } from './parts/export-list.tsx'
import { SkuCell } from './parts/sku-cell.tsx'
import { SupplierField } from './parts/supplier-field.tsx'

/** What is being made, bought or waited for, and by when. */
export function ExpectedScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const ask = useConfirm()
  const query = useQuery(api.inventory.supply.list.queryOptions())
  const close = useCommand(client.inventory.supply.close)
  const [changing, setChanging] = useState<Supply | null>(null)
  const isTight = useIsTight()
  const mayAdd = may('inventory.supply.add')
  if (query.data?.length === 0)
    return (
      <EmptyState
        title={t('supply.none.title')}
        text={t(mayAdd ? 'supply.none.text' : 'supply.none.ask')}
        action={
          mayAdd && (
            <Button type="primary" onClick={() => void navigate('/stock/short')}>
              {t('tabs.short')}
            </Button>
          )
        }
      />
    )
  const amount = (row: { readonly material: { readonly unit: string } | null }, quantity: number) =>
    row.material ? `${formatAmount(quantity)} ${t(`materials:units.${row.material.unit}`)}` : quantity
  const giveUp = async (supply: Supply) => {
    const isSure = await ask({
      title: t('supply.closeTitle'),
      text: t('supply.closeText', { count: supply.quantity - supply.received }),
      confirm: t('supply.close'),
    })
    if (isSure) await close.run({ id: supply.id })
  }
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error ?? close.error} />
      <div className={styles.bar}>
        <ExportList list="supplies" />
      </div>
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={fitting<NonNullable<typeof query.data>[number]>(isTight, [
          {
            title: t('skuOrMaterial'),
            render: (_, row) => (
              <>
                {row.sku ? <SkuCell sku={row.sku} /> : row.material?.name}
                {isTight && row.supplierName !== '' && <div className={styles.muted}>{row.supplierName}</div>}
              </>
            ),
          },
          { title: t('supply.how'), roomy: true, render: (_, row) => t(`supply.kind.${row.kind}`) },
          {
            title: t('supply.date'),
            render: (_, row) =>
              row.expectedDate === null ? (
                <span className={styles.muted}>{t('supply.noDate')}</span>
              ) : row.overdue ? (
                <StatusTag tone="act">{t('supply.late', { date: row.expectedDate })}</StatusTag>
              ) : (
                row.expectedDate
              ),
          },
          { title: t('supplier.one'), roomy: true, dataIndex: 'supplierName' },
          {
            title: t('supply.ordered'),
            roomy: true,
            align: 'right',
            render: (_, row) => amount(row, row.quantity),
          },
          {
            title: t('supply.received'),
            roomy: true,
            align: 'right',
            render: (_, row) => amount(row, row.received),
          },
          {
            title: t('supply.open'),
            align: 'right',
            render: (_, row) => <strong>{amount(row, row.quantity - row.received)}</strong>,
          },
          // A batch's note is its number, which the link says.
          { title: t('note'), roomy: true, render: (_, row) => (row.batch ? '' : row.note) },
          {
            title: '',
            render: (_, row) =>
              // A batch says itself how many come and when; they enter stock from its bundles.
              row.batch ? (
                <BatchLink batch={row.batch} />
              ) : row.purchaseOrderId !== null ? (
                may('inventory.purchaseOrders.get') && (
                  <Button
                    size="small"
                    onClick={() => void navigate(`/stock/materials?order=${row.purchaseOrderId}`)}
                  >
                    {t('supply.order')}
                  </Button>
                )
              ) : (
                <span className={styles.bar}>
                  {may('inventory.receipts.create') && (
                    <Button size="small" onClick={() => void navigate(`/stock/receive?supply=${row.id}`)}>
                      {t('receive.short')}
                    </Button>
                  )}
                  {may('inventory.supply.change') && (
                    <>
                      <Button size="small" onClick={() => setChanging(row)}>
                        {t('change')}
                      </Button>
                      <Button size="small" danger onClick={() => void giveUp(row)}>
                        {t('supply.close')}
                      </Button>
                    </>
                  )}
                </span>
              ),
          },
        ])}
      />
      <Modal
        open={changing !== null}
        title={t('supply.changeTitle')}
        footer={null}
        destroyOnHidden
        onCancel={() => setChanging(null)}
      >
        {changing && <ChangeForm supply={changing} onDone={() => setChanging(null)} />}
      </Modal>
    </div>
  )
}

function ChangeForm({ supply, onDone }: { readonly supply: Supply; readonly onDone: () => void }) {
  const { t } = useTranslation('inventory')
  const schema = z.object({
    quantity: integerText({ min: 1, max: 1_000_000 }),
    expectedDate: z.string().nullable(),
    supplierId: z.number().nullable(),
    note: z.string().max(300),
  })
  const form = useZodForm(schema, {
    quantity: String(supply.quantity),
    expectedDate: supply.expectedDate,
    supplierId: supply.supplierId,
    note: supply.note,
  })
  const change = useCommand(client.inventory.supply.change, { onSuccess: onDone })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={(values) => change.submit({ id: supply.id, ...values })}
    >
      <NumberField
        name="quantity"
        label={t('supply.ordered')}
        help={t('supply.receivedSoFar', { count: supply.received })}
      />
      <DateField name="expectedDate" label={t('supply.date')} optional />
      <SupplierField name="supplierId" label={t('supplier.one')} optional />
      <TextField name="note" label={t('note')} optional />
    </Form>
  )
}
