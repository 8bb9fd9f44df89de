import type { HostServices } from '../services.ts'
import { startWorker } from '../worker.ts'

const every = 2000

/**
 * Keeps the store's log short while stations write, in a thread of its own. Otherwise the commit that finds it long brings it
 * into the database's file, and every station waits for the disk meanwhile. Gives what ends it.
 */
export function keepLogShort(host: HostServices): () => Promise<void> {
  const source = new URL('./checkpoint-worker.ts', import.meta.url)
  const worker = startWorker('checkpoint-worker', source, { dataDir: host.dataDir })
  worker.unref()
  let isOver = false
  let isWaiting = false
  let working: Promise<void> | null = null
  worker.on('error', (error) => {
    host.log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'checkpoint' })
    isOver = true
  })

  async function run(): Promise<void> {
    if (isOver || isWaiting) return
    isWaiting = true
    // A restore waits for it as for any call.
    const leave = await host.gate.enter()
    try {
      if (isOver || !host.store.isFilled) return
      working = new Promise((resolve) => {
        worker.once('message', () => resolve())
        worker.once('exit', () => resolve())
        worker.postMessage('checkpoint')
      })
      await working
      worker.removeAllListeners('exit')
    } finally {
      isWaiting = false
      leave()
    }
  }

  const timer = setInterval(() => void run(), every)
  timer.unref()
  return async () => {
    isOver = true
    clearInterval(timer)
    // Not for one that waits for a restore, which may be what ends it.
    await working
    await worker.terminate()
  }
}
