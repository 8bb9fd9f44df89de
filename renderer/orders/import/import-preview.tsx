import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '../../../shared/orders/imports-contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../orders.module.css'
import { ProblemTable } from './problem-table.tsx'
import { Sums } from './sums.tsx'
import type { ImportFlow } from './use-import.ts'

/** What taking the files over would do. Nothing has changed yet. */
export function ImportPreview({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const preview = useQuery({
    ...api.orders.imports.preview.queryOptions({ input: { batch: flow.batch } }),
    staleTime: Number.POSITIVE_INFINITY,
    // A batch that has waited since it was last looked at may find other orders now.
    refetchOnMount: 'always',
    retry: false,
  })
  const data = preview.data
  const files = data?.files ?? flow.staged
  const commit = useCommand(client.orders.imports.commit, {
    onSuccess: ({ jobId }) => flow.started(jobId, files),
  })
  const take = async () => {
    flow.taking(true)
    if ((await commit.run({ batch: flow.batch })) === null) flow.taking(false)
  }
  const nothing = data && data.summary.orders.added + data.summary.orders.updated === 0
  return (
    <>
      <ErrorNote error={preview.error ?? commit.error} />
      {preview.error && (
        <div>
          <Button onClick={flow.again}>{t('import.choose')}</Button>
        </div>
      )}
      {!data && !preview.error && <p role="status">{t('import.comparing')}</p>}
      <div className={styles.section}>
        {files.map((file) => (
          <FileLine key={file.id} file={file} />
        ))}
      </div>
      {data && (
        <>
          <Sums summary={data.summary} />
          <div className={styles.bar}>
            <Button
              type={nothing ? 'default' : 'primary'}
              size="large"
              autoFocus
              loading={commit.isPending}
              onClick={() => void take()}
            >
              {nothing
                ? t('import.commitNothing')
                : t('import.commit', { count: data.summary.orders.added + data.summary.orders.updated })}
            </Button>
            <Button onClick={() => void flow.discard()}>{t('import.giveUp')}</Button>
            <span className={styles.muted}>{t('import.nothingYet')}</span>
          </div>
          <Tabs
            items={[
              {
                key: 'problems',
                label: t('import.problemsTab', { count: data.problemCount }),
                children: (
                  <ProblemTable batch={flow.batch} files={data.files} leftOut={data.summary.problemRows} />
                ),
              },
              {
                key: 'samples',
                label: t('import.samplesTab'),
                children: (
                  <Table
                    size="small"
                    rowKey="orderNumber"
                    dataSource={data.samples}
                    pagination={{ pageSize: 20, hideOnSinglePage: true }}
                    columns={[
                      { title: t('orderNumber'), dataIndex: 'orderNumber', className: styles.number ?? '' },
                      {
                        title: t('import.change'),
                        dataIndex: 'change',
                        render: (change: keyof typeof changeTones) => (
                          <StatusTag tone={changeTones[change]}>{t(`import.${change}`)}</StatusTag>
                        ),
                      },
                      { title: t('goods'), dataIndex: 'titles', ellipsis: true },
                      { title: t('pieces'), dataIndex: 'pieces', align: 'right' },
                      {
                        title: t('import.changes'),
                        dataIndex: 'changes',
                        render: (changes: readonly string[]) =>
                          listText(changes.map((name) => t(`fact.${name}`, { defaultValue: name }))),
                      },
                    ]}
                  />
                ),
              },
            ]}
            defaultActiveKey={data.problemCount > 0 ? 'problems' : 'samples'}
          />
        </>
      )}
    </>
  )
}

const changeTones = { added: 'go', updated: 'warn', unchanged: 'off', overtaken: 'off' } as const

function FileLine({ file }: { readonly file: ImportFile }) {
  const { t } = useTranslation('orders')
  return (
    <div className={styles.bar}>
      <b>{file.fileName}</b>
      <span>{t(`format.${file.format}`, { defaultValue: file.format })}</span>
      <span>{file.shopName}</span>
      <span className={styles.muted}>
        {t('import.fileFacts', { rows: file.rowCount, orders: file.orderCount })} ·{' '}
        {t(`import.timeFrom.${file.exportSource}`)} <InstantText at={file.exportedAt} />
      </span>
      {file.newerAt !== null && (
        <StatusTag tone="warn">
          {t('import.olderFile')} <InstantText at={file.newerAt} />
          {t('import.olderFileText')}
        </StatusTag>
      )}
      {file.sameAsAt !== null && (
        <StatusTag tone="warn">
          {t('import.sameFile')} <InstantText at={file.sameAsAt} />
        </StatusTag>
      )}
    </div>
  )
}
