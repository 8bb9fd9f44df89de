import { FileProblem } from './types.ts'

export interface ZipEntry {
  readonly name: string
  /** Bytes. */
  readonly packed: number
  readonly unpacked: number
  /** Where the file's own header stands in the ZIP. */
  readonly offset: number
  /** 0 stored, 8 deflated. */
  readonly method: number
  /** Checksum of what is unpacked. */
  readonly crc: number
  readonly encrypted: boolean
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const entryLength = 46

/**
 * Reads the central directory of a ZIP without unpacking anything. Raises FileProblem `file-damaged` where there is
 * none or it points outside the file (a download cut short).
 */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === -1) throw new FileProblem('file-damaged')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const decoder = new TextDecoder()
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index++) {
    if (at + entryLength > bytes.length || view.getUint32(at, true) !== entrySignature) {
      throw new FileProblem('file-damaged')
    }
    const nameLength = view.getUint16(at + 28, true)
    const name = decoder.decode(bytes.subarray(at + entryLength, at + entryLength + nameLength))
    const extraFrom = at + entryLength + nameLength
    const extraLength = view.getUint16(at + 30, true)
    entries.push({
      name,
      ...sizesOf(view, at, extraFrom, Math.min(extraFrom + extraLength, bytes.length)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at = extraFrom + extraLength + view.getUint16(at + 32, true)
  }
  return entries
}

const elsewhere = 0xffff_ffff

/** The sizes of an entry; programs that write as a stream put them into the ZIP64 extra field (id 1), in this order. */
function sizesOf(
  view: DataView,
  at: number,
  extraFrom: number,
  extraTo: number,
): Pick<ZipEntry, 'packed' | 'unpacked' | 'offset'> {
  let unpacked = view.getUint32(at + 24, true)
  let packed = view.getUint32(at + 20, true)
  let offset = view.getUint32(at + 42, true)
  for (let field = extraFrom; field + 4 <= extraTo; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue
    let value = field + 4
    const take = (small: number) => {
      if (small !== elsewhere || value + 8 > extraTo) return small
      value += 8
      return Number(view.getBigUint64(value - 8, true))
    }
    unpacked = take(unpacked)
    packed = take(packed)
    offset = take(offset)
  }
  return { packed, unpacked, offset }
}

function findEnd(view: DataView): number {
  // The end record is followed by a comment of at most 65,535 bytes.
  const lowest = Math.max(0, view.byteLength - endLength - 0xffff)
  for (let at = view.byteLength - endLength; at >= lowest; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return -1
}

/** Bytes that a workbook may unpack to. */
export const largestUnpacked = 600 * 1024 * 1024
const suspiciousUnpacked = 20 * 1024 * 1024
const highestRatio = 200

/** Raises FileProblem `file-zip-bomb` for a ZIP that would unpack to more than any workshop's orders. */
export function guardZipBomb(entries: readonly ZipEntry[]): void {
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0)
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  const tooDense = unpacked > suspiciousUnpacked && unpacked > packed * highestRatio
  if (unpacked > largestUnpacked || tooDense) throw new FileProblem('file-zip-bomb', { unpacked })
}
