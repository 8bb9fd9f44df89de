import { useSearchParams } from 'react-router'

/**
 * Which part of a screen is open, kept in the address: back from what it led to, the same part stands open. `parts`: those
 * that the user may see; an address that names another one opens the first.
 */
export function usePart<P extends string>(parts: readonly P[]): readonly [P, (part: P) => void] {
  const [params, setParams] = useSearchParams()
  const part = parts.find((one) => one === params.get('part')) ?? parts[0]!
  return [part, (to) => setParams({ part: to }, { replace: true })]
}
