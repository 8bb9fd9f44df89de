import { startWorker } from '../worker.ts'
import type { ImportMessage, ImportTask } from './import-messages.ts'

/**
 * Runs an import task and hands each of its messages to `handle`, one at a time and in order; the worker
 * goes on once a batch has been handled. Ends with the worker. An abort stops it at once.
 */
export async function runImportTask(
  task: ImportTask,
  handle: (message: ImportMessage) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const worker = startWorker('import-worker', new URL('./import-worker.ts', import.meta.url), task)
  const abort = () => void worker.terminate()
  signal?.addEventListener('abort', abort)
  try {
    await new Promise<void>((resolve, reject) => {
      let queue = Promise.resolve()
      worker.on('message', (message: ImportMessage) => {
        queue = queue.then(async () => {
          await handle(message)
          if (message.kind === 'rows' || message.kind === 'slice' || message.kind === 'problems') {
            // One turn of the event loop between batches: users' calls come first.
            await new Promise((turn) => setImmediate(turn))
            worker.postMessage('next')
          }
        })
        queue.catch(reject)
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        queue.then(resolve, reject)
      })
    })
  } finally {
    signal?.removeEventListener('abort', abort)
    await worker.terminate()
  }
}
