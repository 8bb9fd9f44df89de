import type { TableColumnType } from 'antd'

/** A column of a plain table; `roomy`: left out where there is no room, see useIsTight. */
type FittingColumn<R> = TableColumnType<R> & { readonly roomy?: boolean }

/** The columns that there is room for, so that a tablet never moves a table sideways. */
export function fitting<R>(isTight: boolean, columns: readonly FittingColumn<R>[]): TableColumnType<R>[] {
  return columns.filter(({ roomy }) => !(isTight && roomy)).map(({ roomy: _, ...column }) => column)
}
