import { SyncOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Popover, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../shared/settings/contract.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { jobKind } from '../ui/job-kind.ts'
import { api } from './client.ts'
import { useMay } from './session.tsx'

/** Work in the background: how far it is, and a way to stop it. Nothing while nothing runs. */
export function JobIndicator() {
  const { t } = useTranslation('app')
  const jobs = useQuery(api.settings.jobs.list.queryOptions())
  const running = (jobs.data ?? []).filter((job) => job.state === 'running')
  const first = running[0]
  if (!first) return null
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('jobs.title')}
      content={running.map((job) => <JobRow key={job.id} job={job} />)}
    >
      <Button type="text" icon={<SyncOutlined spin />}>
        <span className="number">
          {jobKind(t, first.kind)} {percent(first)}%
        </span>
      </Button>
    </Popover>
  )
}

function JobRow({ job }: { readonly job: Job }) {
  const { t } = useTranslation('app')
  const may = useMay()
  const cancel = useMutation(api.settings.jobs.cancel.mutationOptions())
  return (
    <div style={{ width: 320 }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center' }}>
        <span>{jobKind(t, job.kind)}</span>
        {may('settings.jobs.cancel') && (
          <Button size="small" disabled={cancel.isPending} onClick={() => cancel.mutate({ jobId: job.id })}>
            {cancel.isSuccess ? t('jobs.stopping') : t('jobs.stop')}
          </Button>
        )}
      </div>
      <Progress percent={percent(job)} size="small" />
      <span className="number">{t('jobs.progress', { done: job.done, total: job.total })}</span>
      <ErrorNote error={cancel.error} />
    </div>
  )
}

function percent(job: Job): number {
  return job.total === 0 ? 0 : Math.floor((job.done / job.total) * 100)
}
