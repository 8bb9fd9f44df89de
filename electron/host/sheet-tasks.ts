import type { SheetProblem, SheetRow } from '../../shared/catalog/sku-sheet.ts'
import { type ErrorCode, YifangError } from '../../shared/errors.ts'
import type { exportRecipeRows, groupRecipeSheet, previewRecipeSheet } from './catalog/recipe-tasks.ts'
import type { previewOpening, previewSkus, rosterRows, SheetFile } from './sheet-reading.ts'
import { startWorker } from './worker.ts'

interface Task<F extends (input: never) => Promise<unknown>> {
  readonly input: Parameters<F>[0]
  readonly answer: Awaited<ReturnType<F>>
}

/** Reading a sheet of 60,000 rows and comparing it with the books takes a second: none of it in the host's own thread. */
export interface SheetTasks {
  /** The rows come in parts, so that taking them over blocks nobody either. */
  skus: {
    readonly input: { readonly file: SheetFile }
    readonly answer: { readonly rows: SheetRow[]; readonly problems: readonly SheetProblem[] }
  }
  skuPreview: {
    readonly input: { readonly dataDir: string; readonly file: SheetFile }
    readonly answer: Awaited<ReturnType<typeof previewSkus>>
  }
  rosterRows: Task<typeof rosterRows>
  recipeExport: Task<typeof exportRecipeRows>
  recipePreview: Task<typeof previewRecipeSheet>
  recipeGroups: Task<typeof groupRecipeSheet>
  openingPreview: {
    readonly input: {
      readonly dataDir: string
      readonly file: SheetFile
      readonly locationId: number | null
    }
    readonly answer: Awaited<ReturnType<typeof previewOpening>>
  }
}
export type SheetKind = keyof SheetTasks

export interface SheetOrder<K extends SheetKind = SheetKind> {
  readonly kind: K
  readonly input: SheetTasks[K]['input']
}

export type SheetMessage =
  | { readonly kind: 'rows'; readonly rows: readonly SheetRow[] }
  | { readonly kind: 'done'; readonly answer: unknown }
  | {
      readonly kind: 'failed'
      readonly code: string | null
      readonly data: unknown
      readonly message: string
    }

/** Runs one task in a worker thread of its own. Raises what the task raised: file-unreadable. */
export async function runSheetTask<K extends SheetKind>(
  kind: K,
  input: SheetTasks[K]['input'],
): Promise<SheetTasks[K]['answer']> {
  const order: SheetOrder<K> = { kind, input }
  const worker = startWorker('sheet-worker', new URL('./sheet-worker.ts', import.meta.url), order)
  const rows: SheetRow[] = []
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: SheetMessage) => {
        if (message.kind === 'rows') rows.push(...message.rows)
        else if (message.kind === 'failed')
          reject(
            message.code === null
              ? new Error(message.message)
              : new YifangError(message.code as ErrorCode, message.data as never),
          )
        else
          resolve(
            (kind === 'skus'
              ? { ...(message.answer as object), rows }
              : message.answer) as SheetTasks[K]['answer'],
          )
      })
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('the sheet worker stopped')))
    })
  } finally {
    await worker.terminate()
  }
}

/** A workshop's whole catalog has a tenth of it; what is larger is another file. */
const mostBytes = 50_000_000

/** A sent file as the worker takes it. Raises file-unreadable where it is larger than any sheet of a workshop. */
export async function sheetFile(file: File): Promise<SheetFile> {
  if (file.size > mostBytes)
    throw new YifangError('file-unreadable', {
      file: file.name,
      reason: 'file-too-large',
      detail: { bytes: file.size },
    })
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}
