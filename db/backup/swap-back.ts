import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { databasePart } from './archive.ts'
import { asideName, finishRestore, planFile, type RestorePlan } from './restore.ts'
import { stubborn, syncFile } from './stubborn-files.ts'

/**
 * Puts a database that a restore kept aside back into its place; the present one, which must be closed, is kept under another name.
 * The plan is on the disk first: a power cut in between is finished, or was never begun, at the next start.
 */
export async function swapBack(dataDir: string, keptAs: string, at: number): Promise<void> {
  const kept = join(dataDir, keptAs)
  if (!existsSync(kept)) return
  const folder = `.restore-${v7()}`
  mkdirSync(join(dataDir, folder))
  const fresh = join(folder, databasePart)
  const plan: RestorePlan = { fresh, keptAs: asideName(dataDir, 'before-restore', at) }
  writeFileSync(planFile(dataDir), JSON.stringify(plan))
  syncFile(planFile(dataDir))
  // It was closed in order before it was put aside: one file, without a log.
  await stubborn(() => rename(kept, join(dataDir, fresh)))
  await finishRestore(dataDir)
}
