import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { jobState, jobText, jobTones } from './job-text.ts'

/**
 * How far the document is that was asked for here and comes out at another station, beside the button that was pressed.
 * Null: nothing was. What must be said of it is said in the PrintBar, which announces it, too.
 */
export function JobMark({ job: id }: { readonly job: number | null }) {
  const { t } = useTranslation('stations')
  const may = useMay()
  const { data } = useQuery({
    ...api.stations.printing.jobs.queryOptions(),
    enabled: id !== null && may('stations.printing.jobs'),
  })
  const job = data?.find((one) => one.id === id)
  if (!job) return null
  const needsAnswer = job.state === 'asks' || job.state === 'failed'
  return (
    <span data-print-job={job.state} aria-hidden>
      <StatusTag tone={jobTones[job.state]} title={jobText(t, job)}>
        {jobState(t, job)}
        {needsAnswer && ` ${t('printing.above')}`}
      </StatusTag>
    </span>
  )
}
