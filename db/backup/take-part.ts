import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'

/** What is still only in the system's cache goes to the disk while more comes: at the end little is left to wait for. */
const flushEach = 64 << 20

export interface TakenPart {
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

/**
 * Takes what flows in, for the end of a pipeline: counts it, digests it, and writes it to a file where one is named, on the
 * disk when it resolves. Beyond `most` bytes it raises what `tooLarge` gives: a bomb, or damage. Nothing beyond is written.
 */
export async function takePart(
  chunks: AsyncIterable<Buffer>,
  target: string | null,
  most: number,
  tooLarge: () => Error,
): Promise<TakenPart> {
  const hash = createHash('sha256')
  const file = target === null ? null : await openFlushed(target)
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > most) throw tooLarge()
      const written = file?.write(chunk)
      // The disk has its thread: the digest of these bytes is made meanwhile.
      hash.update(chunk)
      await written
    }
    await file?.finish()
  } finally {
    await file?.close()
  }
  return { bytes, sha256: hash.digest('hex') }
}

interface FlushedFile {
  write(chunk: Buffer): Promise<void>
  finish(): Promise<void>
  close(): Promise<void>
}

async function openFlushed(target: string): Promise<FlushedFile> {
  const handle: FileHandle = await open(target, 'w')
  let waiting = 0
  let flushing: Promise<void> | null = null
  return {
    async write(chunk) {
      // Of a handle it goes on where the last one ended, and writes all of it.
      await handle.writeFile(chunk)
      waiting += chunk.length
      if (waiting < flushEach) return
      waiting = 0
      // A disk tells a failed flush only once: whoever asked must hear it.
      await flushing
      flushing = handle.datasync()
      flushing.catch(() => {})
    },
    async finish() {
      await flushing
      await handle.sync()
    },
    async close() {
      await flushing?.catch(() => {})
      await handle.close()
    },
  }
}
