import { parentPort, workerData } from 'node:worker_threads'
import type { SheetRow } from '../../shared/catalog/sku-sheet.ts'
import { YifangError } from '../../shared/errors.ts'
import { FileProblem } from '../../shared/orders/files/types.ts'
import { exportRecipeRows, groupRecipeSheet, previewRecipeSheet } from './catalog/recipe-tasks.ts'
import { previewOpening, previewSkus, readSkus, rosterRows } from './sheet-reading.ts'
import type { SheetKind, SheetMessage, SheetOrder, SheetTasks } from './sheet-tasks.ts'

/** Rows handed over at once: some milliseconds for the host to take in. */
const partRows = 2000

const port = parentPort!
const post = (message: SheetMessage) => port.postMessage(message)

const tasks: { readonly [K in SheetKind]: (input: SheetTasks[K]['input']) => Promise<unknown> } = {
  skus: async ({ file }) => {
    const { rows, problems } = await readSkus(file)
    for (let from = 0; from < rows.length; from += partRows)
      post({ kind: 'rows', rows: rows.slice(from, from + partRows) as SheetRow[] })
    return { problems }
  },
  skuPreview: previewSkus,
  openingPreview: previewOpening,
  rosterRows,
  recipeExport: exportRecipeRows,
  recipePreview: previewRecipeSheet,
  recipeGroups: groupRecipeSheet,
}

async function run<K extends SheetKind>({ kind, input }: SheetOrder<K>): Promise<void> {
  try {
    post({ kind: 'done', answer: await tasks[kind](input) })
  } catch (raised) {
    const error =
      raised instanceof FileProblem
        ? new YifangError('file-unreadable', {
            file: 'file' in input ? input.file.name : '',
            reason: raised.code,
            detail: { ...raised.detail },
          })
        : raised
    const known = error instanceof YifangError ? error : null
    post({
      kind: 'failed',
      code: known?.code ?? null,
      data: known?.data ?? null,
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    })
  }
}

await run(workerData as SheetOrder)
