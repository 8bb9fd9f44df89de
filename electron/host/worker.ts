import { Worker } from 'node:worker_threads'

/**
 * Starts a worker thread from a module of the host. From sources it is a `.ts` file that Node runs as it is;
 * in a build each worker is an entry of its own beside the bundle, named by `name`.
 */
export function startWorker(name: string, source: URL, workerData?: unknown): Worker {
  const fromSources = import.meta.url.endsWith('.ts')
  return new Worker(fromSources ? source : new URL(`./${name}.js`, import.meta.url), {
    workerData,
    // What a batch leaves behind is gone with it: a large nursery only keeps it longer.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
}
