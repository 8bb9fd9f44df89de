import { useQuery } from '@tanstack/react-query'
import { Alert, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../shared/settings/contract.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'

interface Written {
  readonly materials: number
  readonly styles: number
  readonly left: number
  /** Missing where an earlier program wrote it. */
  readonly changed?: readonly string[]
}

/** So many names are told. */
const most = 20

/** The job that writes a sheet; undefined before there is one. */
export function useRecipeJob(id: number | null): Job | undefined {
  const jobs = useQuery({ ...api.settings.jobs.list.queryOptions(), enabled: id !== null })
  return id === null ? undefined : jobs.data?.find((job) => job.id === id)
}

/** How far a sheet is written, and what came of it. */
export function RecipeJob({ job }: { readonly job: Job }) {
  const { t } = useTranslation('materials')
  if (job.state === 'running')
    return <Progress percent={job.total === 0 ? 0 : Math.floor((100 * job.done) / job.total)} />
  if (job.state === 'cancelled') return <Alert type="warning" showIcon title={t('sheet.stopped')} />
  if (job.state !== 'done')
    return (
      <>
        <ErrorNote error={job.error} />
        <Alert type="error" showIcon title={t('sheet.failed')} />
      </>
    )
  const { materials, styles, left, changed = [] } = job.result as Written
  return (
    <Alert
      type={left + changed.length > 0 ? 'warning' : 'success'}
      showIcon
      title={t('sheet.done', { materials, styles })}
      description={
        <>
          {left > 0 && <div>{t('sheet.left', { count: left })}</div>}
          {changed.length > 0 && (
            <div>
              {t('sheet.changedMeanwhile', {
                count: changed.length,
                names: listText(changed.slice(0, most)) + (changed.length > most ? '…' : ''),
              })}
            </div>
          )}
        </>
      }
    />
  )
}
