import type { InferContractRouterOutputs } from '@orpc/contract'
import { countProblems, readImportFiles, readProblems } from '../../../db/orders/import/files.ts'
import { stageProblems } from '../../../db/orders/import/stage.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { ordersContract } from '../../../shared/orders/contract.ts'
import { rowProblemSchema } from '../../../shared/orders/imports-contract.ts'
import type { HostServices } from '../services.ts'
import { stagedFiles } from './commit-import.ts'
import type { ImportMessage } from './import-messages.ts'
import { runImportTask } from './run-worker.ts'

type Preview = InferContractRouterOutputs<typeof ordersContract>['imports']['preview']

const shownProblems = 200

/** What committing a batch would do. Writes only the problems found, to the staged files themselves. */
export async function previewBatch(host: HostServices, batch: string): Promise<Preview> {
  const files = await stagedFiles(host, batch)
  if (files.length === 0) throw new YifangError('import-unknown', { importId: batch })
  let previewed: Extract<ImportMessage, { kind: 'previewed' }> | undefined
  await runImportTask({ kind: 'preview', dataDir: host.dataDir, files }, async (message) => {
    if (message.kind === 'problems') await stageProblems(host.store, message.importFileId, message.problems)
    else if (message.kind === 'previewed') previewed = message
  })
  if (!previewed) throw new Error('the preview ended without an answer')
  const ids = files.map((file) => file.id)
  const { all, rowsLeftOut } = await countProblems(host.store.writer, ids)
  const problems = await readProblems(host.store.writer, ids, { offset: 0, limit: shownProblems })
  return {
    files: await readImportFiles(host.store.writer, { batch }),
    summary: { ...previewed.summary, problemRows: rowsLeftOut },
    problemCount: all,
    problems: problems.map((problem) => rowProblemSchema.parse(problem)),
    samples: previewed.samples.map((sample) => ({ ...sample, changes: [...sample.changes] })),
  }
}
