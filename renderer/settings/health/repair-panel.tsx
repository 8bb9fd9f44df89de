import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/money.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import type { LevelDifference, Repaired, RepairKind } from '../../../shared/settings/health-contract.ts'
import { repairKinds } from '../../../shared/settings/health-contract.ts'
import { api, client } from '../../app/client.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from './health.module.css'

/** What can be mended, each after a copy, one at a time. */
export function RepairPanel() {
  const { t } = useTranslation('health')
  const levels = useQuery(api.settings.repair.levels.queryOptions())
  const jobs = useQuery(api.settings.jobs.list.queryOptions())
  const start = useMutation({ mutationFn: (kind: RepairKind) => client.settings.repair.start({ kind }) })
  const care = useQuery(api.settings.backup.status.queryOptions())
  const rescue = useMutation({ mutationFn: () => client.settings.repair.rescue() })
  const hasBadPages = care.data?.check.state === 'bad'
  const running = jobs.data?.find((job) => job.kind === 'repair' && job.state === 'running')
  const ended = jobs.data?.find((job) => job.id === start.data?.jobId && job.state !== 'running')
  return (
    <section aria-label={t('repair.title')}>
      <h3 className={styles.heading}>{t('repair.title')}</h3>
      <p className={styles.text}>{t('repair.text')}</p>
      <div className={styles.repairs}>
        {repairKinds.map((kind) => (
          <div key={kind}>
            <ConfirmAction
              title={t(`repair.${kind}.ask`)}
              text={t(`repair.${kind}.askText`)}
              confirm={t(`repair.${kind}.do`)}
              disabled={running !== undefined || (kind === 'levels' && levels.data?.length === 0)}
              onConfirm={() => start.mutateAsync(kind).catch(() => {})}
            >
              {t(`repair.${kind}.do`)}
            </ConfirmAction>
            <p className={styles.text}>{t(`repair.${kind}.text`)}</p>
            {kind === 'levels' && levels.data?.length === 0 && (
              <StatusTag tone="done">{t('repair.levels.good')}</StatusTag>
            )}
          </div>
        ))}
        {hasBadPages && (
          <div>
            <ConfirmAction
              title={t('repair.rescue.ask')}
              text={t('repair.rescue.askText')}
              confirm={t('repair.rescue.do')}
              disabled={running !== undefined}
              onConfirm={() => rescue.mutateAsync().catch(() => {})}
            >
              {t('repair.rescue.do')}
            </ConfirmAction>
            <p className={styles.text}>{t('repair.rescue.text')}</p>
          </div>
        )}
      </div>
      {levels.data && levels.data.length > 0 && <Differences rows={levels.data} />}
      {running && <Alert type="info" showIcon role="status" title={t('repair.running')} />}
      {ended?.state === 'done' && <Outcome repaired={ended.result as Repaired} />}
      <ErrorNote error={start.error ?? rescue.error ?? levels.error ?? (ended?.error ? ended.error : null)} />
    </section>
  )
}

/** Before and after, side by side: nobody has to take a changed stock on trust. */
function Differences({ rows }: { readonly rows: readonly LevelDifference[] }) {
  const { t } = useTranslation('health')
  const amount = (row: LevelDifference, quantity: number) =>
    row.isMaterial ? formatAmount(quantity) : String(quantity)
  return (
    <>
      <Alert type="warning" showIcon title={t('repair.levels.differ', { count: rows.length })} />
      <Table<LevelDifference>
        size="small"
        rowKey={(row) => `${row.itemId} ${row.locationId}`}
        dataSource={[...rows]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('repair.column.item'), dataIndex: 'item' },
          { title: t('repair.column.place'), dataIndex: 'location' },
          {
            title: t('repair.column.before'),
            align: 'right',
            render: (_value, row) => (
              <span className="number">
                {amount(row, row.before.quantity)} · {formatMoney(row.before.value, 'CNY')}
              </span>
            ),
          },
          {
            title: t('repair.column.after'),
            align: 'right',
            render: (_value, row) => (
              <span className="number">
                {amount(row, row.after.quantity)} · {formatMoney(row.after.value, 'CNY')}
              </span>
            ),
          },
        ]}
      />
    </>
  )
}

function Outcome({ repaired }: { readonly repaired: Repaired }) {
  const { t } = useTranslation('health')
  const { kind, backup, problems, differences, bytesBefore, bytesAfter } = repaired
  return (
    <Alert
      type={problems.length > 0 ? 'warning' : 'success'}
      showIcon
      role="status"
      title={
        kind === 'space' && bytesText(bytesAfter) === bytesText(bytesBefore)
          ? t('repair.space.none', { size: bytesText(bytesAfter) })
          : t(`repair.${kind}.done`, {
              count: differences,
              before: bytesText(bytesBefore),
              after: bytesText(bytesAfter),
            })
      }
      description={
        <>
          <p>{t('repair.copy', { file: backup })}</p>
          {problems.length > 0 && <p>{t('repair.problems')}</p>}
        </>
      }
    />
  )
}
