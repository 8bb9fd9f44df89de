import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Backup, Restored } from '../../../shared/settings/backup-contract.ts'
import type { SalvageReport } from '../../../shared/settings/salvage-contract.ts'
import { api, client } from '../../app/client.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import styles from './rescue-screen.module.css'

/** The other way back: what can still be read of the damaged file, beside the newest copy, for the owner to choose. */
export function SalvagePanel(props: {
  readonly newest: Backup | undefined
  readonly onDone: (restored: Restored) => void
}) {
  const { t } = useTranslation('care')
  const salvage = useQuery(
    api.settings.rescue.salvageState.queryOptions({
      refetchInterval: ({ state }) => (state.data?.kind === 'running' ? 700 : false),
    }),
  )
  const start = useMutation({
    mutationFn: () => client.settings.rescue.salvage(),
    onSuccess: () => salvage.refetch(),
  })
  const take = useMutation({
    mutationFn: () => client.settings.rescue.takeSalvaged(),
    onSuccess: props.onDone,
  })
  const state = salvage.data
  return (
    <section className={styles.salvage} aria-label={t('rescue.salvage.title')}>
      <h2>{t('rescue.salvage.title')}</h2>
      <p className={styles.folder}>{t('rescue.salvage.text')}</p>
      {state?.kind === 'running' && (
        <>
          <p role="status">{t('rescue.salvage.running', { percent: percent(state) })}</p>
          <Progress percent={percent(state)} showInfo={false} />
        </>
      )}
      {state?.kind === 'ready' && <Comparison report={state.report} newest={props.newest} />}
      <ErrorNote error={start.error ?? take.error ?? (state?.kind === 'failed' ? state : null)} />
      {state && state.kind !== 'running' && (
        <Space>
          {state.kind === 'ready' && (
            <ConfirmAction
              size="large"
              title={t('rescue.salvage.useTitle')}
              text={t('rescue.salvage.useText')}
              confirm={t('rescue.salvage.use')}
              onConfirm={() => take.mutateAsync().catch(() => {})}
            >
              {t('rescue.salvage.use')}
            </ConfirmAction>
          )}
          <Button loading={start.isPending} onClick={() => start.mutate()}>
            {t(state.kind === 'none' ? 'rescue.salvage.start' : 'rescue.salvage.again')}
          </Button>
        </Space>
      )}
    </section>
  )
}

/** After it was taken: what is there now, and what stays in the folder. */
export function SalvagedNote({ epoch }: { readonly epoch: number }) {
  const { t } = useTranslation('care')
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('rescue.salvage.done')}
      description={
        <>
          <p>{t('rescue.salvage.doneText')}</p>
          <p>{t('newCodes', { epoch })}</p>
        </>
      }
    />
  )
}

const rows = ['orders', 'skus', 'parcels', 'stockMoves', 'commands'] as const

function Comparison({
  report,
  newest,
}: {
  readonly report: SalvageReport
  readonly newest: Backup | undefined
}) {
  const { t } = useTranslation('care')
  const copy = newest?.manifest
  return (
    <>
      <table className={styles.compared}>
        <thead>
          <tr>
            <th>{t('rescue.salvage.what')}</th>
            <th>
              {t('rescue.salvage.copy')} {copy && <InstantText at={copy.createdAt} />}
            </th>
            <th>{t('rescue.salvage.saved')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{t('rescue.salvage.until')}</td>
            <td>{copy ? <InstantText at={copy.lastCommandAt} /> : t('rescue.salvage.none')}</td>
            <td>
              <InstantText at={report.lastCommandAt} />
            </td>
          </tr>
          {rows.map((name) => (
            <tr key={name}>
              <td>{t(`rescue.salvage.${name}`)}</td>
              <td className="number">{copy ? copy.counts[name].toLocaleString() : '—'}</td>
              <td className="number">{report.counts[name].toLocaleString()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Losses report={report} />
      <Alert
        type={report.problems === 0 ? 'success' : 'warning'}
        showIcon
        title={
          report.problems === 0
            ? t('rescue.salvage.good')
            : t('rescue.salvage.bad', { problems: report.problems })
        }
      />
    </>
  )
}

/** What is missing, table by table, in the words of the screens. */
function Losses({ report }: { readonly report: SalvageReport }) {
  const { t } = useTranslation('care')
  if (report.tables.length === 0 && report.unplaced === 0) return <p>{t('rescue.salvage.whole')}</p>
  const partsOf = (one: SalvageReport['tables'][number]) =>
    (['lost', 'left', 'rebuilt'] as const)
      .filter((name) => one[name] > 0)
      .map((name) => t(`rescue.salvage.${name}`, { [name]: one[name] }))
      .join(' · ')
  return (
    <div>
      <p>{t('rescue.salvage.missing')}</p>
      <ul>
        {report.tables.map((one) => (
          <li key={one.table}>
            <strong>{t(`rescue.salvage.tables.${one.table}`, t(`audit.tables.${one.table}`))}</strong>:{' '}
            {partsOf(one)}
          </li>
        ))}
      </ul>
      {report.unplaced > 0 && <p>{t('rescue.salvage.unplaced', { unplaced: report.unplaced })}</p>}
    </div>
  )
}

function percent({ done, total }: { readonly done: number; readonly total: number }): number {
  return total === 0 ? 0 : Math.floor((done / total) * 100)
}
