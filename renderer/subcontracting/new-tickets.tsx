import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../app/client.ts'
import { PrintTickets } from '../production/batches/print-tickets.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'

interface NewBundle {
  readonly id: number
  readonly bundleNumber: number
  readonly pieces: number
}

/** Bundles that a return began: the pieces that came need tickets of their own, the old ones are still with the rest. */
export function NewTickets(props: {
  readonly batchId: number
  readonly bundles: readonly NewBundle[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('subcontracting')
  const query = useQuery(api.production.batches.get.queryOptions({ input: { id: props.batchId } }))
  const ids = new Set(props.bundles.map(({ id }) => id))
  const rows = query.data?.bundles.filter(({ id }) => ids.has(id)) ?? []
  return (
    <Modal
      open
      title={t('newTickets.title', { count: props.bundles.length })}
      footer={<Button onClick={props.onClose}>{t('newTickets.close')}</Button>}
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <p>{t('newTickets.help')}</p>
        <ul>
          {props.bundles.map(({ id, bundleNumber, pieces }) => (
            <li key={id}>{t('newTickets.bundle', { bundle: bundleNumber, count: pieces })}</li>
          ))}
        </ul>
        <ErrorNote error={query.error} />
        <div className={styles.bar}>
          {query.data && rows.length === ids.size ? (
            <PrintTickets batch={query.data} bundles={rows} />
          ) : (
            !query.error && <Spin delay={150} />
          )}
        </div>
      </div>
    </Modal>
  )
}
