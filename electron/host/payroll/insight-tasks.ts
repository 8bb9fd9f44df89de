import type {
  Earnings,
  Simulation,
  SimulationInput,
  StyleCost,
  WorkerTrend,
} from '../../../shared/payroll/insight/contract.ts'
import { startWorker } from '../worker.ts'

interface Span {
  readonly from: string
  readonly to: string
}

/** What the insight worker reads, beside the host: each goes through all work of a span. */
export interface InsightTasks {
  earnings: { readonly input: Span; readonly answer: Earnings }
  trends: { readonly input: Span; readonly answer: WorkerTrend[] }
  styles: { readonly input: Span & { readonly today: string }; readonly answer: StyleCost[] }
  simulate: { readonly input: SimulationInput; readonly answer: Simulation }
}
export type InsightKind = keyof InsightTasks

export interface InsightOrder<K extends InsightKind = InsightKind> {
  readonly dataDir: string
  readonly kind: K
  readonly input: InsightTasks[K]['input']
}

/** Runs one report in a worker thread with a connection of its own. What it raises is a bug. */
export async function runInsight<K extends InsightKind>(
  dataDir: string,
  kind: K,
  input: InsightTasks[K]['input'],
): Promise<InsightTasks[K]['answer']> {
  const order: InsightOrder<K> = { dataDir, kind, input }
  const worker = startWorker('insight-worker', new URL('./insight-worker.ts', import.meta.url), order)
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', resolve)
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('the insight worker stopped')))
    })
  } finally {
    await worker.terminate()
  }
}
