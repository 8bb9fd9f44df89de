import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Table } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RosterPreview } from '../../shared/workers/roster-contract.ts'
import { api, client } from '../app/client.ts'
import { paths } from '../app/paths.ts'
import { useSession } from '../app/session.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { listText } from '../ui/list-text.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { saveFile } from '../ui/save-file.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'
import { DataKeyNote } from './data-key-note.tsx'
import { RosterProblems } from './roster-problems.tsx'
import styles from './workers.module.css'

type Row = RosterPreview['rows'][number]
const tones = { new: 'done', changed: 'done', same: 'off', left: 'warn' } as const

/** Workers from a list: read, looked at, then taken in as one. */
export function RosterImport() {
  const { t } = useTranslation('workers')
  const { language } = useSession()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const key = useQuery(api.workers.dataKey.state.queryOptions())
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<RosterPreview | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isReading, setReading] = useState(false)
  const commit = useCommand(client.workers.sheet.commit, {
    onSuccess: (count) => {
      message.success(t('sheet.done', count), 5)
      void navigate(paths.workers)
    },
  })
  const keyState = key.data?.state
  // Read again once the numbers are open: by them the same people are known.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key's state is a reason to read again
  useEffect(() => {
    if (file === null) return
    let isCurrent = true
    setReading(true)
    setError(null)
    setPreview(null)
    client.workers.sheet
      .preview({ file })
      .then((read) => isCurrent && setPreview(read))
      .catch((raised: unknown) => isCurrent && setError(raised))
      .finally(() => isCurrent && setReading(false))
    return () => {
      isCurrent = false
    }
  }, [file, keyState])
  const template = async () => {
    try {
      const { fileName, file: made } = await client.workers.sheet.template({ headers: language })
      saveFile(fileName, made)
    } catch (raised) {
      setError(raised)
    }
  }
  const rows = preview?.rows ?? []
  const count = (change: Row['change']) => rows.filter((row) => row.change === change).length
  const written = count('new') + count('changed')
  const fields = (row: Row) =>
    row.change === 'changed' ? listText(row.fields.map((field) => t(`sheet.field.${field}`))) : ''
  return (
    <div className={styles.page}>
      <PageHeader title={t('sheet.title')} back={paths.workers} />
      <p className={styles.text}>{t('sheet.text')}</p>
      <div className={styles.bar}>
        <FileDrop
          type="primary"
          accept=".xlsx,.csv,.txt"
          multiple={false}
          disabled={isReading}
          label={t('sheet.choose')}
          dropLabel={t('sheet.drop')}
          onFiles={([chosen]) => chosen && setFile(chosen)}
        />
        <Button onClick={() => void template()}>{t('sheet.template')}</Button>
      </div>
      <ErrorNote error={error ?? commit.error} />
      {preview && (
        <>
          {preview.needsKey && (
            <>
              <Alert type="warning" showIcon title={t('sheet.needsKey')} />
              <DataKeyNote />
            </>
          )}
          <p className={styles.text}>
            <b style={{ marginRight: 16 }}>{preview.fileName}</b>
            {t('sheet.counts', {
              added: count('new'),
              changed: count('changed'),
              same: count('same'),
              left: count('left'),
            })}
          </p>
          {preview.problems.length > 0 && <RosterProblems problems={preview.problems} />}
          <Table<Row>
            size="small"
            rowKey="row"
            dataSource={rows}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ x: true }}
            columns={[
              { title: t('sheet.row'), dataIndex: 'row', align: 'right', width: 60 },
              { title: t('production:worker.name'), dataIndex: 'name' },
              {
                title: t('sheet.what'),
                render: (_, row) => (
                  <>
                    <StatusTag tone={tones[row.change]}>{t(`sheet.change.${row.change}`)}</StatusTag>{' '}
                    <span className={styles.muted}>{fields(row)}</span>
                  </>
                ),
              },
              { title: t('field.idNumber'), dataIndex: 'idNumber', className: styles.number },
              { title: t('field.bankAccount'), dataIndex: 'bankAccount', className: styles.number },
              { title: t('field.village'), dataIndex: 'village' },
              { title: t('field.phone'), dataIndex: 'phone' },
            ]}
          />
          <div className={styles.bar}>
            <Button
              type="primary"
              size="large"
              disabled={written === 0 || preview.needsKey || file === null}
              loading={commit.isPending}
              onClick={() => file && void commit.run({ file })}
            >
              {written === 0 ? t('sheet.nothing') : t('sheet.commit', { count: written })}
            </Button>
            <Button
              onClick={() => {
                setFile(null)
                setPreview(null)
              }}
            >
              {t('ui:cancel')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
