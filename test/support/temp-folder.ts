import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, storeFile } from '../../db/open.ts'
import { emptyStore } from './new-folder.ts'

/** Once before all files of a run: what its tests put into the temp folder lies in one folder, and goes with the run. */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'yifang-tests-'))
  // TEMP is what Windows asks.
  process.env.TMPDIR = folder
  process.env.TEMP = folder
  // Threads and processes that tests start from sources read them stripped and compiled from the second time on.
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../.cache/node')
  const first = mkdtempSync(join(folder, 'first-'))
  await (await openStore(first, async () => {})).close()
  copyFileSync(storeFile(first), emptyStore())
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
