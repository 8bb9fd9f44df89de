import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseOrder } from '../../../shared/inventory/purchase-orders-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Missing } from './missing.tsx'

/** What has not come of an order will not come, and why. */
export function GiveUpOrder(props: { readonly order: PurchaseOrder; readonly onDone: () => void }) {
  const { onDone } = props
  // As it was when this was opened: what another station writes meanwhile is told by the refusal.
  const [order] = useState(props.order)
  const { t } = useTranslation('materials')
  const [reason, setReason] = useState('')
  const giveUp = useCommand(client.inventory.purchaseOrders.giveUp, { onSuccess: onDone })
  const rest = order.lines.filter((line) => line.isOpen)
  return (
    <Modal
      open
      title={t('order.giveUpTitle')}
      okText={t('order.giveUp')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: giveUp.isPending }}
      onOk={() =>
        void giveUp.run({
          id: order.id,
          reason: reason.trim(),
          before: rest.map(({ id, quantity, received }) => ({ id, quantity, received })),
        })
      }
      onCancel={onDone}
    >
      <div className={styles.page}>
        <ErrorNote error={giveUp.error} />
        <p style={{ margin: 0 }}>
          {t('order.giveUpText', {
            list: listText(
              rest.map(
                (line) =>
                  `${line.name} ${formatAmount(line.quantity - line.received)} ${t(`units.${line.unit}`)}`,
              ),
            ),
          })}
        </p>
        <Input
          autoFocus
          aria-label={t('order.reason')}
          placeholder={t('order.reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Missing what={[reason.trim() === '' && t('order.reason')]} />
      </div>
    </Modal>
  )
}
