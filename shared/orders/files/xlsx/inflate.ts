import { FileProblem } from '../types.ts'
import type { ZipEntry } from '../zip-directory.ts'
import { crc32 } from './crc32.ts'

const pieceBytes = 256 * 1024
const localHeaderLength = 30

/**
 * The text of one file in a ZIP, piece by piece as it is unpacked: a large sheet is never in memory as a whole.
 * What comes out is counted, for a ZIP's directory may lie about it, and compared with its checksum: a bit that a stick
 * lost makes another price of a price, or ends the rows early, and unpacks all the same. Raises FileProblem
 * `file-password`, `file-damaged`, `file-zip-bomb`.
 */
export async function* zipText(bytes: Uint8Array, entry: ZipEntry, most: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const checksum = crc32()
  let unpacked = 0
  for await (const piece of unpack(packedBytes(bytes, entry), entry.method)) {
    unpacked += piece.length
    if (unpacked > most) throw new FileProblem('file-zip-bomb', { unpacked })
    checksum.add(piece)
    yield decoder.decode(piece, { stream: true })
  }
  if (checksum.value() !== entry.crc) throw new FileProblem('file-damaged', { reason: 'checksum' })
  yield decoder.decode()
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.encrypted) throw new FileProblem('file-password')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { offset } = entry
  if (offset + localHeaderLength > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw new FileProblem('file-damaged')
  // Name and extra field stand here too, with lengths that may differ from the directory's.
  const from =
    offset + localHeaderLength + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (from + entry.packed > bytes.length) throw new FileProblem('file-damaged')
  return bytes.subarray(from, from + entry.packed)
}

async function* unpack(packed: Uint8Array, method: number): AsyncGenerator<Uint8Array> {
  if (method !== 0 && method !== 8) throw new FileProblem('file-damaged', { reason: `method ${method}` })
  let at = 0
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= packed.length) return controller.close()
      controller.enqueue(packed.slice(at, at + pieceBytes))
      at += pieceBytes
    },
  })
  if (method === 0) return yield* source
  try {
    yield* source.pipeThrough(new DecompressionStream('deflate-raw'))
  } catch (error) {
    throw new FileProblem('file-damaged', {
      reason: error instanceof Error ? error.message.slice(0, 200) : '',
    })
  }
}
