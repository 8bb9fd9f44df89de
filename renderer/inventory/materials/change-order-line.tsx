import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrderLine } from '../../../shared/inventory/purchase-orders-contract.ts'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Field } from '../parts/figures.tsx'
import { Missing } from './missing.tsx'

/** Another amount, price or day of an ordered line. */
export function ChangeOrderLine(props: { readonly line: PurchaseOrderLine; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { line } = props
  const [quantityText, setQuantity] = useState(formatAmount(line.quantity))
  const [amountText, setAmount] = useState(line.amount === null ? '' : toDecimal(line.amount))
  const [date, setDate] = useState(line.expectedDate ?? '')
  const change = useCommand(client.inventory.purchaseOrders.changeLine, { onSuccess: props.onDone })
  const quantity = parseAmount(quantityText)
  const amount = amountText.trim() === '' ? null : parseMoney(amountText)
  const isAmountBad = amountText.trim() !== '' && (amount === null || amount < 0)
  return (
    <Modal
      open
      title={t('order.changeTitle', { name: line.name })}
      okText={t('save')}
      okButtonProps={{ disabled: !quantity || isAmountBad, loading: change.isPending }}
      onOk={() =>
        void change.run({
          lineId: line.id,
          quantity: quantity!,
          amount,
          expectedDate: date || null,
          before: {
            quantity: line.quantity,
            received: line.received,
            amount: line.amount,
            expectedDate: line.expectedDate,
          },
        })
      }
      onCancel={props.onDone}
    >
      <div className={styles.page}>
        <ErrorNote error={change.error} />
        <p className={styles.muted} style={{ margin: 0 }}>
          {t('order.changeHelp', { amount: formatAmount(line.received), unit: t(`units.${line.unit}`) })}
        </p>
        <div className={styles.fields}>
          <Field name={t('order.ordered')}>
            <AmountInput
              label={t('order.ordered')}
              unit={t(`units.${line.unit}`)}
              value={quantityText}
              onChange={setQuantity}
            />
          </Field>
          <Field name={t('amount')} error={isAmountBad ? t('badMoney') : undefined}>
            <Input
              style={{ width: 120 }}
              className="number"
              inputMode="decimal"
              aria-label={t('amount')}
              status={isAmountBad ? 'error' : ''}
              value={amountText}
              onChange={(event) => setAmount(event.target.value)}
            />
          </Field>
          <Field name={t('order.expected')}>
            <Input
              type="date"
              style={{ width: 150 }}
              aria-label={t('order.expected')}
              value={date}
              onChange={(event) => setDate(event.target.value)}
            />
          </Field>
        </div>
        <Missing what={[!quantity && t('order.ordered'), isAmountBad && t('amount')]} />
      </div>
    </Modal>
  )
}
