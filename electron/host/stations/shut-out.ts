import { createHash } from 'node:crypto'
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFile } from '../../../db/backup/stubborn-files.ts'
import { stationsFolder } from './certificate-file.ts'

/**
 * Keys of devices that were shut out, by their digest, beside the books: a restore of yesterday's books brings back the
 * device that was stolen today, but not its right to come in.
 */
const listFile = (dataDir: string) => join(stationsFolder(dataDir), 'shut-out.txt')
const digest = (publicKey: string) => createHash('sha256').update(publicKey).digest('hex')

/** Adds keys that are not in the list yet. */
export async function keepShutOut(dataDir: string, publicKeys: readonly string[]): Promise<void> {
  const known = await readList(dataDir)
  const added = publicKeys.map(digest).filter((line) => !known.has(line))
  if (added.length === 0) return
  await mkdir(stationsFolder(dataDir), { recursive: true, mode: 0o700 })
  // A line that was cut off by a power failure ends here.
  await appendFile(listFile(dataDir), `\n${added.join('\n')}\n`)
  syncFile(listFile(dataDir))
}

export async function isShutOut(dataDir: string, publicKey: string): Promise<boolean> {
  return (await readList(dataDir)).has(digest(publicKey))
}

/** Empty where there is no list yet. One that cannot be read lets nobody in. */
async function readList(dataDir: string): Promise<ReadonlySet<string>> {
  const list = await readFile(listFile(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return new Set(list.split('\n'))
}
