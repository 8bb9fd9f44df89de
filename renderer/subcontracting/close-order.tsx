import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Subcontract } from '../../shared/subcontracting/orders-contract.ts'
import { client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Ends an order and says what becomes of pieces that are still there; or opens it again. */
export function CloseOrder({ order }: { readonly order: Subcontract }) {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const [left, setLeft] = useState<'back' | 'lost'>('back')
  const [reason, setReason] = useState('')
  const close = useCommand(client.subcontracting.orders.close, { onSuccess: () => setAsking(false) })
  const reopen = useCommand(client.subcontracting.orders.reopen)
  if (!may('subcontracting.orders.close')) return null
  if (order.state === 'closed')
    return (
      <>
        <ErrorNote error={reopen.error} />
        <Button loading={reopen.isPending} onClick={() => void reopen.run({ id: order.id })}>
          {t('close.reopen')}
        </Button>
      </>
    )
  const isLost = order.out > 0 && left === 'lost'
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('close.open')}</Button>
      <Modal
        open={isAsking}
        title={t('close.title', { number: order.orderNumber })}
        okText={t('close.open')}
        okButtonProps={{
          danger: isLost,
          disabled: isLost && reason.trim() === '',
          loading: close.isPending,
        }}
        onOk={() => void close.run({ id: order.id, left, reason: reason.trim() })}
        onCancel={() => setAsking(false)}
      >
        <div className={styles.page}>
          <ErrorNote error={close.error} />
          {order.out === 0 ? (
            <p>{t('close.allBack')}</p>
          ) : (
            <>
              <p>{t('close.left', { count: order.out })}</p>
              <Radio.Group
                value={left}
                options={(['back', 'lost'] as const).map((one) => ({
                  value: one,
                  label: t(one === 'back' && order.whole ? 'close.uncut' : `close.${one}`),
                }))}
                onChange={(event) => setLeft(event.target.value as 'back' | 'lost')}
              />
            </>
          )}
          <Input
            aria-label={t('close.reason')}
            placeholder={t(isLost ? 'close.reasonNeeded' : 'close.reason')}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </Modal>
    </>
  )
}
