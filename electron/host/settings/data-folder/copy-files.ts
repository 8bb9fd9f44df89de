import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { readdir, stat, utimes } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { stubborn, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { YifangError } from '../../../../shared/errors.ts'

export interface FolderFile {
  /** Relative to the data folder. */
  readonly name: string
  readonly bytes: number
  readonly changedAt: number
}

/**
 * Bound to the running process, half made, or about this folder only. A log beside a database that was set aside
 * belongs to it; that of the present one is empty once it is closed.
 */
const left = /^(?:host\.json|folder\.lock.*|open\.marker|moved.*\.json|\..+|yifang\.db-(?:shm|wal))$/

/** All files of a data folder that go with the workshop, the database last. */
export async function filesToMove(dataDir: string): Promise<FolderFile[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const files: FolderFile[] = []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = relative(dataDir, path)
    if (left.test(name.split(sep)[0]!)) continue
    if (entry.name.startsWith('.')) continue
    const { size, mtimeMs } = await stat(path)
    files.push({ name, bytes: size, changedAt: mtimeMs })
  }
  const rank = ({ name }: FolderFile) => (name === 'yifang.db' ? 1 : 0)
  return files.sort((a, b) => rank(a) - rank(b))
}

/**
 * Copies a file, waits for the disk, reads the copy back and compares. Raises copy-differs where the disk did not give
 * back what it was given, disk-full, or what the system said.
 */
export async function copyVerified(
  from: string,
  to: string,
  onBytes: (bytes: number) => void,
): Promise<void> {
  mkdirSync(dirname(to), { recursive: true })
  const { atime, mtime } = await stat(from)
  const given = createHash('sha256')
  await stubborn(() =>
    pipeline(
      createReadStream(from, { highWaterMark: chunk }),
      async function* (source: AsyncIterable<Buffer>) {
        for await (const part of source) {
          given.update(part)
          onBytes(part.length)
          yield part
        }
      },
      createWriteStream(to),
    ),
  )
  syncFile(to)
  const kept = createHash('sha256')
  for await (const part of createReadStream(to, { highWaterMark: chunk })) kept.update(part as Buffer)
  if (given.digest('hex') !== kept.digest('hex')) throw new YifangError('copy-differs', { path: to })
  // What was changed since the first round is known by it.
  await utimes(to, atime, mtime)
}
const chunk = 256 * 1024
