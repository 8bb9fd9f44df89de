import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { YifangError } from '../../../shared/errors.ts'

/** Photos lie beside the database, named by the SHA-256 of the original: `photos/ab/abcd….orig` and `….thumb`. */
function photoFile(dataDir: string, hash: string, size: 'original' | 'thumbnail'): string {
  return join(dataDir, 'photos', hash.slice(0, 2), `${hash}.${size === 'original' ? 'orig' : 'thumb'}`)
}

/** What a picture's first bytes say it is; null for anything that a page would not show as one. */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('RIFF') && start.slice(8) === 'WEBP') return 'image/webp'
  return null
}

/** Keeps a photo and its thumbnail; gives its hash. The same photo again writes nothing. Raises photo-unreadable. */
export async function storePhoto(dataDir: string, original: File, thumbnail: File): Promise<string> {
  const bytes = new Uint8Array(await original.arrayBuffer())
  const small = new Uint8Array(await thumbnail.arrayBuffer())
  for (const [file, content] of [
    [original, bytes],
    [thumbnail, small],
  ] as const)
    if (mediaTypeOf(content) === null) throw new YifangError('photo-unreadable', { file: file.name })
  const hash = createHash('sha256').update(bytes).digest('hex')
  // The thumbnail first: an original that is there always has one.
  await writeOnce(photoFile(dataDir, hash, 'thumbnail'), small)
  await writeOnce(photoFile(dataDir, hash, 'original'), bytes)
  return hash
}

/** Whole or not at all: written under another name, brought to the disk, then renamed. */
async function writeOnce(path: string, bytes: Uint8Array): Promise<void> {
  if (existsSync(path)) {
    // Young again: the sweep of unused photos leaves it to whoever is about to name it.
    await utimes(path, new Date(), new Date())
    return
  }
  await mkdir(join(path, '..'), { recursive: true })
  const part = `${path}.${randomUUID()}.part`
  try {
    const handle = await open(part, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** A kept photo. Raises not-found. */
export async function readPhoto(
  dataDir: string,
  hash: string,
  size: 'original' | 'thumbnail',
): Promise<File> {
  try {
    const bytes = await readFile(photoFile(dataDir, hash, size))
    return new File([bytes], `${hash.slice(0, 12)}-${size}`, {
      type: mediaTypeOf(bytes) ?? 'application/octet-stream',
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new YifangError('not-found', { what: 'photo', id: hash })
    throw error
  }
}

/** The kind of each kept photo, by hash; hashes without a file are left out. */
export async function photoTypes(
  dataDir: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>()
  for (const hash of hashes) {
    const path = photoFile(dataDir, hash, 'original')
    if (!existsSync(path)) continue
    const handle = await open(path, 'r')
    try {
      const { buffer } = await handle.read(new Uint8Array(12), 0, 12, 0)
      const type = mediaTypeOf(buffer)
      if (type !== null) types.set(hash, type)
    } finally {
      await handle.close()
    }
  }
  return types
}
