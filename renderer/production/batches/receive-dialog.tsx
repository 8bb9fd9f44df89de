import { App, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleRow } from '../../../shared/production/contract.ts'
import { client } from '../../app/client.ts'
import { useShowLosses } from '../../inventory/parts/losses.tsx'
import { PlaceSelect } from '../../inventory/parts/place-select.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** Finished bundles go into stock: where they lie, and what that did for the orders. */
export function ReceiveDialog(props: {
  readonly bundles: readonly BundleRow[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  // What is being received stays the same while the screen behind refreshes.
  const [bundles] = useState(props.bundles)
  const [place, setPlace] = useState<number | null>(null)
  const receive = useCommand(client.production.bundles.receive, {
    onSuccess: ({ pieces, readyOrders, losses }) => {
      void message.success(t('bundle.received', { pieces, orders: readyOrders }), 5)
      showLosses(losses)
      props.onClose()
    },
  })
  const pieces = bundles.reduce((sum, bundle) => sum + bundle.held, 0)
  return (
    <Modal
      open
      title={t('bundle.receiveTitle', { count: bundles.length })}
      okText={t('bundle.receiveOk', { pieces })}
      okButtonProps={{ disabled: place === null, loading: receive.isPending }}
      onOk={() => place !== null && void receive.run({ ids: bundles.map(({ id }) => id), locationId: place })}
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={receive.error} />
        <span>{t('bundle.place')}</span>
        <PlaceSelect label={t('bundle.place')} value={place} onChange={setPlace} />
      </div>
    </Modal>
  )
}
