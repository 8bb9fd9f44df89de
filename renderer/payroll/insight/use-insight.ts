import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'

/**
 * A figure over weeks, reckoned when it is asked for and kept for a minute. Under a key of its own: every ticket scanned
 * meanwhile would have a million entries read again.
 */
export function useInsight<A>(name: string, input: object, read: () => Promise<A>): UseQueryResult<A, Error> {
  return useQuery({
    queryKey: [['insight', name], { input }],
    queryFn: read,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}
