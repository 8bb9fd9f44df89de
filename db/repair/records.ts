import type { PageFile } from './page-file.ts'

/** What a column may hold. Whole numbers beyond 2^53 are bigint, as better-sqlite3 takes them. */
export type Value = null | number | bigint | string | Buffer

/** Raised and caught within this folder: what is read is no cell. */
export class Unreadable extends Error {}

/** SQLite's variable-length integer: up to nine bytes, high bits first. Gives value and the place behind it. */
export function readVarint(bytes: Buffer, at: number): readonly [number, number] {
  let value = 0n
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index]
    if (byte === undefined) throw new Unreadable('varint')
    if (index === 8) {
      value = (value << 8n) | BigInt(byte)
      return [Number(BigInt.asIntN(64, value)), at + 9]
    }
    // Most are one or two bytes: no bigint for those.
    if (byte < 0x80 && index < 4) return [Number(value) * 128 + byte, at + index + 1]
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return [Number(BigInt.asIntN(64, value)), at + index + 1]
  }
  throw new Unreadable('varint')
}

/** Longer than any text of ours: a length that says more is no length. */
const mostBytes = 50_000_000

/**
 * The whole payload of a cell, from its page and the overflow pages behind it. `maxLocal` is what fits in a
 * page of that kind. Raises Unreadable.
 */
export function readPayload(
  file: PageFile,
  page: Buffer,
  at: number,
  length: number,
  maxLocal: number,
  claim: (page: number) => void,
): Buffer {
  const { usable } = file
  if (length > mostBytes) throw new Unreadable('length')
  if (length <= maxLocal) {
    if (at + length > usable) throw new Unreadable('cell')
    return page.subarray(at, at + length)
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((length - least) % (usable - 4))
  const local = fitting <= maxLocal ? fitting : least
  if (at + local + 4 > usable) throw new Unreadable('cell')
  const parts = [page.subarray(at, at + local)]
  let left = length - local
  let next = page.readUInt32BE(at + local)
  while (left > 0) {
    const overflow = next > 0 ? file.page(next) : null
    if (!overflow) throw new Unreadable('overflow')
    claim(next)
    const taken = Math.min(left, usable - 4)
    parts.push(overflow.subarray(4, 4 + taken))
    left -= taken
    next = overflow.readUInt32BE(0)
  }
  // A chain that should end here and does not is another row's.
  if (next !== 0) throw new Unreadable('overflow')
  return Buffer.concat(parts)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The values of a record, in the order in which they are stored. Raises Unreadable. */
export function readRecord(payload: Buffer): Value[] {
  const [headerLength, start] = readVarint(payload, 0)
  if (headerLength > payload.length || headerLength < start) throw new Unreadable('header')
  const values: Value[] = []
  let at = headerLength
  let place = start
  while (place < headerLength) {
    const [type, next] = readVarint(payload, place)
    place = next
    const length = valueLength(type)
    if (at + length > payload.length) throw new Unreadable('value')
    values.push(readValue(payload, at, type, length))
    at += length
  }
  if (place !== headerLength || at !== payload.length) throw new Unreadable('record')
  return values
}

const shortLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const

function valueLength(type: number): number {
  if (type < 0 || type === 10 || type === 11) throw new Unreadable('type')
  return type < 10 ? shortLengths[type]! : Math.floor((type - 12) / 2)
}

function readValue(bytes: Buffer, at: number, type: number, length: number): Value {
  if (type === 0) return null
  if (type === 8 || type === 9) return type - 8
  if (type === 7) return bytes.readDoubleBE(at)
  if (type === 6) {
    const whole = bytes.readBigInt64BE(at)
    return BigInt(Number(whole)) === whole && Number.isSafeInteger(Number(whole)) ? Number(whole) : whole
  }
  if (type < 6) return bytes.readIntBE(at, length)
  const part = bytes.subarray(at, at + length)
  if (type % 2 === 0) return Buffer.from(part)
  try {
    return utf8.decode(part)
  } catch {
    throw new Unreadable('text')
  }
}
