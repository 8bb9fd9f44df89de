import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Once before all files of a run: what its tests put into the temp folder lies in one folder, and goes with the run. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'yifang-tests-'))
  // TEMP is what Windows asks.
  process.env.TMPDIR = folder
  process.env.TEMP = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
