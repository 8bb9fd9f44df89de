import { previewReprice, reprice } from '../../../db/production/reprice.ts'
import { command, type GuardedContext } from '../services.ts'

interface Input {
  readonly commandId: string
  readonly operationId: number
  readonly from: string
}

/**
 * Gives an operation's entries the rates of now, a thousand a command, others' writes in between. The same call again goes
 * on where it was. What takes more than one is work in the background, for which the call waits: it can be stopped, and
 * where it is cut off the first screen says so. Raises job-running, cancelled.
 */
export async function applyRates(
  context: GuardedContext,
  path: readonly string[],
  input: Input,
): Promise<{ entries: number }> {
  const slice = (place: number, after: number) =>
    command(context, path, { ...input, commandId: `${input.commandId}/${place}` }, (scope) =>
      reprice(scope, { ...input, after }),
    )
  const first = await slice(0, 0)
  if (first.last === null) return { entries: first.entries }
  const { jobs, store } = context.host
  const total = first.entries + (await previewReprice(store.reader, input)).entries
  return new Promise((resolve, reject) => {
    const started = jobs.start('reprice', input.operationId, async (run) => {
      try {
        let { entries, last } = first
        for (let place = 1; last !== null; place++) {
          await run.progress(entries, Math.max(entries, total))
          const next = await slice(place, last)
          entries += next.entries
          last = next.last
        }
        // Somebody who stops it now stops nothing.
        if (!run.signal.aborted) await run.progress(entries, entries)
        resolve({ entries })
        return { entries }
      } catch (error) {
        reject(error)
        throw error
      }
    })
    started.catch(reject)
  })
}
