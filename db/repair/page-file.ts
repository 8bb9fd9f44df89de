import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

/** The pages of a database file, with what its log holds laid over them. Nothing is written, SQLite is not asked. */
export interface PageFile {
  readonly pageSize: number
  /** What of a page may hold cells. */
  readonly usable: number
  readonly pageCount: number
  /** Null where the file is too short or the disk does not give it. Numbered from 1. */
  page(number: number): Buffer | null
  close(): void
}

/** What our stores have; said here for a file whose first page is lost. */
const usualPageSize = 4096

/** Opens a database by its bytes (sqlite.org/fileformat2.html). A first page that is lost does not stop it. */
export function openPageFile(file: string): PageFile {
  const handle = openSync(file, 'r')
  const bytes = fstatSync(handle).size
  const head = Buffer.alloc(100)
  readOrNull(handle, head, 0)
  const isWhole = head.toString('latin1', 0, 15) === 'SQLite format 3'
  const said = head.readUInt16BE(16)
  const pageSize = isWhole && isPageSize(said) ? (said === 1 ? 65_536 : said) : usualPageSize
  const log = readLog(`${file}-wal`, pageSize)
  return {
    pageSize,
    usable: pageSize - (isWhole ? head[20]! : 0),
    pageCount: Math.max(Math.floor(bytes / pageSize), ...(log.size > 0 ? [log.highest] : [])),
    page: (number) => {
      const logged = log.pages.get(number)
      if (logged) return logged
      if (number < 1 || number * pageSize > bytes) return null
      const page = Buffer.alloc(pageSize)
      return readOrNull(handle, page, (number - 1) * pageSize)
    },
    close: () => closeSync(handle),
  }
}

function isPageSize(said: number): boolean {
  return said === 1 || (said >= 512 && (said & (said - 1)) === 0)
}

/** A bad sector is an error of the disk: that page is lost and the others are not. */
function readOrNull(handle: number, into: Buffer, at: number): Buffer | null {
  try {
    return readSync(handle, into, 0, into.length, at) === into.length ? into : null
  } catch {
    return null
  }
}

interface Log {
  readonly pages: ReadonlyMap<number, Buffer>
  readonly size: number
  readonly highest: number
}

/** The newest committed state of each page in a write-ahead log; frames behind a broken or older one do not count. */
function readLog(file: string, pageSize: number): Log {
  const pages = new Map<number, Buffer>()
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    return { pages, size: 0, highest: 0 }
  }
  const magic = bytes.length >= 32 ? bytes.readUInt32BE(0) : 0
  if ((magic & 0xff_ff_ff_fe) >>> 0 !== 0x37_7f_06_82 || bytes.readUInt32BE(8) !== pageSize)
    return { pages, size: 0, highest: 0 }
  const sum = checksum(bytes, (magic & 1) === 1)
  let state = sum(0, 24, [0, 0])
  if (state[0] !== bytes.readUInt32BE(24) || state[1] !== bytes.readUInt32BE(28))
    return { pages, size: 0, highest: 0 }
  const open = new Map<number, Buffer>()
  let highest = 0
  for (let at = 32; at + 24 + pageSize <= bytes.length; at += 24 + pageSize) {
    const isOfThisLog = bytes.compare(bytes, 16, 24, at + 8, at + 16) === 0
    state = sum(at + 24, at + 24 + pageSize, sum(at, at + 8, state))
    const isWhole = state[0] === bytes.readUInt32BE(at + 16) && state[1] === bytes.readUInt32BE(at + 20)
    if (!isOfThisLog || !isWhole) break
    open.set(bytes.readUInt32BE(at), bytes.subarray(at + 24, at + 24 + pageSize))
    const pagesAfter = bytes.readUInt32BE(at + 4)
    if (pagesAfter === 0) continue
    for (const [number, page] of open) pages.set(number, page)
    open.clear()
    highest = pagesAfter
  }
  return { pages, size: pages.size, highest }
}

function checksum(bytes: Buffer, isBigEndian: boolean) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return (from: number, to: number, [first, second]: readonly [number, number]): [number, number] => {
    let a = first
    let b = second
    for (let at = from; at < to; at += 8) {
      a = (a + view.getUint32(at, !isBigEndian) + b) >>> 0
      b = (b + view.getUint32(at + 4, !isBigEndian) + a) >>> 0
    }
    return [a, b]
  }
}
