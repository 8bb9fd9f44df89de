import { decodePieces, type FileBytes } from './decode-text.ts'
import type { OpenTableOptions } from './find-header.ts'
import { looksLikeMarkup, openMarkupTable } from './markup-table.ts'
import type { SourceTable } from './source-table.ts'
import { openTextTable } from './text-table.ts'
import { FileProblem } from './types.ts'
import { openWorkbookTables } from './workbook-table.ts'

export type { OpenTableOptions } from './find-header.ts'
export type { SourceChunk, SourceTable } from './source-table.ts'

const largestFile = 256 * 1024 * 1024

/**
 * Opens the bytes of an order file (the first table, where a workbook holds several): finds out what it is, its sheet, delimiter and header row (title rows above it
 * are passed over). The file's name is not believed: sellers rename `.xlsx` to `.csv` and back, and what calls itself
 * `.xls` is mostly a web page. Raises FileProblem for whatever cannot be read as a table.
 */
export async function openTable(
  fileName: string,
  bytes: FileBytes,
  options: OpenTableOptions = {},
): Promise<SourceTable> {
  const [table] = await openTables(fileName, bytes, options)
  return table!
}

/** All tables of a file, as `openTable` opens them: a workbook may hold several, every other file is one. */
export async function openTables(
  fileName: string,
  bytes: FileBytes,
  options: OpenTableOptions = {},
): Promise<readonly SourceTable[]> {
  if (bytes.length === 0) throw new FileProblem('file-empty')
  if (bytes.length > largestFile) throw new FileProblem('file-too-large', { bytes: bytes.length })
  const kind = sniff(bytes.subarray(0, 16))
  // A copy: a part of a file on the disk is good until the next is read, and a workbook is unpacked as it is read.
  const whole = () => bytes.subarray(0, bytes.length).slice()
  if (kind === 'zip') return openWorkbookTables(whole(), options)
  if (kind === 'ole') throw new FileProblem(isEncrypted(whole()) ? 'file-password' : 'file-old-xls')
  if (kind === 'foreign') throw new FileProblem('file-not-a-table', { fileName })
  const decoded = decodePieces(bytes)
  const [start = ''] = decoded.pieces()
  return [looksLikeMarkup(start) ? openMarkupTable(decoded, options) : openTextTable(decoded, options)]
}

function sniff(bytes: Uint8Array): 'zip' | 'ole' | 'foreign' | 'text' {
  const start = String.fromCharCode(...bytes.subarray(0, 8))
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.startsWith('\xd0\xcf\x11\xe0') || isBareBiff(bytes)) return 'ole'
  const foreign = [
    '%PDF',
    '\x89PNG',
    '\xff\xd8\xff',
    'GIF8',
    'Rar!',
    '7z\xbc\xaf',
    '\x1f\x8b',
    'MZ',
    '{\\rtf',
  ]
  return foreign.some((magic) => start.startsWith(magic)) ? 'foreign' : 'text'
}

/** The first record of a sheet of Excel 2 to 4, which some printers of reports still write without a container. */
function isBareBiff([id, version = 0, length, zero]: Uint8Array): boolean {
  return id === 0x09 && version <= 0x08 && (length === 4 || length === 6 || length === 8) && zero === 0
}

/** Excel keeps a workbook with a password in an OLE container with this stream (UTF-16LE). */
function isEncrypted(bytes: Uint8Array): boolean {
  return new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1)).includes('EncryptedPackage')
}
