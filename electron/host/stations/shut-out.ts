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

export async function shutOutKey(dataDir: string, publicKey: string): Promise<void> {
  await mkdir(stationsFolder(dataDir), { recursive: true, mode: 0o700 })
  await appendFile(listFile(dataDir), `${digest(publicKey)}\n`)
  syncFile(listFile(dataDir))
}

export async function isShutOut(dataDir: string, publicKey: string): Promise<boolean> {
  const list = await readFile(listFile(dataDir), 'utf8').catch(() => '')
  return list.split('\n').includes(digest(publicKey))
}
