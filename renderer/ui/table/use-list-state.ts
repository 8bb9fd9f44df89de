import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

export const pageSizes = [50, 100, 200] as const

export interface ListPage<S extends string> {
  readonly offset: number
  readonly limit: number
  readonly sort: S
  readonly descending: boolean
}

export interface ListState<S extends string> {
  /** Goes into the query's input as it is. */
  readonly page: ListPage<S>
  readonly pageNumber: number
  goTo(pageNumber: number, size: number): void
  sortBy(sort: S | null, descending: boolean): void
  readonly sorts: readonly S[]
}

/** Page, page size and order of a list, in its address. `sorts` are the contract's; the first is the default. */
export function useListState<S extends string>(
  sorts: readonly [S, ...S[]],
  defaultDescending = false,
): ListState<S> {
  const [params, setParams] = useSearchParams()
  const size = pageSizes.find((known) => String(known) === params.get('size')) ?? pageSizes[0]
  const pageNumber = Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1)
  const sort = sorts.find((known) => known === params.get('sort')) ?? sorts[0]
  const descending = params.has('desc') ? params.get('desc') === '1' : defaultDescending
  const goTo = useCallback(
    (next: number, nextSize: number) =>
      setParams((before) =>
        changed(before, { page: next === 1 ? null : String(next), size: String(nextSize) }),
      ),
    [setParams],
  )
  const sortBy = useCallback(
    (next: S | null, desc: boolean) =>
      setParams((before) =>
        changed(before, { page: null, sort: next, desc: next === null ? null : desc ? '1' : '0' }),
      ),
    [setParams],
  )
  const page = useMemo(
    () => ({ offset: (pageNumber - 1) * size, limit: size, sort, descending }),
    [pageNumber, size, sort, descending],
  )
  return { page, pageNumber, goTo, sortBy, sorts }
}

function changed(before: URLSearchParams, patch: Readonly<Record<string, string | null>>): URLSearchParams {
  const next = new URLSearchParams(before)
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return next
}
