import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Progress, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { sheetFields, sheetHeaders } from '../../../shared/catalog/sku-sheet.ts'
import { api, client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { listText } from '../../ui/list-text.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../style/style.module.css'

interface SheetResult {
  readonly newStyles: number
  readonly newSkus: number
  readonly changedSkus: number
  readonly unchangedSkus: number
  readonly left: number
  readonly matchedLines: number
}

/** Styles and SKUs from a sheet: first what would change and what is wrong, then as a job. */
export function SheetScreen() {
  const { t } = useTranslation('catalog')
  const { language } = useSession()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [jobId, setJobId] = useState<number | null>(null)
  const preview = useMutation({
    mutationFn: (chosen: File) => client.catalog.sheet.preview({ file: chosen }),
  })
  const commit = useCommand(client.catalog.sheet.commit, { onSuccess: (answer) => setJobId(answer.jobId) })
  const template = useMutation({
    mutationFn: () => client.catalog.sheet.export({ headers: language }),
    onSuccess: ({ fileName, file: sheet }) => saveFile(fileName, sheet),
  })
  const jobs = useQuery({ ...api.settings.jobs.list.queryOptions(), enabled: jobId !== null })
  const job = jobs.data?.find((known) => known.id === jobId)
  const take = (files: readonly File[]) => {
    const [first] = files
    if (!first) return
    setFile(first)
    setJobId(null)
    commit.reset()
    preview.mutate(first)
  }
  const data = preview.data
  const isNothing = data && data.summary.newSkus + data.summary.changedSkus === 0
  const result = job?.state === 'done' ? (job.result as SheetResult) : null
  return (
    <>
      <PageHeader title={t('sheet.title')} back="/catalog" />
      <p className={styles.muted}>
        {t('sheet.explain', {
          columns: listText(sheetFields.map((field) => sheetHeaders[language][field])),
        })}
      </p>
      <div className={styles.rule}>
        <span>
          <FileDrop
            type={data ? 'default' : 'primary'}
            label={t('sheet.choose')}
            dropLabel={t('sheet.drop')}
            accept=".xlsx,.csv,.txt"
            multiple={false}
            disabled={job?.state === 'running'}
            onFiles={take}
          />{' '}
          <Button loading={template.isPending} onClick={() => template.mutate()}>
            {t('sheet.template')}
          </Button>
        </span>
      </div>
      <ErrorNote
        error={
          preview.error ?? commit.error ?? template.error ?? (job?.state === 'failed' ? job.error : null)
        }
      />
      {preview.isPending && <p>{t('sheet.reading', { file: file?.name })}</p>}
      {job?.state === 'running' && (
        <Progress
          percent={job.total === 0 ? 0 : Math.floor((100 * job.done) / job.total)}
          style={{ maxWidth: 480 }}
        />
      )}
      {job?.state === 'failed' && <Alert type="error" showIcon title={t('sheet.failed')} />}
      {job?.state === 'cancelled' && <Alert type="warning" showIcon title={t('sheet.stopped')} />}
      {result && (
        <Alert
          type="success"
          showIcon
          title={t('sheet.done', { ...result })}
          description={[
            result.left > 0 && t('sheet.left', { count: result.left }),
            result.matchedLines > 0 && t('sheet.matched', { count: result.matchedLines }),
          ]
            .filter(Boolean)
            .join(' ')}
          action={<Button onClick={() => void navigate('/catalog')}>{t('sheet.toStyles')}</Button>}
        />
      )}
      {data && !result && (
        <>
          <h2 className={styles.heading}>{t('sheet.preview', { file: file?.name })}</h2>
          <p>
            {t('sheet.summary', { ...data.summary })}{' '}
            {data.problemCount > 0 && (
              <span className={styles.warn}>{t('sheet.problems', { count: data.problemCount })}</span>
            )}
          </p>
          {data.otherSheets.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('sheet.otherSheets', { names: listText(data.otherSheets) })}
            />
          )}
          <div className={styles.rule}>
            <span>
              <Button
                type="primary"
                disabled={isNothing || job?.state === 'running'}
                loading={commit.isPending}
                onClick={() => void (file && commit.run({ file }))}
              >
                {t('sheet.commit', { count: data.summary.newSkus + data.summary.changedSkus })}
              </Button>{' '}
              {isNothing && <span className={styles.muted}>{t('sheet.nothingNew')}</span>}
            </span>
          </div>
          {data.problems.length > 0 && (
            <>
              <h3 className={styles.heading}>{t('sheet.problemRows')}</h3>
              <Table
                size="small"
                rowKey={(row) => `${row.row} ${row.code}`}
                pagination={data.problems.length > 20 && { pageSize: 20, showSizeChanger: false }}
                dataSource={data.problems}
                columns={[
                  { title: t('sheet.row'), dataIndex: 'row', width: 80 },
                  {
                    title: t('sheet.column'),
                    width: 140,
                    render: (_value, row) => sheetHeaders[language][row.field],
                  },
                  { title: t('sheet.value'), dataIndex: 'value', width: 220, ellipsis: true },
                  {
                    title: t('sheet.reason'),
                    render: (_value, row) => t(`sheet.problem.${row.code}`, { with: row.with }),
                  },
                ]}
              />
            </>
          )}
          <h3 className={styles.heading}>{t('sheet.sample')}</h3>
          <Table
            size="small"
            rowKey="row"
            pagination={data.samples.length > 20 && { pageSize: 20, showSizeChanger: false }}
            dataSource={data.samples}
            columns={[
              { title: t('sheet.row'), dataIndex: 'row', width: 80 },
              {
                title: t('sheet.change'),
                width: 110,
                render: (_value, row) => t(`sheet.changes.${row.change}`),
              },
              ...(['styleNumber', 'name', 'colour', 'size', 'sellerCode'] as const).map((field) => ({
                title: sheetHeaders[language][field],
                dataIndex: field,
              })),
            ]}
          />
        </>
      )}
    </>
  )
}
