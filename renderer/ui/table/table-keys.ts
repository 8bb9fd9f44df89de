import type { KeyboardEvent, RefObject } from 'react'

interface TableKeys<R extends { readonly id: number }> {
  readonly rows: readonly R[]
  readonly activeId: number | null
  readonly setActiveId: (id: number) => void
  readonly onOpen: ((row: R) => void) | undefined
  readonly toggle: ((id: number) => void) | undefined
  readonly frame: RefObject<HTMLElement | null>
}

/** Up and down go from row to row, Enter opens, Space chooses. Only while a row itself has the focus. */
export function tableKeys<R extends { readonly id: number }>(keys: TableKeys<R>) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLTableRowElement)) return
    const at = keys.rows.findIndex((row) => row.id === keys.activeId)
    const row = keys.rows[at]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const next = keys.rows[at + step]
      if (!next) return
      event.preventDefault()
      keys.setActiveId(next.id)
      keys.frame.current?.querySelector<HTMLElement>(`tr[data-row-key="${next.id}"]`)?.focus()
    } else if (event.key === 'Enter' && row) keys.onOpen?.(row)
    else if (event.key === ' ' && row && keys.toggle) {
      event.preventDefault()
      keys.toggle(row.id)
    }
  }
}
