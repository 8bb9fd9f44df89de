import { api, client } from '../app/client.ts'
import { queryClient } from '../app/query-client.ts'

/**
 * What a scan means where work is recorded or given out. Whose badge it is this page knows by itself where it lists the workers, for
 * who waits for a sound waits for each call; what is then written the host looks at all the same. Raises what the host raises.
 */
export async function scanWork(text: string) {
  const workers = queryClient.getQueryData(api.workers.list.queryKey())
  const own = workers?.find(({ code, qr, archived }) => !archived && (code === text || qr === text))
  if (own) return { kind: 'worker' as const, worker: { id: own.id, name: own.name } }
  return client.production.work.scan({ code: text })
}
