import { App, Button, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { OrderDetail } from '../../../shared/orders/contract.ts'
import { client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'

/** What can be done with an order as it stands: match, change, hold, cancel, and take a cancelling back. */
export function OrderActions(props: { readonly order: OrderDetail; readonly onEdit: () => void }) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { order } = props
  const [asking, setAsking] = useState<'hold' | 'cancel' | null>(null)
  const release = useCommand(client.orders.release)
  const reopen = useCommand(client.orders.reopen, {
    onSuccess: () => {
      message.success(t('reopened'))
    },
  })
  const isOpen = order.stage !== 'shipped' && order.stage !== 'ended'
  return (
    <Space wrap>
      {order.unmatchedCount > 0 && (
        <Button type="primary" onClick={() => void navigate(paths.matching)}>
          {t('import.matchNow')}
        </Button>
      )}
      <Button onClick={props.onEdit}>{t('edit.title')}</Button>
      {isOpen && order.holdReason === null && <Button onClick={() => setAsking('hold')}>{t('hold')}</Button>}
      {order.holdReason !== null && (
        <Button
          type="primary"
          loading={release.isPending}
          onClick={() => void release.run({ ids: [order.id] })}
        >
          {t('release')}
        </Button>
      )}
      {isOpen && (
        <Button danger onClick={() => setAsking('cancel')}>
          {t('cancelOrder')}
        </Button>
      )}
      {order.canReopen && (
        <Button loading={reopen.isPending} onClick={() => void reopen.run({ id: order.id })}>
          {t('reopen')}
        </Button>
      )}
      <ErrorNote error={release.error ?? reopen.error} />
      {asking !== null && <ReasonDialog order={order} what={asking} onClose={() => setAsking(null)} />}
    </Space>
  )
}

/** Asks why an order is held or cancelled, and says what that does. */
function ReasonDialog(props: {
  readonly order: OrderDetail
  readonly what: 'hold' | 'cancel'
  readonly onClose: () => void
}) {
  const { t } = useTranslation('orders')
  const { message } = App.useApp()
  const { order, onClose } = props
  const isCancel = props.what === 'cancel'
  const [reason, setReason] = useState('')
  const hold = useCommand(client.orders.hold, { onSuccess: onClose })
  const cancel = useCommand(client.orders.cancel, {
    onSuccess: () => {
      onClose()
      message.success(t('cancelled'))
    },
  })
  return (
    <Modal
      open
      title={isCancel ? t('cancelTitle', { number: order.orderNumber }) : t('holdTitle', { count: 1 })}
      okText={isCancel ? t('cancelConfirm') : t('hold')}
      okButtonProps={{
        danger: isCancel,
        disabled: reason.trim() === '',
        loading: hold.isPending || cancel.isPending,
      }}
      // "Cancel" beside "Cancel order" would leave open which of them lets the order live.
      cancelText={t('leaveAsItIs')}
      onOk={() => {
        if (isCancel) void cancel.run({ id: order.id, reason })
        else void hold.run({ ids: [order.id], reason })
      }}
      onCancel={onClose}
    >
      <p>{isCancel ? t('cancelText') : t('holdText')}</p>
      <Input
        autoFocus
        maxLength={200}
        value={reason}
        placeholder={isCancel ? t('cancelReason') : t('holdReason')}
        aria-label={isCancel ? t('cancelReason') : t('holdReason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <ErrorNote error={hold.error ?? cancel.error} />
    </Modal>
  )
}
