import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { memo, useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkSheet } from '../../../shared/production/work-contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { listText } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { WorkerSelect } from '../../workers/worker-select.tsx'
import styles from '../production.module.css'
import { EntryActions, EntryWho, Pieces } from './entry-parts.tsx'
import { SheetEntries } from './sheet-entries.tsx'

const pageSize = 20

/** Workers named on a sheet's line; the others are a number. */
const namedWorkers = 3

/**
 * What was recorded for a day: a scan or a sheet a line, the newest first and undone ones below. A sheet opens to its entries;
 * each can be undone, and given to who really did it. Not drawn anew with each scan beside it, and what changed in it only when
 * nothing else is to be drawn: it is most of the work of this screen.
 */
export const EntryList = memo(function EntryList({
  workDate,
  onUndone = nothing,
}: {
  readonly workDate: string
  /** The same function each time. */
  readonly onUndone?: () => void
}) {
  const { t } = useTranslation('production')
  const [page, setPage] = useState(1)
  const [workerId, setWorkerId] = useState<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is another list
  useEffect(() => setPage(1), [workDate])
  const query = useQuery({
    ...api.production.work.sheets.queryOptions({
      input: { workDate, workerId, offset: (page - 1) * pageSize, limit: pageSize },
    }),
    placeholderData: keepPreviousData,
  })
  const sheets = useDeferredValue(query.data)
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <b>{t('record.list', { date: workDate })}</b>
        <WorkerSelect
          clearable
          width={140}
          label={t('record.listOf')}
          value={workerId}
          who={anyone}
          onChange={(worker) => {
            setWorkerId(worker?.id ?? null)
            setPage(1)
          }}
        />
      </div>
      <ErrorNote error={query.error} />
      <SheetTable isLoading={query.isPending} {...{ sheets, workDate, page, setPage, onUndone }} />
    </div>
  )
})

const anyone = () => true
const nothing = () => {}

const SheetTable = memo(function SheetTable({
  sheets,
  isLoading,
  workDate,
  page,
  setPage,
  onUndone,
}: {
  readonly sheets: { readonly rows: WorkSheet[]; readonly total: number } | undefined
  readonly isLoading: boolean
  readonly workDate: string
  readonly page: number
  readonly setPage: (page: number) => void
  readonly onUndone: () => void
}) {
  const { t } = useTranslation('production')
  const [open, setOpen] = useState<readonly number[]>([])
  return (
    <Table
      size="small"
      rowKey="at"
      loading={isLoading}
      dataSource={sheets?.rows ?? []}
      pagination={pageBar(page, sheets?.total, setPage, pageSize)}
      locale={{ emptyText: t('record.none') }}
      rowClassName={(row) => (row.voided ? styles.voided! : '')}
      expandable={{
        showExpandColumn: false,
        expandedRowKeys: open,
        expandedRowRender: (row) => <SheetEntries workDate={workDate} at={row.at} onUndone={onUndone} />,
      }}
      columns={[
        {
          title: t('record.who'),
          render: (_, row) => (row.entries === 1 ? <EntryWho entry={row.first} /> : <SheetWho sheet={row} />),
        },
        {
          title: t('record.good'),
          align: 'right',
          className: styles.nowrap!,
          render: (_, row) => <Pieces of={row} />,
        },
        {
          title: '',
          align: 'right',
          render: (_, row) =>
            row.entries === 1 ? (
              <EntryActions entry={row.first} onUndone={onUndone} />
            ) : (
              <SheetActions
                sheet={row}
                isOpen={open.includes(row.at)}
                onToggle={(opens) => setOpen(opens ? [...open, row.at] : open.filter((at) => at !== row.at))}
                onUndone={onUndone}
              />
            ),
        },
      ]}
    />
  )
})

function SheetWho({ sheet }: { readonly sheet: WorkSheet }) {
  const { t } = useTranslation('production')
  const { workers, operations, batches } = sheet
  const named = listText(workers.slice(0, namedWorkers))
  return (
    <>
      <b>{workers.length > namedWorkers ? t('record.andMore', { named, count: workers.length }) : named}</b>{' '}
      {listText(operations)}
      <div className={styles.muted}>
        {listText(batches)} · <InstantText at={sheet.at} /> · {t('record.entries', { count: sheet.entries })}
      </div>
      {sheet.ratesMissing > 0 && <StatusTag tone="warn">{t('record.rateMissing')}</StatusTag>}
    </>
  )
}

function SheetActions(props: {
  readonly sheet: WorkSheet
  readonly isOpen: boolean
  readonly onToggle: (opens: boolean) => void
  readonly onUndone: () => void
}) {
  const { t } = useTranslation('production')
  const ask = useConfirm()
  const { isOpen, onToggle } = props
  const { id, together } = props.sheet.first
  const undoAll = useCommand(client.production.work.undoTogether, { onSuccess: props.onUndone })
  const askAll = async () => {
    const confirm = t('record.undoAll', { count: together })
    const text = t('record.undoAllText', { count: together })
    if (await ask({ title: t('record.undoAllTitle'), text, confirm })) await undoAll.run({ id })
  }
  return (
    <>
      <span className={styles.touch} style={{ flexWrap: 'nowrap' }}>
        <Button aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>
          {t(isOpen ? 'record.fold' : 'record.unfold')}
        </Button>
        {together > 1 && (
          <Button loading={undoAll.isPending} onClick={() => void askAll()}>
            {t('record.undoSheet')}
          </Button>
        )}
      </span>
      <ErrorNote error={undoAll.error} />
    </>
  )
}
