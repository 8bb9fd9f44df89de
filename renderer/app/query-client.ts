import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { keptState } from '../stations/queue/kept-state.ts'
import { api } from './client.ts'
import { isClockDoubtful, isLocked, isWorthRetrying } from './shown-error.ts'

/** Whichever call hears first that the screen is locked, the lock screen shows. */
function onError(error: unknown): void {
  if (isLocked(error)) void queryClient.invalidateQueries({ queryKey: api.settings.session.key() })
  if (isClockDoubtful(error)) void queryClient.invalidateQueries({ queryKey: api.settings.clock.key() })
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // The host says what changed (events.ts); until then what we have is true.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      // Nor is it asked again by a device that knows that it does not answer: that comes by itself (events.ts).
      retry: (count, error) => count < 3 && isWorthRetrying(error) && !keptState().isDown,
      // "Offline" as browsers mean it says nothing about a host on this PC.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
