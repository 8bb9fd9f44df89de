import { useQuery } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { importSummarySchema } from '../../../shared/orders/imports-contract.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from '../orders.module.css'
import { ProblemTable } from './problem-table.tsx'
import { Sums } from './sums.tsx'
import type { ImportFlow } from './use-import.ts'

/** The import as it runs, and what it came to. Leaving the screen does not stop it. */
export function ImportResult({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const jobs = useQuery(api.settings.jobs.list.queryOptions())
  const job = jobs.data?.find((candidate) => candidate.id === flow.jobId)
  const { finished } = flow
  const isOver = job !== undefined && job.state !== 'running'
  useEffect(() => {
    if (isOver && flow.step === 'running') finished()
  }, [isOver, flow.step, finished])
  const summary = importSummarySchema.safeParse(job?.result)
  if (!isOver)
    return (
      <div style={{ maxWidth: 560 }}>
        <p role="status">{t('import.running')}</p>
        <Progress percent={job && job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0} />
        <p className={styles.muted}>{t('import.runningText')}</p>
      </div>
    )
  return (
    <>
      {job.error && <ErrorNote error={job.error} />}
      {job.state === 'cancelled' && <p>{t('import.stopped')}</p>}
      {summary.success && (
        <>
          <p role="status">{t('import.finished')}</p>
          <Sums summary={summary.data} />
        </>
      )}
      <div className={styles.bar}>
        {summary.success && summary.data.unmatchedLines > 0 && (
          <Link to={paths.matching}>
            <Button type="primary">{t('import.matchNow')}</Button>
          </Link>
        )}
        <Link to="/orders">
          <Button>{t('import.toOrders')}</Button>
        </Link>
        <Button onClick={flow.again}>{t('import.more')}</Button>
        <Link to="/orders/imports">{t('import.undoHint')}</Link>
      </div>
      {summary.success && summary.data.problemRows > 0 && (
        <ProblemTable batch={flow.batch} files={flow.staged} leftOut={summary.data.problemRows} />
      )}
    </>
  )
}
