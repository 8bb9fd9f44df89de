import { createDecipheriv } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import yauzl from 'yauzl'
import {
  type BackupOpening,
  BrokenSeal,
  chunkBytes,
  longestHead,
  nonce,
  openSeal,
  readSealHead,
  type SealHead,
  tagBytes,
} from './seal.ts'

const sealedBytes = chunkBytes + tagBytes
/** Read from the disk at once. */
const chunksAtOnce = 16

/** The head of a file; null where it is not sealed. Raises BrokenSeal. */
export async function readHead(file: string): Promise<SealHead | null> {
  const handle = await open(file, 'r')
  try {
    return readSealHead(await readAt(handle, 0, longestHead))
  } finally {
    await handle.close()
  }
}

/**
 * A sealed file as its ZIP, at any place: a manifest of a gigabyte is read without the rest. What was not sealed so, in this
 * place of this file, ends in BrokenSeal before a byte of it is given.
 */
export class SealedReader extends yauzl.RandomAccessReader {
  private readonly handle: FileHandle
  private readonly key: Buffer
  private readonly start: number
  /** Bytes of the ZIP. */
  readonly size: number

  private constructor(handle: FileHandle, key: Buffer, start: number, size: number) {
    super()
    this.handle = handle
    this.key = key
    this.start = start
    this.size = size
  }

  /** Raises BrokenSeal, PassphraseNeeded, PassphraseWrong. */
  static async open(file: string, head: SealHead, opening: BackupOpening): Promise<SealedReader> {
    const { chunks: key } = await openSeal(head, opening)
    const handle = await open(file, 'r')
    try {
      const body = (await handle.stat()).size - head.length
      const chunks = Math.ceil(body / sealedBytes)
      const size = body - chunks * tagBytes
      if (chunks < 1 || size < 0) throw new BrokenSeal('cut off')
      const reader = new SealedReader(handle, key, head.length, size)
      // The last chunk says that it is the last one: whatever is missing behind is seen before anything is read.
      await reader.openChunks(chunks - 1, chunks - 1)
      return reader
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.range(start, end), { objectMode: false, highWaterMark: 1 << 20 })
  }

  async finish(): Promise<void> {
    await this.handle.close()
  }

  private async *range(start: number, end: number): AsyncGenerator<Buffer> {
    const last = Math.floor((end - 1) / chunkBytes)
    for (let from = Math.floor(start / chunkBytes); from <= last; from += chunksAtOnce) {
      const to = Math.min(last, from + chunksAtOnce - 1)
      const bytes = await this.openChunks(from, to)
      const at = from * chunkBytes
      yield bytes.subarray(Math.max(0, start - at), end - at)
    }
  }

  /** Chunks `from` to `to`, both included. */
  private async openChunks(from: number, to: number): Promise<Buffer> {
    const count = Math.ceil(this.size / chunkBytes) || 1
    const sealed = await readAt(this.handle, this.start + from * sealedBytes, (to - from + 1) * sealedBytes)
    const opened: Buffer[] = []
    for (let chunk = from; chunk <= to; chunk++) {
      const bytes = sealed.subarray((chunk - from) * sealedBytes, (chunk - from + 1) * sealedBytes)
      if (bytes.length < tagBytes) throw new BrokenSeal('cut off')
      const body = bytes.length - tagBytes
      const cipher = createDecipheriv('aes-256-gcm', this.key, nonce(chunk, chunk === count - 1), {
        authTagLength: tagBytes,
      })
      cipher.setAuthTag(bytes.subarray(body))
      opened.push(cipher.update(bytes.subarray(0, body)))
      try {
        cipher.final()
      } catch {
        throw new BrokenSeal(`part ${chunk} of ${count} is damaged`)
      }
    }
    return opened.length === 1 ? opened[0]! : Buffer.concat(opened)
  }
}

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
