import type { BackupOrder, MadeBackup } from '../../../db/backup/make-backup.ts'
import type { PlaceContent, PlaceOrder } from '../../../db/backup/place.ts'
import type { FinishedRestore, PreparedRestore } from '../../../db/backup/restore.ts'
import type { SealingKey } from '../../../db/backup/seal.ts'
import type { RuleResult } from '../../../db/check/rule.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Backup } from '../../../shared/settings/backup-contract.ts'
import { startWorker } from '../worker.ts'
import type { FoundBackup } from './backup-source.ts'
import type { UpkeepTasks } from './upkeep-tasks.ts'

/** What the care worker does, beside the host: all of it reads the whole store or blocks for seconds. */
export interface CareTasks extends UpkeepTasks {
  backup: { readonly input: BackupOrder; readonly answer: MadeBackup }
  thin: { readonly input: { readonly dataDir: string }; readonly answer: number }
  /** A copy to a place besides this PC. */
  place: {
    readonly input: PlaceOrder
    readonly answer: { readonly made: MadeBackup; readonly content: PlaceContent }
  }
  /** One that lies in a place without a passphrase. */
  sealCopy: {
    readonly input: { readonly folder: string; readonly name: string; readonly key: SealingKey }
    readonly answer: null
  }
  content: {
    readonly input: { readonly folder: string; readonly siteId: string }
    readonly answer: PlaceContent
  }
  folder: {
    readonly input: {
      readonly folder: string
      readonly siteId: string
      readonly keys: readonly SealingKey[]
    }
    readonly answer: Backup[]
  }
  photos: {
    readonly input: { readonly dataDir: string; readonly now: number; readonly oldestBackup: number | null }
    readonly answer: number
  }
  pages: { readonly input: { readonly dataDir: string }; readonly answer: readonly string[] }
  check: { readonly input: { readonly dataDir: string }; readonly answer: readonly RuleResult[] }
  prepare: {
    readonly input: FoundBackup & { readonly dataDir: string }
    readonly answer: PreparedRestore
  }
  prepareReplaced: {
    readonly input: { readonly dataDir: string; readonly name: string }
    readonly answer: PreparedRestore
  }
  discard: { readonly input: { readonly folder: string }; readonly answer: null }
  apply: {
    readonly input: {
      readonly dataDir: string
      readonly prepared: PreparedRestore
      readonly at: number
      /** For the version before, which knows no newer schema. */
      readonly asItIs?: boolean
    }
    readonly answer: FinishedRestore
  }
}
export type CareKind = keyof CareTasks

export interface CareOrder<K extends CareKind = CareKind> {
  readonly kind: K
  readonly input: CareTasks[K]['input']
}

export type CareMessage =
  /** The copy of a backup is taken: what changes the store now is not in it. */
  | { readonly kind: 'copied' }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly answer: unknown }
  | {
      readonly kind: 'failed'
      readonly code: string | null
      readonly data: unknown
      readonly message: string
    }

/** Runs one task in a worker thread of its own. Raises what the task raised. */
export async function runCareTask<K extends CareKind>(
  kind: K,
  input: CareTasks[K]['input'],
  onCopied?: () => void,
  onProgress?: (done: number, total: number) => void,
): Promise<CareTasks[K]['answer']> {
  const order: CareOrder<K> = { kind, input }
  const worker = startWorker('care-worker', new URL('./care-worker.ts', import.meta.url), order)
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: CareMessage) => {
        if (message.kind === 'copied') onCopied?.()
        else if (message.kind === 'progress') onProgress?.(message.done, message.total)
        else if (message.kind === 'done') resolve(message.answer as CareTasks[K]['answer'])
        else if (message.code === null) reject(new Error(message.message))
        else reject(new YifangError(message.code as 'disk-full', message.data as Record<string, never>))
      })
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('the care worker stopped')))
    })
  } finally {
    await worker.terminate()
  }
}
