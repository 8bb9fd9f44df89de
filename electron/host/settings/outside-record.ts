import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { renameDurably, syncFile } from '../../../db/backup/stubborn-files.ts'

const schema = z.object({
  /** Of the newest copy outside this PC. */
  newest: z.int().nullable(),
  /** Of each place, the newest copy in it. */
  places: z.record(z.string(), z.int()),
})
export type OutsideRecord = z.infer<typeof schema>

/**
 * What this PC knows of copies outside it. Beside the store and not in it: a copy that were noted in the books would be a
 * change of them, which the next copy must bring, and so on.
 */
const file = (dataDir: string) => join(dataDir, 'outside-copies.json')

export function readOutside(dataDir: string): OutsideRecord {
  if (!existsSync(file(dataDir))) return { newest: null, places: {} }
  try {
    return schema.parse(JSON.parse(readFileSync(file(dataDir), 'utf8')))
  } catch {
    return { newest: null, places: {} }
  }
}

export async function noteOutside(dataDir: string, change: Partial<OutsideRecord>): Promise<void> {
  const known = readOutside(dataDir)
  const next: OutsideRecord = {
    newest: change.newest ?? known.newest,
    places: { ...known.places, ...change.places },
  }
  const draft = `${file(dataDir)}.draft`
  writeFileSync(draft, JSON.stringify(next))
  syncFile(draft)
  await renameDurably(draft, file(dataDir), dataDir)
}
