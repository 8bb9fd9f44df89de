import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { z } from 'zod'

export interface UrlFilter<T> {
  readonly filter: T
  /** Changes some filters and goes to the first page; undefined or '' takes a filter away. */
  setFilter(patch: Partial<T>): void
  clear(): void
  readonly isFiltered: boolean
}

/** Search parameters that are no filters. */
const pagingNames = ['page', 'size', 'sort', 'desc'] as const

/**
 * A list's filters in its address, so that every number on Today is a link and Back works. Takes the
 * contract's own filter schema; what does not fit it is left out.
 */
export function useUrlFilter<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
): UrlFilter<z.output<z.ZodObject<S>>> {
  type T = z.output<z.ZodObject<S>>
  const [params, setParams] = useSearchParams()
  const filter = useMemo(() => readFilter(schema, params), [schema, params])
  const names = useMemo(() => Object.keys(schema.shape), [schema])
  const setFilter = useCallback(
    (patch: Partial<T>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          next.delete('page')
          for (const [name, value] of Object.entries(patch)) {
            const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
            if (text === '') next.delete(name)
            else next.set(name, text)
          }
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  const clear = useCallback(
    () =>
      setParams((before) => {
        const kept = [...before].filter(([name]) =>
          pagingNames.some((paging) => paging === name && paging !== 'page'),
        )
        return new URLSearchParams(kept)
      }),
    [setParams],
  )
  return { filter, setFilter, clear, isFiltered: names.some((name) => params.has(name)) }
}

function readFilter<S extends z.ZodRawShape>(
  schema: z.ZodObject<S>,
  params: URLSearchParams,
): z.output<z.ZodObject<S>> {
  const raw: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.shape as unknown as Record<string, z.ZodType>)) {
    const text = params.get(name)
    if (text === null) continue
    // A parameter is text; the schema says whether it means a text, a number, a list or a yes.
    const meanings: readonly unknown[] = [text, Number(text), text.split(','), text === 'true']
    const fitting = meanings.find((meaning) => field.safeParse(meaning).success)
    if (fitting !== undefined) raw[name] = fitting
  }
  return schema.parse(raw)
}
