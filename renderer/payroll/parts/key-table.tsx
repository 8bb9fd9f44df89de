import { ConfigProvider, Table, type TableProps } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../app/shortcuts.ts'
import { colours } from '../../app/theme.ts'
import styles from '../payroll.module.css'

/** Rows of a page: more of them drawn at once make choosing one slow on a cheap PC. */
const pageSize = 50

/** Where most rows are ticked, what needs the user now must not drown in them. */
const quietTicks = {
  components: { Table: { rowSelectedBg: colours.ground, rowSelectedHoverBg: colours.paper } },
}

/** A whole list that the screen holds, by pages. Up, down, Enter and Space work as in the lists that the host pages. */
export function KeyTable<R extends { readonly id: number }>(props: {
  readonly rows: readonly R[]
  readonly columns: TableProps<R>['columns']
  readonly loading?: boolean
  /** Said where the search found nothing. */
  readonly nothing: ReactNode
  readonly onOpen?: (row: R) => void
  readonly selected?: ReadonlySet<number>
  readonly onToggle?: (ids: readonly number[], isOn: boolean) => void
  readonly isLocked?: (row: R) => boolean
  readonly summary?: ReactNode
}) {
  const { t } = useTranslation('ui')
  const { rows, onOpen, onToggle, selected, isLocked } = props
  const [activeId, setActiveId] = useState<number | null>(null)
  useShortcuts([
    { keys: '↑ ↓', label: t('table.key.move'), run: null },
    ...(onOpen ? [{ keys: 'Enter', label: t('table.key.open'), run: null }] : []),
    ...(onToggle ? [{ keys: 'Space', label: t('table.key.select'), run: null }] : []),
  ])
  // In the order on the screen, however it is sorted: only while a row itself has the focus.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (!(target instanceof HTMLTableRowElement)) return
    const row = rows.find(({ id }) => String(id) === target.dataset.rowKey)
    if (!row) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = event.key === 'ArrowDown' ? target.nextElementSibling : target.previousElementSibling
      if (!(next instanceof HTMLTableRowElement) || next.dataset.rowKey === undefined) return
      event.preventDefault()
      next.focus()
    } else if (event.key === 'Enter') onOpen?.(row)
    else if (event.key === ' ' && onToggle) {
      event.preventDefault()
      if (!isLocked?.(row)) onToggle([row.id], !selected?.has(row.id))
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside, which are focused one at a time
    <div onKeyDown={onKeyDown}>
      <ConfigProvider theme={quietTicks}>
        <Table<R>
          size="small"
          rowKey="id"
          loading={{ spinning: props.loading ?? false, delay: 150 }}
          dataSource={[...rows]}
          columns={props.columns}
          sticky={{ getContainer: () => document.getElementById('content') ?? document.body }}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{ emptyText: props.nothing }}
          summary={props.summary === undefined ? undefined : () => props.summary}
          rowSelection={
            onToggle && {
              selectedRowKeys: [...(selected ?? [])],
              preserveSelectedRowKeys: true,
              getCheckboxProps: (row) => ({ disabled: isLocked?.(row) ?? false }),
              onSelect: (row, isOn) => onToggle([row.id], isOn),
              onSelectAll: (isOn, _all, changed) =>
                onToggle(
                  changed.map(({ id }) => id),
                  isOn,
                ),
            }
          }
          rowClassName={(row) => (row.id === activeId ? styles.active! : '')}
          onRow={(row, index) => ({
            tabIndex: row.id === activeId || (activeId === null && index === 0) ? 0 : -1,
            onFocus: (event) => event.target === event.currentTarget && setActiveId(row.id),
            onClick: (event) => {
              // A link, button or checkbox in the row does its own work.
              if (!(event.target as HTMLElement).closest('a, button, label, input')) onOpen?.(row)
            },
          })}
        />
      </ConfigProvider>
    </div>
  )
}
