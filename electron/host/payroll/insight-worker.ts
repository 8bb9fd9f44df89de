import { parentPort, workerData } from 'node:worker_threads'
import { type Db, openReader } from '../../../db/open.ts'
import { readEarnings } from '../../../db/payroll/insight/earnings.ts'
import { simulateRates } from '../../../db/payroll/insight/simulate.ts'
import { readStyleCosts } from '../../../db/payroll/insight/style-costs.ts'
import { readTrends } from '../../../db/payroll/insight/trends.ts'
import type { InsightKind, InsightOrder, InsightTasks } from './insight-tasks.ts'

const tasks: {
  readonly [K in InsightKind]: (db: Db, input: InsightTasks[K]['input']) => Promise<InsightTasks[K]['answer']>
} = {
  earnings: readEarnings,
  trends: readTrends,
  styles: (db, input) => readStyleCosts(db, input, input.today),
  simulate: simulateRates,
}

async function run<K extends InsightKind>({ dataDir, kind, input }: InsightOrder<K>): Promise<void> {
  const db = openReader(dataDir, 20_000)
  try {
    parentPort!.postMessage(await tasks[kind](db, input))
  } finally {
    await db.destroy()
  }
}

await run(workerData as InsightOrder)
