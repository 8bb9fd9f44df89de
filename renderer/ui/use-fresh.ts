import { type DefaultError, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'

/**
 * A query whose data begins a form: asked for when the form opens, and no data before that. What an earlier opening
 * left in the cache would be copied into the fields, and saving would write it over what was saved since.
 */
export function useFresh<Q, E = DefaultError, D = Q, K extends QueryKey = QueryKey>(
  options: UseQueryOptions<Q, E, D, K>,
): { readonly data: D | undefined; readonly error: E | null } {
  const query = useQuery({ ...options, gcTime: 0, staleTime: 0, refetchOnMount: 'always' })
  return { data: query.isFetchedAfterMount ? query.data : undefined, error: query.error }
}
