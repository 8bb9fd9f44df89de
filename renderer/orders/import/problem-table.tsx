import { DownloadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportFile } from '../../../shared/orders/imports-contract.ts'
import { problemText } from '../../../shared/orders/problem-texts.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../orders.module.css'

const pageSize = 50

/** Rows that were left out or taken with a doubt, with their row in the file and what to do; the rest went in. */
export function ProblemTable(props: {
  readonly batch: string
  readonly files: readonly ImportFile[]
  /** Rows left out: without any there is nothing to mend. */
  readonly leftOut: number
}) {
  const { t, i18n } = useTranslation('orders')
  const [page, setPage] = useState(1)
  const [error, setError] = useState<unknown>(null)
  const problems = useQuery({
    ...api.orders.imports.problems.queryOptions({
      input: { batch: props.batch, offset: (page - 1) * pageSize, limit: pageSize },
    }),
    placeholderData: keepPreviousData,
  })
  const language = i18n.language === 'en' ? 'en' : 'zh-CN'
  if (problems.data?.total === 0) return <p className={styles.muted}>{t('import.noProblems')}</p>
  return (
    <>
      <ErrorNote error={error ?? problems.error} />
      <div className={styles.bar} hidden={props.leftOut === 0}>
        {props.files.map((file) => (
          <Button
            key={file.id}
            icon={<DownloadOutlined />}
            onClick={() => {
              client.orders.imports
                .exportProblems({ importId: file.id })
                .then((made) => saveFile(made.fileName, made.file), setError)
            }}
          >
            {t('import.exportProblems', { file: file.fileName })}
          </Button>
        ))}
        <span className={styles.muted}>{t('import.mendText')}</span>
      </div>
      <Table
        size="small"
        rowKey={(row) => `${row.file} ${row.row} ${row.code}`}
        dataSource={problems.data?.rows ?? []}
        pagination={{
          current: page,
          pageSize,
          total: problems.data?.total ?? 0,
          onChange: setPage,
          showSizeChanger: false,
        }}
        columns={[
          { title: t('import.file'), dataIndex: 'file', ellipsis: true, width: 220 },
          { title: t('import.row'), dataIndex: 'row', align: 'right', width: 80 },
          {
            title: t('import.outcome'),
            dataIndex: 'kept',
            width: 140,
            render: (kept: boolean) => (
              <StatusTag tone={kept ? 'warn' : 'act'}>{t(kept ? 'import.kept' : 'import.leftOut')}</StatusTag>
            ),
          },
          { title: t('import.reason'), render: (_value, row) => problemText(row, language) },
        ]}
      />
    </>
  )
}
