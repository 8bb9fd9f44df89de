import readXlsxFile from 'read-excel-file/universal'
import { cleanCell } from './clean-cell.ts'
import { FileProblem } from './types.ts'
import { guardZipBomb, readZipDirectory } from './zip-directory.ts'

export interface Sheet {
  readonly name: string
  /** Row 1 first; blank rows are there, as empty arrays. */
  readonly rows: readonly (readonly string[])[]
}

/**
 * Reads every sheet of an XLSX as text, cells cleaned by `cleanCell`. The sheets' own `<dimension>` is not
 * believed (marketplaces write "A1"), formulas give their stored values, dates "2026-05-18 07:47:00".
 * Raises FileProblem `file-not-a-table` (another kind of ZIP), `file-zip-bomb`, `file-damaged`.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly Sheet[]> {
  const entries = readZipDirectory(bytes)
  if (!entries.some((entry) => entry.name.replace(/^\//, '') === 'xl/workbook.xml')) {
    throw new FileProblem('file-not-a-table')
  }
  guardZipBomb(entries)
  const copy = new Uint8Array(bytes)
  const sheets = await readXlsxFile(copy.buffer, { trim: false, parseNumber: exactNumber }).catch(
    (error: unknown) => {
      throw new FileProblem('file-damaged', {
        reason: error instanceof Error ? error.message.slice(0, 200) : '',
      })
    },
  )
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
}

/**
 * Digits as the file holds them, for an order number of 19 digits does not fit a JavaScript number. Only what
 * binary fractions did to a price ("25.140000000000001") is undone, and E-notation where it is exact.
 */
export function exactNumber(raw: string): string {
  if (!/[.eE]/.test(raw)) return raw
  const value = Number(raw)
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return raw
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? raw : text
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cleanCell(cell)
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime())
      ? ''
      : new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ')
  }
  return String(cell)
}
