import { createHash, randomUUID } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileBytes } from '../../../shared/orders/files/decode-text.ts'

const incomingFolder = (dataDir: string) => join(dataDir, 'incoming')

/**
 * Lays an order file down beside the store while it is read: 100,000 orders are two files of 50 MB, which a village
 * PC should not hold in memory. Gives its path; the caller removes it. Raises what the disk says (ENOSPC).
 */
export async function keepIncoming(dataDir: string, file: File): Promise<string> {
  await mkdir(incomingFolder(dataDir), { recursive: true })
  const path = join(incomingFolder(dataDir), randomUUID())
  try {
    await using handle = await open(path, 'wx')
    for await (const part of file.stream()) await handle.write(part)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return path
}

/** What a stop left behind: files are read anew from where the user has them. */
export async function forgetIncoming(dataDir: string): Promise<void> {
  await rm(incomingFolder(dataDir), { recursive: true, force: true })
}

/** A file's bytes, read when they are asked for; each part is good until the next is asked for. */
export interface IncomingFile extends FileBytes {
  /** SHA-256, hexadecimal. */
  contentHash(): string
  close(): void
}

export function openIncoming(path: string): IncomingFile {
  const handle = openSync(path, 'r')
  const length = fstatSync(handle).size
  let scratch = new Uint8Array(0)
  let contentHash = ''
  const subarray = (from: number, to: number) => {
    const wanted = Math.max(0, Math.min(to, length) - from)
    if (scratch.length < wanted) scratch = new Uint8Array(wanted)
    const part = scratch.subarray(0, wanted)
    let read = 0
    while (read < part.length) {
      const got = readSync(handle, part, read, part.length - read, from + read)
      if (got === 0) return part.subarray(0, read)
      read += got
    }
    return part
  }
  return {
    length,
    subarray,
    contentHash: () => {
      if (contentHash !== '') return contentHash
      const hash = createHash('sha256')
      const step = 1024 * 1024
      for (let from = 0; from < length; from += step) hash.update(subarray(from, from + step))
      contentHash = hash.digest('hex')
      return contentHash
    },
    close: () => closeSync(handle),
  }
}
