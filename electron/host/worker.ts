import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * Starts a worker thread from a module of the host. From sources it is a `.ts` file that Node runs as it is, or the
 * same one compiled, where a folder of those is named (`npm test` does it: a thread reads two hundred files less); in a build each worker is an
 * entry of its own beside the bundle, named by `name`.
 */
export function startWorker(name: string, source: URL, workerData?: unknown): Worker {
  return new Worker(entryOf(name, source), {
    workerData,
    // What a batch leaves behind is gone with it: a large nursery only keeps it longer.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
}

function entryOf(name: string, source: URL): URL {
  const file = `./${name}.js`
  if (!import.meta.url.endsWith('.ts')) return new URL(file, import.meta.url)
  const compiled = process.env.YIFANG_WORKERS
  return compiled ? new URL(file, `${pathToFileURL(compiled)}/`) : source
}
