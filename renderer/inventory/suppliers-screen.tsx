import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import type { Supplier } from '../../shared/inventory/contract.ts'
import { toDecimal } from '../../shared/money.ts'
import { api, client } from '../app/client.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { DateField } from '../ui/form/date-field.tsx'
import { FieldRow } from '../ui/form/field.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { MoneyField } from '../ui/form/number-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { moneyText } from '../ui/form/text-schemas.ts'
import { useCommand } from '../ui/use-command.ts'
import { useConfirm } from '../ui/use-confirm.tsx'
import styles from './inventory.module.css'
import { Fact, Fen, today } from './parts/figures.tsx'
import { SupplierForm } from './parts/supplier-form.tsx'

/** Who we buy from, and what we owe each. */
export function SuppliersScreen() {
  const { t } = useTranslation('inventory')
  const query = useQuery(api.inventory.suppliers.list.queryOptions())
  const [editing, setEditing] = useState<Supplier | 'new' | null>(null)
  const [openId, setOpenId] = useState<number | null>(null)
  const add = (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('supplier.add')}
    </Button>
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      {query.data?.length === 0 ? (
        <EmptyState title={t('supplier.none.title')} text={t('supplier.none.text')} action={add} />
      ) : (
        <>
          <div className={styles.bar}>{add}</div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={(query.data ?? []).toSorted(
              (a, b) => Number(a.archived) - Number(b.archived) || b.owed - a.owed,
            )}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            columns={[
              {
                title: t('supplier.name'),
                render: (_, row) => (
                  <Button type="link" style={{ padding: 0 }} onClick={() => setOpenId(row.id)}>
                    {row.name}
                  </Button>
                ),
              },
              { title: t('supplier.kindLabel'), render: (_, row) => t(`supplier.kind.${row.kind}`) },
              { title: t('supplier.phone'), dataIndex: 'phone' },
              { title: t('supplier.bought'), align: 'right', render: (_, row) => <Fen value={row.bought} /> },
              { title: t('supplier.paid'), align: 'right', render: (_, row) => <Fen value={row.paid} /> },
              {
                title: t('supplier.owed'),
                align: 'right',
                render: (_, row) => (
                  <strong className={row.owed > 0 ? styles.alarm : undefined}>
                    <Fen value={row.owed} />
                  </strong>
                ),
              },
              { title: t('note'), dataIndex: 'note' },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <Button size="small" onClick={() => setEditing(row)}>
                    {t('change')}
                  </Button>
                ),
              },
            ]}
          />
        </>
      )}
      <Modal
        open={editing !== null}
        title={editing === 'new' ? t('supplier.add') : t('supplier.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <SupplierForm {...(editing !== 'new' && { supplier: editing })} onDone={() => setEditing(null)} />
        )}
      </Modal>
      <Drawer open={openId !== null} size={760} title={t('supplier.account')} onClose={() => setOpenId(null)}>
        {openId !== null && <Account id={openId} />}
      </Drawer>
    </div>
  )
}

function Account({ id }: { readonly id: number }) {
  const { t } = useTranslation('inventory')
  const ask = useConfirm()
  const query = useQuery(api.inventory.suppliers.account.queryOptions({ input: { id } }))
  const reverse = useCommand(client.inventory.suppliers.reversePayment)
  if (!query.data) return <ErrorNote error={query.error} />
  const { supplier, entries } = query.data
  const takeBack = async (paymentId: number) => {
    const isSure = await ask({
      title: t('supplier.reverseTitle'),
      text: t('supplier.reverseText'),
      confirm: t('supplier.reverse'),
    })
    if (isSure) await reverse.run({ id: paymentId, businessDate: today(), note: '' })
  }
  return (
    <div className={styles.page}>
      <h3 style={{ margin: 0 }}>{supplier.name}</h3>
      <div className={styles.facts}>
        <Fact name={t('supplier.bought')}>
          <Fen value={supplier.bought} />
        </Fact>
        <Fact name={t('supplier.paid')}>
          <Fen value={supplier.paid} />
        </Fact>
        <Fact name={t('supplier.owed')}>
          <Fen value={supplier.owed} />
        </Fact>
      </div>
      <PayForm key={supplier.owed} supplier={supplier} />
      <ErrorNote error={reverse.error} onClose={reverse.reset} />
      <Table
        size="small"
        rowKey={(entry) => `${entry.kind}${entry.id}`}
        dataSource={entries.toReversed()}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t('supplier.noEntries') }}
        columns={[
          { title: t('date'), dataIndex: 'businessDate' },
          {
            title: t('supplier.what'),
            render: (_, entry) => (
              <span style={entry.undone ? { textDecoration: 'line-through' } : undefined}>
                {entry.kind === 'receipt' ? (
                  <Link to={`/stock/receipts?id=${entry.id}`}>
                    {t('supplier.receipt', { id: entry.id, count: entry.pieces })}
                  </Link>
                ) : entry.amount > 0 ? (
                  t('supplier.reversal')
                ) : (
                  t('supplier.payment')
                )}
              </span>
            ),
          },
          { title: t('amount'), align: 'right', render: (_, entry) => <Fen value={entry.amount} /> },
          {
            title: t('supplier.balance'),
            align: 'right',
            render: (_, entry) => <Fen value={entry.balance} />,
          },
          { title: t('note'), dataIndex: 'note' },
          {
            title: '',
            render: (_, entry) =>
              entry.kind === 'payment' &&
              !entry.undone && (
                <Button size="small" danger onClick={() => void takeBack(entry.id)}>
                  {t('supplier.reverse')}
                </Button>
              ),
          },
        ]}
      />
    </div>
  )
}

const paySchema = z.object({
  amount: moneyText('CNY', { min: 1 }),
  businessDate: z.iso.date(),
  note: z.string().max(300),
})

function PayForm({ supplier }: { readonly supplier: Supplier }) {
  const { t } = useTranslation('inventory')
  const form = useZodForm(paySchema, {
    amount: supplier.owed > 0 ? toDecimal(supplier.owed) : '',
    businessDate: today(),
    note: '',
  })
  const pay = useCommand(client.inventory.suppliers.pay)
  return (
    <Form
      form={form}
      submitLabel={t('supplier.pay')}
      onSubmit={(values) => pay.submit({ supplierId: supplier.id, receiptId: null, ...values })}
    >
      <FieldRow>
        <MoneyField name="amount" label={t('supplier.payAmount')} />
        <DateField name="businessDate" label={t('date')} />
        <TextField name="note" label={t('note')} optional />
      </FieldRow>
    </Form>
  )
}
