import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintJob } from '../../../shared/stations/print-contract.ts'
import { api } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { JobAnswers } from './job-answers.tsx'
import { jobState, jobText } from './job-text.ts'

/** So many are shown around a screen; Settings, Printers has them all. */
const mostShown = 3
/** Milliseconds that it is said that something came out. */
const printedFor = 10_000

/**
 * How far the documents are that this station has printed elsewhere, or has to print for others: what waits and what came out
 * just now at the one that asked, questions and failures at both.
 */
export function PrintBar() {
  const may = useMay()
  return may('stations.printing.jobs') ? <Bar /> : null
}

function Bar() {
  const { t } = useTranslation('stations')
  const { station } = useSession()
  const { data: jobs = [] } = useQuery(api.stations.printing.jobs.queryOptions())
  const printed = useJustPrinted(jobs)
  const shown = jobs.filter(
    (job) =>
      (job.isOwn && (job.state === 'waiting' || job.state === 'printing' || printed.has(job.id))) ||
      ((job.isOwn || job.printer.station === station) && (job.state === 'asks' || job.state === 'failed')),
  )
  return shown
    .slice(-mostShown)
    .map((job) => (
      <Alert
        key={job.id}
        type={
          job.state === 'printed'
            ? 'success'
            : job.state === 'asks' || job.state === 'failed'
              ? 'warning'
              : 'info'
        }
        banner
        showIcon
        icon={<PrinterOutlined />}
        role="status"
        title={`${jobText(t, job)} · ${jobState(t, job)}`}
        action={<JobAnswers job={job} size="large" />}
      />
    ))
}

/** Own jobs that were seen open here and have come out since, for a moment each. */
function useJustPrinted(jobs: readonly PrintJob[]): ReadonlySet<number> {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [printed, setPrinted] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    const own = jobs.filter(({ isOwn }) => isOwn)
    const fresh = own.filter(({ id, state }) => state === 'printed' && open.has(id)).map(({ id }) => id)
    const still = own.filter(({ state }) => state === 'waiting' || state === 'printing').map(({ id }) => id)
    const isSame = still.length === open.size && still.every((id) => open.has(id))
    if (!isSame) setOpen(new Set(still))
    if (fresh.length === 0) return
    setPrinted((before) => new Set([...before, ...fresh]))
    setTimeout(
      () => setPrinted((before) => new Set([...before].filter((id) => !fresh.includes(id)))),
      printedFor,
    )
  }, [jobs, open])
  return printed
}
