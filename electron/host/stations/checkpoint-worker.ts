import { parentPort, workerData } from 'node:worker_threads'
import { checkpoint } from '../../../db/checkpoint.ts'

const { dataDir } = workerData as { readonly dataDir: string }
parentPort!.on('message', () => {
  checkpoint(dataDir)
  parentPort!.postMessage('done')
})
