import { useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { useState } from 'react'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import styles from '../production.module.css'
import { EntryActions, EntryWho, Pieces } from './entry-parts.tsx'

const pageSize = 20

/** The entries of one sheet, each with its undo. */
export function SheetEntries(props: {
  readonly workDate: string
  readonly at: number
  readonly onUndone: () => void
}) {
  const { workDate, at, onUndone } = props
  const [page, setPage] = useState(1)
  const query = useQuery(
    api.production.work.list.queryOptions({
      input: { workDate, at, offset: (page - 1) * pageSize, limit: pageSize },
    }),
  )
  return (
    <>
      {/* A table alone in its cell antd would set in by a column that is not there. */}
      <div>
        <ErrorNote error={query.error} />
      </div>
      <Table
        size="small"
        rowKey="id"
        showHeader={false}
        loading={query.isPending}
        dataSource={query.data?.rows ?? []}
        pagination={pageBar(page, query.data?.total, setPage, pageSize)}
        rowClassName={(row) => (row.voided ? styles.voided! : '')}
        columns={[
          { render: (_, row) => <EntryWho entry={row} /> },
          { align: 'right', render: (_, row) => <Pieces of={row} /> },
          { align: 'right', render: (_, row) => <EntryActions entry={row} onUndone={onUndone} /> },
        ]}
      />
    </>
  )
}
