import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AllocationLoss } from '../../shared/inventory/contract.ts'

/** Orders that lost pieces by what was just done, each with the order that got them. Nothing where none did. */
export function LossesList(props: {
  readonly losses: readonly AllocationLoss[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('catalog')
  if (props.losses.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose: props.onClose }}
      title={t('losses.title', { count: props.losses.length })}
      description={
        <ul style={{ margin: 0, paddingLeft: 20 }}>
          {props.losses.slice(0, 20).map((loss) => (
            <li key={`${loss.itemId} ${loss.orderLineId} ${loss.toOrderLineId}`}>
              {loss.skuText}: <Link to={`/orders/${loss.orderId}`}>{loss.orderNumber}</Link> −{loss.quantity}
              {loss.toOrderId !== null && (
                <>
                  {' → '}
                  <Link to={`/orders/${loss.toOrderId}`}>{loss.toOrderNumber}</Link>
                </>
              )}
            </li>
          ))}
          {props.losses.length > 20 && <li>{t('losses.more', { count: props.losses.length - 20 })}</li>}
        </ul>
      }
    />
  )
}
