import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OrderDetail, Recipient } from '../../../shared/orders/contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'

const line = (recipient: Recipient) =>
  [recipient.name, recipient.phone, recipient.province, recipient.city, recipient.district, recipient.address]
    .filter(Boolean)
    .join(' ')

/** The platform says another address than the user typed: both side by side, and which one holds. */
export function AddressDifference({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const resolve = useCommand(client.orders.resolveAddress)
  return (
    <Alert
      type="error"
      showIcon
      title={t('address.title')}
      description={
        <Space direction="vertical">
          <span>{t('address.mine', { text: line(order.recipient) })}</span>
          {order.platformRecipient && (
            <span>{t('address.platform', { text: line(order.platformRecipient) })}</span>
          )}
          <Space wrap>
            <Button
              loading={resolve.isPending}
              onClick={() => void resolve.run({ id: order.id, take: 'user' })}
            >
              {t('address.keepMine')}
            </Button>
            <Button
              loading={resolve.isPending}
              onClick={() => void resolve.run({ id: order.id, take: 'platform' })}
            >
              {t('address.takePlatform')}
            </Button>
          </Space>
          <ErrorNote error={resolve.error} />
        </Space>
      }
    />
  )
}
