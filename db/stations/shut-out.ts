import { createHash } from 'node:crypto'
import { appendFile, copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stubborn, syncFile } from '../backup/stubborn-files.ts'

/** What stations need besides the books: certificate, keys, who is out. */
export const stationsFolder = (dataDir: string) => join(dataDir, 'stations')

/**
 * Keys of devices that were shut out, by their digest, beside the books: a restore of yesterday's books brings back the
 * device that was stolen today, but not its right to come in. Copies carry the list, and what a restore finds in one is
 * added to what is there: nobody who is out anywhere comes in by it.
 */
const listFile = (dataDir: string) => join(stationsFolder(dataDir), 'shut-out.txt')
const digest = (publicKey: string) => createHash('sha256').update(publicKey).digest('hex')

/** Adds keys that are not in the list yet. */
export async function keepShutOut(dataDir: string, publicKeys: readonly string[]): Promise<void> {
  await addLines(dataDir, publicKeys.map(digest))
}

async function addLines(dataDir: string, lines: readonly string[]): Promise<void> {
  const known = await readLines(listFile(dataDir))
  const added = lines.filter((line) => !known.has(line))
  if (added.length === 0) return
  await mkdir(stationsFolder(dataDir), { recursive: true, mode: 0o700 })
  // A line that was cut off by a power failure ends here.
  await appendFile(listFile(dataDir), `\n${added.join('\n')}\n`)
  syncFile(listFile(dataDir))
}

export async function isShutOut(dataDir: string, publicKey: string): Promise<boolean> {
  return (await readLines(listFile(dataDir))).has(digest(publicKey))
}

/** Copies the list as it is now, for a backup: more may be added while that is made. False: there is none yet. */
export async function copyShutOut(dataDir: string, target: string): Promise<boolean> {
  try {
    await stubborn(() => copyFile(listFile(dataDir), target))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Adds what a backup's list says; what is no digest of a key is passed over. A backup of before has none. */
export async function mergeShutOut(dataDir: string, brought: string): Promise<void> {
  await addLines(
    dataDir,
    [...(await readLines(brought))].filter((line) => /^[0-9a-f]{64}$/.test(line)),
  )
}

/** Empty where there is no list yet. One that cannot be read lets nobody in. */
async function readLines(file: string): Promise<ReadonlySet<string>> {
  const list = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return new Set(list.split('\n'))
}
