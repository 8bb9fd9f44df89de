import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceiptDetail } from '../../../shared/inventory/purchases-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { NewInspection } from '../../quality/new-inspection.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { CorrectReceipt } from './correct-receipt.tsx'
import { Fact, Fen } from './figures.tsx'
import { useShowLosses } from './losses.tsx'
import { PayForm } from './pay-form.tsx'
import { SkuCell } from './sku-cell.tsx'

/** One receipt: what came, what it cost, what was paid of it; and the ways to mend it. */
export function Receipt({ id }: { readonly id: number }) {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const [isInspecting, setInspecting] = useState(false)
  const [isCorrecting, setCorrecting] = useState(false)
  const reverse = useCommand(client.inventory.suppliers.reversePayment)
  // What was paid on account pays this, too: no more is suggested than is owed in all.
  const suppliers = useQuery({
    ...api.inventory.suppliers.list.queryOptions(),
    enabled: may('inventory.suppliers.list'),
  })
  const query = useQuery(api.inventory.receipts.get.queryOptions({ input: { id } }))
  if (!query.data) return <ErrorNote error={query.error} />
  const receipt = query.data
  const supplier = suppliers.data?.find((row) => row.id === receipt.supplierId)
  return (
    <div className={styles.page}>
      <div className={styles.facts}>
        <Fact name={t('date')}>{receipt.businessDate}</Fact>
        <Fact name={t('receive.from')}>{receipt.supplierName || t(`source.${receipt.source}`)}</Fact>
        {receipt.pieces > 0 && <Fact name={t('pieces')}>{receipt.pieces}</Fact>}
        {receipt.amount !== null && (
          <Fact name={t('amount')}>
            <Fen value={receipt.amount} />
          </Fact>
        )}
      </div>
      {receipt.note !== '' && <p>{receipt.note}</p>}
      <Table
        size="small"
        rowKey="id"
        dataSource={receipt.lines}
        pagination={false}
        columns={[
          {
            title: receipt.pieces > 0 ? t('sku') : t('materials'),
            render: (_, line) =>
              line.sku ? (
                <SkuCell sku={line.sku} />
              ) : (
                [line.material?.name, line.material?.dyeLot].filter(Boolean).join(' · ')
              ),
          },
          { title: t('place'), dataIndex: 'locationName' },
          {
            title: t('quantity'),
            align: 'right',
            render: (_, line) =>
              line.material
                ? `${formatAmount(line.quantity)} ${t(`materials:units.${line.material.unit}`)}`
                : line.quantity,
          },
          ...(receipt.amount === null
            ? []
            : [
                {
                  title: t('amount'),
                  align: 'right' as const,
                  render: (_: unknown, line: { amount: number | null; priceDue: boolean }) =>
                    line.priceDue ? (
                      <StatusTag tone="act">{t('receipt.priceDue')}</StatusTag>
                    ) : (
                      <Fen value={line.amount} />
                    ),
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
            {
              title: '',
              align: 'right',
              render: (_, payment) =>
                payment.reversed
                  ? t('supplier.reversed')
                  : may('inventory.suppliers.reversePayment') && (
                      <ConfirmAction
                        size="small"
                        title={t('supplier.reverseTitle')}
                        text={t('supplier.reverseText')}
                        confirm={t('supplier.reverse')}
                        onConfirm={() => reverse.run({ id: payment.id, businessDate: today(), note: '' })}
                      >
                        {t('supplier.reverse')}
                      </ConfirmAction>
                    ),
            },
          ]}
        />
      )}
      <ErrorNote error={reverse.error} onClose={reverse.reset} />
      {!receipt.voided && receipt.supplierId !== null && receipt.amount !== null && (
        <>
          {may('inventory.receipts.correct') && (
            <div>
              <Button type={receipt.priceDue ? 'primary' : 'default'} onClick={() => setCorrecting(true)}>
                {receipt.priceDue ? t('receipt.addPrice') : t('materials:correct.open')}
              </Button>
            </div>
          )}
          {may('inventory.suppliers.pay') && (
            <PayForm
              key={`${receipt.paid} ${supplier?.owed}`}
              supplierId={receipt.supplierId}
              receiptId={id}
              owed={Math.min(receipt.amount - (receipt.paid ?? 0), supplier?.owed ?? 0)}
            />
          )}
        </>
      )}
      {isCorrecting && <CorrectReceipt id={id} onDone={() => setCorrecting(false)} />}
      {!receipt.voided &&
        receipt.source !== 'own' &&
        receipt.pieces > 0 &&
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
        <VoidReceipt receipt={receipt} />
      )}
    </div>
  )
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
          text={
            receipt.pieces > 0 ? t('receipt.voidText', { count: receipt.pieces }) : t('materials:voidText')
          }
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
