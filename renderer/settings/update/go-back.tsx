import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Space, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import type { DoneSince, SinceUpdate, UpdateStatus } from '../../../shared/settings/update-contract.ts'
import { client } from '../../app/client.ts'
import { useAuditWords } from '../../ui/audit/audit-words.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from './update.module.css'

/** The way back to the version before: first what was done since, then the step itself. */
export function GoBack(props: {
  readonly before: NonNullable<UpdateStatus['before']>
  readonly canInstall: boolean
}) {
  const { t } = useTranslation('update')
  const { version, at, keepsData, hasSetup } = props.before
  const look = useMutation({ mutationFn: () => client.settings.updates.since() })
  return (
    <section className={styles.part} aria-label={t('backTitle')}>
      <h3>{t('backTitle')}</h3>
      <p>
        {t('backText', { version, at: formatInstant(at) })} {keepsData && t('backKeeps')}
      </p>
      {!hasSetup && <Alert type="info" showIcon title={t('backNoSetup', { version })} />}
      <Button loading={look.isPending} onClick={() => look.mutate()}>
        {t('backLook')}
      </Button>
      <ErrorNote error={look.error} />
      {look.data && <Since since={look.data} canInstall={props.canInstall} onOutdated={look.mutate} />}
    </section>
  )
}

function Since(props: {
  readonly since: SinceUpdate
  readonly canInstall: boolean
  readonly onOutdated: () => void
}) {
  const { t } = useTranslation('update')
  const { since } = props
  const words = useAuditWords()
  const confirm = useConfirm()
  const kind = (row: DoneSince) => words.command(row.command)
  // By kind, as things are entered: all receipts, then all work of the day.
  const rows = [...since.rows].sort((a, b) => kind(a).localeCompare(kind(b)) || a.at - b.at)
  const list = {
    header: [t('column.kind'), t('column.name'), t('column.rows'), t('column.at'), t('column.who')],
    rows: rows.map((row) => [
      kind(row),
      `${words.table(row.table)} ${row.name}`.trim(),
      String(row.rows),
      formatInstant(row.at),
      row.userName,
    ]),
  }
  const save = useMutation({
    mutationFn: async () => {
      const fileName = t('sinceTitle', { from: since.from, to: since.to })
      const made = await client.settings.sheet({ fileName, ...list })
      saveFile(made.fileName, made.file)
    },
  })
  const goBack = useMutation({
    mutationFn: () => client.settings.updates.goBack({ upTo: since.upTo, list }),
    onError: () => props.onOutdated(),
  })
  const ask = async () => {
    const version = since.from
    const text = since.keepsData
      ? t('goBackKeepsText', { version })
      : t('goBackText', { version, at: formatInstant(since.at), count: since.counts.commands })
    if (await confirm({ title: t('goBackTitle', { version }), text, confirm: t('goBack', { version }) }))
      goBack.mutate()
  }
  if (goBack.isSuccess) return <Alert type="info" showIcon title={t('ending')} />
  return (
    <>
      <strong>{t('sinceTitle', { from: since.from, to: since.to })}</strong>
      <p>{since.counts.commands === 0 ? t('sinceNone') : t('sinceCounts', since.counts)}</p>
      {!since.keepsData && since.counts.commands > 0 && <p>{t('sinceKept')}</p>}
      {rows.length > 0 && (
        <Table<DoneSince>
          size="small"
          rowKey="commandId"
          style={{ width: '100%' }}
          dataSource={rows}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('column.kind'), render: (_value, row) => kind(row) },
            { title: t('column.name'), render: (_value, row) => `${words.table(row.table)} ${row.name}` },
            {
              title: t('column.rows'),
              align: 'right',
              render: (_value, row) => <span className="number">{row.rows}</span>,
            },
            { title: t('column.at'), render: (_value, row) => <InstantText at={row.at} /> },
            { title: t('column.who'), render: (_value, row) => row.userName },
          ]}
        />
      )}
      {since.more > 0 && <p>{t('sinceMore', { count: since.more })}</p>}
      <ErrorNote error={goBack.error ?? save.error} />
      <Space wrap>
        {rows.length > 0 && (
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('saveSince')}
          </Button>
        )}
        {props.canInstall && (
          <Button danger loading={goBack.isPending} onClick={() => void ask()}>
            {t('goBack', { version: since.from })}
          </Button>
        )}
      </Space>
    </>
  )
}
