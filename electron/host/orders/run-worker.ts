import type { Worker } from 'node:worker_threads'
import { startWorker } from '../worker.ts'
import type { ImportMessage, ImportTask } from './import-messages.ts'

/** Workers that wait for the next task: starting one costs as much as reading a thousand orders. */
const idle: Worker[] = []
/** They go after a minute without work, and never keep the process alive. */
const idleMs = 60_000

/** Starts loading workers that will be needed in a moment: it takes as long as writing down a file of 10 MB. */
export function expectTasks(count: number): void {
  while (idle.length < count) giveBack(startImportWorker())
}

const startImportWorker = () => startWorker('import-worker', new URL('./import-worker.ts', import.meta.url))

function takeWorker(): Worker {
  const worker = idle.pop() ?? startImportWorker()
  worker.ref()
  return worker
}

function giveBack(worker: Worker): void {
  worker.unref()
  idle.push(worker)
  setTimeout(() => {
    const index = idle.indexOf(worker)
    if (index < 0) return
    idle.splice(index, 1)
    void worker.terminate()
  }, idleMs).unref()
}

/**
 * Runs an import task and hands each of its messages to `handle`, one at a time and in order; the worker
 * goes on once a batch has been handled. An abort stops it at once.
 */
export async function runImportTask(
  task: ImportTask,
  handle: (message: ImportMessage) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted()
  const worker = takeWorker()
  let stopped = false
  const onAbort = () => {
    stopped = true
    void worker.terminate()
  }
  signal?.addEventListener('abort', onAbort)
  try {
    await new Promise<void>((resolve, reject) => {
      let queue = Promise.resolve()
      const onMessage = (message: ImportMessage) => {
        queue = queue.then(() => step(worker, message, handle))
        if (message.kind === 'end') queue.then(finish, reject)
        else queue.catch(reject)
      }
      const onExit = () => {
        queue.then(resolve, reject)
      }
      // One by one: removeAllListeners takes the worker's own with them, and it never answers again.
      const finish = () => {
        worker.off('message', onMessage).off('error', reject).off('exit', onExit)
        resolve()
      }
      worker.on('message', onMessage).on('error', reject).on('exit', onExit)
      worker.postMessage(task)
    })
    if (!stopped) giveBack(worker)
  } catch (error) {
    // What it was doing is unknown: it is not used again.
    await worker.terminate()
    throw error
  } finally {
    signal?.removeEventListener('abort', onAbort)
  }
}

async function step(
  worker: Worker,
  message: ImportMessage,
  handle: (message: ImportMessage) => Promise<void>,
): Promise<void> {
  if (message.kind === 'end') return
  await handle(message)
  if (message.kind !== 'rows' && message.kind !== 'slice' && message.kind !== 'problems') return
  // One turn of the event loop between batches: users' calls come first.
  await new Promise((turn) => setImmediate(turn))
  worker.postMessage('next')
}
