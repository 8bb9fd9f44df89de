import { Alert, App, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AllocationLoss } from '../../../shared/inventory/allocation-loss.ts'

/** Shows which orders lost pieces by what was just done, and who has them now. Nothing where none did. */
export function useShowLosses(): (losses: readonly AllocationLoss[]) => void {
  const { modal } = App.useApp()
  const { t } = useTranslation('inventory')
  return (losses) => {
    if (losses.length === 0) return
    modal.info({
      width: 760,
      title: t('losses.title', { count: new Set(losses.map((loss) => loss.orderId)).size }),
      okText: t('losses.ok'),
      content: <LossTable losses={losses} />,
    })
  }
}

/** The same as a note on the page, where a window would stop the hand: matching listings one after the other. */
export function LossesNote(props: {
  readonly losses: readonly AllocationLoss[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('inventory')
  if (props.losses.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      closable={{ onClose: props.onClose }}
      title={t('losses.title', { count: new Set(props.losses.map((loss) => loss.orderId)).size })}
      description={<LossTable losses={props.losses} />}
    />
  )
}

/** Plain links: antd draws this outside the router. */
function LossTable({ losses }: { readonly losses: readonly AllocationLoss[] }) {
  const { t } = useTranslation('inventory')
  return (
    <>
      <p>{t('losses.text')}</p>
      <Table
        size="small"
        rowKey={(loss) => `${loss.orderLineId}:${loss.itemId}:${loss.toOrderLineId}`}
        dataSource={[...losses]}
        pagination={losses.length > 8 ? { pageSize: 8, showSizeChanger: false } : false}
        columns={[
          {
            title: t('losses.order'),
            render: (_, loss) => <a href={`#/orders/${loss.orderId}`}>{loss.orderNumber}</a>,
          },
          { title: t('sku'), dataIndex: 'skuText' },
          { title: t('losses.lost'), dataIndex: 'quantity', align: 'right' },
          {
            title: t('losses.now'),
            render: (_, loss) =>
              loss.toOrderId === null ? (
                t(`losses.${loss.reason}`)
              ) : (
                <a href={`#/orders/${loss.toOrderId}`}>{t('losses.to', { order: loss.toOrderNumber })}</a>
              ),
          },
        ]}
      />
    </>
  )
}
