import { keepPreviousData, type QueryFunction, type QueryKey, useQuery } from '@tanstack/react-query'
import { Table } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/shortcuts.ts'
import { useIsTight } from '../../app/touch.ts'
import { ErrorNote } from '../error-note.tsx'
import { ColumnChoice, useHiddenColumns } from './column-choice.tsx'
import styles from './data-table.module.css'
import { ExportButton, type ExportedFile } from './export-button.tsx'
import { NothingFound } from './nothing-found.tsx'
import { tableKeys } from './table-keys.ts'
import { type ListState, pageSizes } from './use-list-state.ts'

export interface DataColumn<R, S extends string> {
  /** Unique in the table; remembers whether the column is shown. */
  readonly name: string
  readonly title: string
  readonly render: (row: R) => ReactNode
  /** The contract's name of this order. Without it the column cannot be sorted. */
  readonly sort?: S
  readonly width?: number
  readonly align?: 'left' | 'right' | 'center'
  /** Cut with an ellipsis instead of making the row higher. */
  readonly cut?: boolean
  readonly hiddenAtFirst?: boolean
  /** Left out on a tablet until it is asked for, so that nothing is moved sideways: the row's own screen says it. */
  readonly roomy?: boolean
}

interface PageOf<R> {
  readonly rows: readonly R[]
  readonly total: number
  readonly more: boolean
}

export interface DataTableProps<R extends { readonly id: number }, S extends string> {
  /** Remembers shown columns under this name: "orders". */
  readonly name: string
  readonly columns: readonly DataColumn<R, S>[]
  /** api.….queryOptions({ input: { ...filter, ...list.page } }) */
  readonly query: { readonly queryKey: QueryKey; readonly queryFn: QueryFunction<PageOf<R>> }
  readonly list: ListState<S>
  /** Filters and search, at the left above the table. */
  readonly filters?: ReactNode
  /** What to do first, where there is nothing at all. */
  readonly empty: ReactNode
  readonly isFiltered?: boolean
  readonly onClearFilters?: () => void
  /** Said where nothing was found, and where more was found than is shown. */
  readonly hints?: { readonly nothing: string; readonly more: string } | undefined
  readonly selected?: readonly number[]
  readonly onSelect?: (ids: readonly number[]) => void
  /** Enter or a click on a row. */
  readonly onOpen?: (row: R) => void
  readonly onExport?: () => Promise<ExportedFile>
  readonly rowTone?: (row: R) => 'act' | 'off' | undefined
}

/** A list that stays fast at a million rows: the host filters, sorts and pages. Up, down, Enter and Space work. */
export function DataTable<R extends { readonly id: number }, S extends string>(props: DataTableProps<R, S>) {
  const { t } = useTranslation('ui')
  const { list, columns, onSelect, onOpen } = props
  const { data, error, isFetching, isPlaceholderData, isPending } = useQuery<PageOf<R>>({
    ...props.query,
    placeholderData: keepPreviousData,
  })
  const isTight = useIsTight()
  const hiddenAtFirst = columns
    .filter((column) => column.hiddenAtFirst || (isTight && column.roomy))
    .map((column) => column.name)
  const { hidden, set: setHidden } = useHiddenColumns(props.name, hiddenAtFirst)
  const [activeId, setActiveId] = useState<number | null>(null)
  const frame = useRef<HTMLElement>(null)
  const rows = data?.rows ?? []
  const selected = props.selected ?? []
  const isEmpty = data !== undefined && data.total === 0
  useShortcuts([
    { keys: '↑ ↓', label: t('table.key.move'), run: null },
    ...(onOpen ? [{ keys: 'Enter', label: t('table.key.open'), run: null }] : []),
    ...(onSelect ? [{ keys: 'Space', label: t('table.key.select'), run: null }] : []),
  ])
  const toggle = (id: number) =>
    onSelect?.(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id])
  return (
    <section className={styles.frame} ref={frame} aria-busy={isFetching}>
      <div className={styles.bar}>
        <div className={styles.filters}>{props.filters}</div>
        {props.onExport && <ExportButton onExport={props.onExport} disabled={isEmpty} />}
        <ColumnChoice columns={columns} hidden={hidden} onChange={setHidden} />
      </div>
      <ErrorNote error={error} />
      {isEmpty && !props.isFiltered ? (
        props.empty
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside, which are focused one at a time
        <div
          onKeyDown={tableKeys({ rows, activeId, setActiveId, onOpen, toggle: onSelect && toggle, frame })}
        >
          <Table<R>
            size="small"
            rowKey="id"
            dataSource={[...rows]}
            loading={{ spinning: isPending || (isFetching && isPlaceholderData), delay: 150 }}
            sticky={{ getContainer: () => document.getElementById('content') ?? document.body }}
            scroll={{ x: 'max-content' }}
            columns={columns
              .filter((column) => !hidden.includes(column.name))
              .map((column) => ({
                key: column.name,
                title: column.title,
                width: column.width,
                align: column.align,
                ellipsis: column.cut,
                sorter: column.sort !== undefined,
                sortOrder:
                  column.sort === undefined || column.sort !== list.page.sort
                    ? null
                    : list.page.descending
                      ? 'descend'
                      : 'ascend',
                render: (_value: unknown, row: R) => column.render(row),
              }))}
            rowSelection={
              onSelect && {
                selectedRowKeys: [...selected],
                preserveSelectedRowKeys: true,
                onChange: (keys) => onSelect(keys.map(Number)),
              }
            }
            rowClassName={(row) => {
              const tone = props.rowTone?.(row)
              return [onOpen && styles.openable, tone && styles[tone], row.id === activeId && styles.active]
                .filter(Boolean)
                .join(' ')
            }}
            onRow={(row, index) => ({
              tabIndex: row.id === activeId || (activeId === null && index === 0) ? 0 : -1,
              onFocus: () => setActiveId(row.id),
              onClick: (event) => {
                // A link, button or checkbox in the row does its own work.
                if (!(event.target as HTMLElement).closest('a, button, label, input')) onOpen?.(row)
              },
            })}
            locale={{
              emptyText: data ? (
                <NothingFound onClear={props.onClearFilters} hint={props.hints?.nothing} />
              ) : (
                ' '
              ),
            }}
            onChange={(_pagination, _filters, sorter, extra) => {
              if (extra.action !== 'sort' || Array.isArray(sorter)) return
              const column = columns.find((known) => known.name === sorter.columnKey)
              list.sortBy(sorter.order ? (column?.sort ?? null) : null, sorter.order === 'descend')
            }}
            pagination={{
              current: list.pageNumber,
              pageSize: list.page.limit,
              total: data?.total ?? 0,
              pageSizeOptions: [...pageSizes],
              showSizeChanger: true,
              showTotal: (total) =>
                [
                  t(data?.more ? 'table.totalMore' : 'table.total', { total: total.toLocaleString('en') }),
                  data?.more && props.hints?.more,
                ]
                  .filter(Boolean)
                  .join(' · '),
              onChange: (page, size) => list.goTo(size === list.page.limit ? page : 1, size),
            }}
          />
        </div>
      )}
    </section>
  )
}
