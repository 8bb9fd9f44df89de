import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { readdir, rmdir, stat, utimes } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { removeFile, stubborn, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { isSetupOfOurs, setupFolder } from '../updates/record.ts'

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

/** A file of a move, and where it goes. */
export interface Way extends FolderFile {
  readonly from: string
  readonly to: string
}

/**
 * Everything that a move takes along: the setups that are kept beside the data, by which one goes back to the version
 * before, then the data.
 */
export async function waysToMove(dataDir: string, target: string): Promise<Way[]> {
  const way = (from: string, to: string) => (file: FolderFile) => ({
    ...file,
    from: join(from, file.name),
    to: join(to, file.name),
  })
  const setups = (await keptSetups(dataDir)).map(way(setupFolder(dataDir), setupFolder(target)))
  return [...setups, ...(await filesToMove(dataDir)).map(way(dataDir, target))]
}

async function keptSetups(dataDir: string): Promise<FolderFile[]> {
  if (!existsSync(setupFolder(dataDir))) return []
  return (await filesToMove(setupFolder(dataDir))).filter(({ name }) => isSetupOfOurs(name))
}

/** Takes away the setups beside a folder that is no home of the workshop any more, or did not become one. */
export async function clearSetups(dataDir: string): Promise<void> {
  for (const { name } of await keptSetups(dataDir)) await removeFile(join(setupFolder(dataDir), name))
  // Whatever else lies there is somebody's, and keeps it.
  await rmdir(setupFolder(dataDir)).catch(() => {})
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
