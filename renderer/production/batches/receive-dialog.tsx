import { useQuery } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleRow } from '../../../shared/production/bundles-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { useShowLosses } from '../../inventory/parts/losses.tsx'
import { PlaceSelect } from '../../inventory/parts/place-select.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/**
 * Finished bundles go into stock: where they lie, and what that did for the orders. Those that wait to be mended are left
 * out and named; what a check rejected is taken only with a reason.
 */
export function ReceiveDialog(props: {
  readonly batchId: number
  readonly bundles: readonly BundleRow[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const may = useMay()
  const showLosses = useShowLosses()
  // Which bundles are received stays the same while the screen behind refreshes; what they hold is what it says by now.
  const [chosen] = useState(props.bundles)
  const now = new Map(props.bundles.map((bundle) => [bundle.id, bundle]))
  const given = chosen.map((bundle) => now.get(bundle.id) ?? bundle)
  const [place, setPlace] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const reworks = useQuery({
    ...api.quality.reworks.list.queryOptions(),
    enabled: may('quality.reworks.list'),
  })
  const checks = useQuery({
    ...api.quality.inspections.list.queryOptions({ input: { batchId: props.batchId, offset: 0, limit: 20 } }),
    enabled: may('quality.inspections.list'),
  })
  const last = checks.data?.rows.find(
    ({ kind, state }) => kind === 'final' && (state === 'accepted' || state === 'rejected'),
  )
  const isRejected = last?.state === 'rejected'
  const waiting = new Set((reworks.data ?? []).map(({ bundleId }) => bundleId))
  const toMend = given.filter(({ id }) => waiting.has(id))
  const bundles = given.filter(({ id }) => !waiting.has(id))
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
      okButtonProps={{
        disabled: place === null || bundles.length === 0 || (isRejected && note.trim() === ''),
        loading: receive.isPending,
      }}
      onOk={() =>
        place !== null &&
        void receive.run({ ids: bundles.map(({ id }) => id), locationId: place, note: note.trim() })
      }
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={receive.error ?? reworks.error ?? checks.error} />
        {toMend.length > 0 && (
          <p className={styles.wrong}>
            {t('bundle.toMend', {
              count: toMend.length,
              list: listText(toMend.map(({ bundleNumber }) => bundleNumber)),
            })}
          </p>
        )}
        {isRejected && (
          <>
            <p className={styles.wrong}>{t('bundle.rejected', { date: last.businessDate })}</p>
            <Input
              aria-label={t('bundle.rejectedWhy')}
              placeholder={t('bundle.rejectedWhy')}
              maxLength={300}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </>
        )}
        <span>{t('bundle.place')}</span>
        <PlaceSelect label={t('bundle.place')} value={place} onChange={setPlace} />
      </div>
    </Modal>
  )
}
