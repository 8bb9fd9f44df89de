import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import styles from '../production.module.css'

/** What a workshop without workers or without a batch does before work can be recorded; nothing once both are there. */
export function FirstSteps() {
  const { t } = useTranslation('production')
  const may = useMay()
  const workers = useQuery(api.workers.list.queryOptions())
  const batches = useQuery({
    ...api.production.batches.list.queryOptions({ input: { offset: 0, limit: 1 } }),
    enabled: may('production.batches.list'),
  })
  const lacksWorkers = workers.data?.every(({ archived }) => archived) ?? false
  const lacksBatches = batches.data?.total === 0
  if (!lacksWorkers && !lacksBatches) return null
  // Whoever may not is told what to ask for.
  const step = (path: string, text: string, isAble: boolean) =>
    isAble ? <Link to={path}>{text}</Link> : <b>{text}</b>
  return (
    <Alert
      type="info"
      showIcon
      title={
        <span className={styles.bar}>
          {t('record.before')}
          {lacksWorkers && step(paths.workers, t('worker.add'), may('workers.save'))}
          {lacksBatches && step('/floor/batches', t('record.beginBatch'), may('production.batches.create'))}
        </span>
      }
    />
  )
}
