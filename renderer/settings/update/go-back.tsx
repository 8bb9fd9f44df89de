import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Space, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { againList } from '../../../shared/settings/again-list.ts'
import type { SinceUpdate, UpdateStatus } from '../../../shared/settings/update-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { useAgainWords } from './again-words.ts'
import styles from './update.module.css'

/** Says how many rows a command wrote. */
const rowsColumn = 2

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
  const words = useAgainWords()
  const confirm = useConfirm()
  const list = againList(since.rows, words)
  const save = useMutation({
    mutationFn: async () => {
      const fileName = t('sinceTitle', { from: since.from, to: since.to })
      const made = await client.settings.sheet({
        fileName,
        header: [...list.header],
        rows: list.rows.map((row) => [...row]),
      })
      saveFile(made.fileName, made.file)
    },
  })
  const goBack = useMutation({
    mutationFn: () => client.settings.updates.goBack({ upTo: since.upTo, words }),
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
      {list.rows.length > 0 && (
        <Table<readonly string[]>
          size="small"
          rowKey={(row) => list.rows.indexOf(row)}
          style={{ width: '100%' }}
          dataSource={list.rows}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={list.header.map((title, column) => ({
            title,
            ...(column === rowsColumn && { align: 'right' as const, className: 'number' }),
            render: (_value, row) => row[column],
          }))}
        />
      )}
      {since.more > 0 && <p>{t('sinceMore', { count: since.more })}</p>}
      <ErrorNote error={goBack.error ?? save.error} />
      <Space wrap>
        {list.rows.length > 0 && (
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
