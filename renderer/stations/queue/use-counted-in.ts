import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { isCountedIn } from './with-waiting.ts'

/** Lists show what was kept as soon as it is, and once more when all was sent: then they are the host's alone. */
export function useCountedIn(waiting: number, isDown: boolean): void {
  const cache = useQueryClient()
  const before = useRef(waiting)
  useEffect(() => {
    if (waiting === before.current) return
    before.current = waiting
    if (!isDown && waiting > 0) return
    void cache.invalidateQueries({
      predicate: ({ queryKey: [path] }) => Array.isArray(path) && isCountedIn(path.join('.')),
    })
  }, [waiting, isDown, cache])
}
