import { createCipheriv } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import { chunkBytes, nonce, type SealingKey, type SealLabel, sealHead, tagBytes } from './seal.ts'

/** Seals what flows through, chunk by chunk: see seal.ts. Keeps one chunk in memory. */
export class SealStream extends Transform {
  private readonly key: Buffer
  private readonly held = Buffer.allocUnsafe(chunkBytes)
  private filled = 0
  private chunk = 0

  constructor(key: SealingKey, label: SealLabel) {
    super({ highWaterMark: 1 << 20 })
    const { head, keys } = sealHead(key, label)
    this.key = keys.chunks
    this.push(head)
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < bytes.length; ) {
      // A full chunk waits for the next byte: only then it is known not to be the last.
      if (this.filled === chunkBytes) this.sealHeld(false)
      const taken = Math.min(chunkBytes - this.filled, bytes.length - at)
      bytes.copy(this.held, this.filled, at, at + taken)
      this.filled += taken
      at += taken
    }
    done()
  }

  override _flush(done: TransformCallback): void {
    this.sealHeld(true)
    done()
  }

  private sealHeld(isLast: boolean): void {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce(this.chunk, isLast), {
      authTagLength: tagBytes,
    })
    const sealed = cipher.update(this.held.subarray(0, this.filled))
    cipher.final()
    this.push(sealed)
    this.push(cipher.getAuthTag())
    this.chunk += 1
    this.filled = 0
  }
}
