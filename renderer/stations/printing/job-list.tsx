import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PrintJob } from '../../../shared/stations/print-contract.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../settings/stations.module.css'
import { JobAnswers } from './job-answers.tsx'
import { jobState, jobText, jobTones } from './job-text.ts'

/** What stations have printed at another one: of the last day, and whatever waits. Nothing where nobody does. */
export function JobList() {
  const { t } = useTranslation('stations')
  const { data: jobs = [], error } = useQuery(api.stations.printing.jobs.queryOptions())
  if (jobs.length === 0) return <ErrorNote error={error} />
  return (
    <section className={styles.part} aria-label={t('printing.jobs')}>
      <h3 className={styles.title}>{t('printing.jobs')}</h3>
      <ErrorNote error={error} />
      <Table<PrintJob>
        size="small"
        rowKey="id"
        dataSource={jobs}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('printing.what'), render: (_value, job) => jobText(t, job) },
          { title: t('printing.askedBy'), render: (_value, job) => `${job.userName} · ${job.station}` },
          { title: t('printing.askedAt'), render: (_value, job) => <InstantText at={job.at} /> },
          {
            title: t('printing.how'),
            render: (_value, job) => <StatusTag tone={jobTones[job.state]}>{jobState(t, job)}</StatusTag>,
          },
          { title: '', render: (_value, job) => <JobAnswers job={job} size="small" /> },
        ]}
      />
    </section>
  )
}
