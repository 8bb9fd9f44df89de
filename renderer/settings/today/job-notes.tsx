import { CheckCircleOutlined, ExclamationCircleFilled, SyncOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ImportSummary } from '../../../shared/orders/imports-contract.ts'
import type { JobNote } from '../../../shared/settings/contract.ts'
import type { ProcedurePath } from '../../../shared/settings/roles.ts'
import { client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { jobKind } from '../../ui/job-kind.ts'
import { useCommand } from '../../ui/use-command.ts'
import { shownJobError } from './job-error.ts'
import styles from './today.module.css'

/** What one may do to end a failed job's trouble; who may not is not told of it. */
const remedies: Readonly<Record<string, ProcedurePath>> = {
  import: 'orders.imports.commit',
  backup: 'settings.backup.make',
  repair: 'settings.repair.start',
  'catalog-import': 'catalog.sheet.commit',
  'catalog-match': 'catalog.listings.match',
  'recipe-import': 'catalog.recipes.commit',
  reprice: 'production.rates.apply',
}

/** Where that is done. */
const places: Readonly<Record<string, string>> = {
  import: paths.imports,
  backup: paths.backup,
  repair: paths.health,
  'catalog-import': paths.catalog,
  'catalog-match': paths.matching,
  'recipe-import': paths.materials,
}

/** The notes that this user is told of. */
export function useJobNotes(notes: readonly JobNote[]): readonly JobNote[] {
  const may = useMay()
  return notes.filter(({ kind }) => may(remedies[kind] ?? 'settings.jobs.putAway'))
}

/** Work that failed or was cut off, in the state it is in by now, until it was done or is put away. */
export function JobNotes({ notes }: { readonly notes: readonly JobNote[] }) {
  const { t } = useTranslation('today')
  const may = useMay()
  const putAway = useCommand(client.settings.jobs.putAway)
  return (
    <>
      {notes.map((note) => (
        <li key={note.id} className={`${styles.note} ${styles[note.since]}`} data-note={note.kind}>
          <Mark since={note.since} />
          <strong>{t(`job.${stateOf(note)}`, { kind: jobKind(t, note.kind) })}</strong>
          <span className={styles.why}>
            <Explanation note={note} />
          </span>
          {note.since !== 'goes-on' && may('settings.jobs.putAway') && (
            <Button
              size="small"
              type="text"
              disabled={putAway.isPending}
              onClick={() => void putAway.run({ jobId: note.id })}
            >
              {t('job.putAway')}
            </Button>
          )}
        </li>
      ))}
      <ErrorNote error={putAway.error} onClose={putAway.reset} />
    </>
  )
}

/** As it is by now: how it ended says nothing any more once its work goes on. */
function stateOf({ since, state }: JobNote): string {
  return since === 'open' ? state : since
}

function Mark({ since }: Pick<JobNote, 'since'>) {
  if (since === 'goes-on') return <SyncOutlined spin className={styles.mark} />
  return since === 'finished' ? (
    <CheckCircleOutlined className={styles.mark} />
  ) : (
    <ExclamationCircleFilled className={styles.mark} />
  )
}

function Explanation({ note }: { readonly note: JobNote }) {
  const { t } = useTranslation('today')
  const place = places[note.kind]
  const sums = (note.result as ImportSummary | null)?.orders
  const text =
    note.since === 'open'
      ? shownJobError(t, note)
      : note.since === 'finished' && sums
        ? t('job.finishedText', { added: sums.added, updated: sums.updated })
        : t('job.goesOnText')
  return (
    <>
      {text}
      {place && note.since !== 'goes-on' && (
        <Link to={place} className={styles.look}>
          {t('job.look')}
        </Link>
      )}
    </>
  )
}
