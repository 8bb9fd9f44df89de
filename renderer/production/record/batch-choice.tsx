import { Input, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../shared/production/contract.ts'
import { remainingAt } from '../../../shared/production/progress.ts'
import { today } from '../../ui/today.ts'
import { BatchSelect } from '../batches/batch-select.tsx'
import styles from '../production.module.css'

/** Which batch, on which day the work was done, and how it is paid. */
export function BatchChoice(props: {
  readonly batchId: number | null
  readonly onBatch: (id: number) => void
  readonly date: string
  readonly onDate: (date: string) => void
  /** Whether the workers are paid by the hour for it. */
  readonly isHour: boolean
  readonly onHour: (isHour: boolean) => void
}) {
  const { t } = useTranslation('production')
  return (
    <div className={styles.bar}>
      <BatchSelect width={320} label={t('many.batch')} value={props.batchId} onChange={props.onBatch} />
      <span>{t('record.date')}</span>
      <Input
        type="date"
        aria-label={t('record.date')}
        style={{ width: 150 }}
        value={props.date}
        max={today()}
        status={props.date === today() ? '' : 'warning'}
        onChange={(event) => props.onDate(event.target.value || today())}
      />
      <Switch aria-label={t('record.byHour')} checked={props.isHour} onChange={props.onHour} />
      {t('record.byHour')}
    </div>
  )
}

/** Pieces that can still be recorded at a step: of one bundle, or of all live ones. */
export function leftAt(batch: Batch, operationId: number, bundleId?: number): number {
  return batch.bundles
    .filter((bundle) => bundle.state === 'live' && (bundleId === undefined || bundle.id === bundleId))
    .reduce(
      (sum, bundle) => sum + remainingAt(bundle.quantity, bundle.done, batch.operations, operationId),
      0,
    )
}
