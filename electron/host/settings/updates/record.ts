import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { removeFile, renameDurably, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { programVersionSchema } from '../../../../shared/settings/update-contract.ts'

/*
 * What an update or a return meant to do, in the data folder and not in the database: it outlives both programs and every
 * database. It is on the disk before the first step is taken.
 */
const recordSchema = z.object({
  format: z.literal(1),
  kind: z.enum(['update', 'go-back']),
  /**
   * `starting`: the setup was, or is about to be, started. `restored`: a return has exchanged the database. `done`: the version
   * that was meant runs. `failed`: it does not, and everything is as it was.
   */
  state: z.enum(['starting', 'restored', 'done', 'failed']),
  from: programVersionSchema,
  to: programVersionSchema,
  /** Newest migration of the older of the two versions. */
  olderSchema: z.string(),
  at: z.int(),
  /** The copy from before the update. */
  backup: z.string().nullable(),
  /** Of that copy: what came later was done since the update. */
  lastCommandId: z.int(),
  counts: z.object({ orders: z.int(), parcels: z.int(), commands: z.int() }),
  /** Starts of the new version of which none came as far as a screen. */
  starts: z.int(),
  /** Going back: the newer database's name in the data folder; null where it stays in use. */
  keptAs: z.string().nullable(),
  /** Going back: the list of what to enter again. */
  list: z.string().nullable(),
  rows: z.int(),
  complete: z.boolean().nullable(),
  /** Its note was put away. */
  seen: z.boolean(),
})
/** The record that this one took the place of: it counts again where this one came to nothing. */
const keptSchema = recordSchema.extend({ previous: recordSchema.nullable() })
export type UpdateRecord = z.infer<typeof keptSchema>

const recordFile = (dataDir: string) => join(dataDir, 'update.json')

/** Null where nothing was ever updated, or the record cannot be read (it is written whole or not at all). */
export function readRecord(dataDir: string): UpdateRecord | null {
  try {
    return keptSchema.parse(JSON.parse(readFileSync(recordFile(dataDir), 'utf8')))
  } catch {
    return null
  }
}

/** One at a time: two drafts of one name would take each other's place. */
let writing: Promise<void> = Promise.resolve()

export function writeRecord(dataDir: string, record: UpdateRecord): Promise<void> {
  const write = async () => {
    const draft = join(dataDir, '.update.json')
    writeFileSync(draft, JSON.stringify(record))
    syncFile(draft)
    await renameDurably(draft, recordFile(dataDir), dataDir)
  }
  const written = writing.then(write)
  writing = written.catch(() => {})
  return written
}

export async function dropRecord(dataDir: string): Promise<void> {
  await removeFile(recordFile(dataDir))
}

const versionFile = (dataDir: string) => join(dataDir, 'program.json')

/** The version that opened the folder last; null where none of a known number did. */
export function readLastVersion(dataDir: string): string | null {
  try {
    return z
      .object({ version: programVersionSchema })
      .parse(JSON.parse(readFileSync(versionFile(dataDir), 'utf8'))).version
  } catch {
    return null
  }
}

export function writeLastVersion(dataDir: string, version: string): void {
  writeFileSync(versionFile(dataDir), JSON.stringify({ version }))
}

/** Setups are kept beside the data, never in it: a copy of the data leaves them where they are. Moved from Settings it takes them along. */
export const setupFolder = (dataDir: string): string => `${dataDir}-updates`

/** Whether a file there is one that we put there: a setup, or what vouches for it. */
export const isSetupOfOurs = (name: string): boolean => /^Yifang-(?:Setup-)?\d+\.\d+\.\d+\./.test(name)

export function makeSetupFolder(dataDir: string): string {
  mkdirSync(setupFolder(dataDir), { recursive: true, mode: 0o700 })
  return setupFolder(dataDir)
}
