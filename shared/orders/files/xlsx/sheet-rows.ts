import { cleanCell } from '../clean-cell.ts'
import type { WorkbookParts } from './parts.ts'
import { excelText, textOf } from './text-runs.ts'
import { openTag, XmlElements } from './xml.ts'

export interface SheetRow {
  /** 1-based, as Excel shows it. */
  readonly row: number
  readonly cells: string[]
}

/** Order files have up to a hundred columns; a stray cell in column XFD must not make every row that wide. */
const mostColumns = 1024

/**
 * Turns a sheet's XML, piece by piece, into rows of cleaned texts; empty rows are left out. The sheet's own
 * `<dimension>` is not believed (marketplaces write "A1"). Formulas give their stored values. A cell that names no
 * text (some programs write `<c t="s"/>`) is empty and spoils nothing else.
 */
export class SheetRows {
  readonly #parts: WorkbookParts
  readonly #elements = new XmlElements('row')
  #row = 0

  constructor(parts: WorkbookParts) {
    this.#parts = parts
  }

  push(piece: string): SheetRow[] {
    const rows: SheetRow[] = []
    for (const { attributes, inner } of this.#elements.push(piece)) {
      const named = / r="(\d+)"/.exec(attributes)
      // Two rows that call themselves the third: no two are told by one number.
      this.#row = Math.max(this.#row + 1, named ? Number(named[1]) : 0)
      if (inner === '') continue
      const cells = this.#cells(inner)
      if (cells.length > 0) rows.push({ row: this.#row, cells })
    }
    return rows
  }

  #cells(inner: string): string[] {
    const { prefix } = this.#elements
    const tag = `${prefix}c`
    const cells: string[] = []
    let column = -1
    let position = 0
    for (;;) {
      const start = openTag(inner, tag, position)
      if (start === -1) break
      const tagEnd = inner.indexOf('>', start)
      if (tagEnd === -1) break
      const attributes = inner.slice(start + tag.length + 1, tagEnd)
      column = columnOf(attributes) ?? column + 1
      position = tagEnd + 1
      if (attributes.endsWith('/')) continue
      let end = inner.indexOf(`</${tag}>`, position)
      if (end === -1) end = inner.length
      if (column < mostColumns) {
        const text = this.#value(attributes, inner.slice(position, end))
        if (text !== '') {
          while (cells.length < column) cells.push('')
          cells[column] = text
        }
      }
      position = end
    }
    return cells
  }

  #value(attributes: string, inner: string): string {
    const { prefix } = this.#elements
    const type = attribute(attributes, 't')
    if (type === 'inlineStr') return cleanCell(textOf(inner, prefix))
    const value = valueText(inner, `${prefix}v`)
    switch (type) {
      case 's':
        return value === '' ? '' : cleanCell(this.#parts.strings[Number(value)] ?? '')
      case 'str':
      case 'e':
        return cleanCell(excelText(value))
      case 'b':
        return value === '1' ? 'TRUE' : value === '' ? '' : 'FALSE'
      case 'd':
        return value.replace('T', ' ').replace(/\.\d+$/, '')
      default: {
        const number = value.trim()
        if (number === '') return ''
        const style = attribute(attributes, 's')
        const isDate = style !== null && this.#parts.dateStyles[Number(style)] === true
        return (isDate ? dateText(number, this.#parts.from1904) : null) ?? exactNumber(number)
      }
    }
  }
}

/** Attributes of cells are written by programs: always ` t="s"`, never with other quotes or blanks. */
function attribute(attributes: string, name: string): string | null {
  const at = attributes.indexOf(` ${name}="`)
  if (at === -1) return null
  const from = at + name.length + 3
  return attributes.slice(from, attributes.indexOf('"', from))
}

/** `r="BC12"` → 54; null where the cell does not say: it follows the one before. */
function columnOf(attributes: string): number | null {
  const reference = attribute(attributes, 'r')
  if (reference === null) return null
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 0x40
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column === 0 ? null : column - 1
}

function valueText(inner: string, tag: string): string {
  const start = openTag(inner, tag, 0)
  if (start === -1) return ''
  const from = inner.indexOf('>', start) + 1
  const to = inner.indexOf('<', from)
  return from === 0 || to === -1 ? '' : inner.slice(from, to)
}

/** Days from 30 December 1899 to 1 January 1970, and from there to 1904. */
const epoch1900 = 25_569
const epoch1904 = 24_107
const latestDay = 2_958_466

/** A date cell as its wall clock says, to the second: "2026-05-18 07:47:00". Null where the number is no day. */
function dateText(number: string, from1904: boolean): string | null {
  const days = Number(number)
  if (!Number.isFinite(days) || days < 1 || days >= latestDay) return null
  const seconds = Math.round((days - (from1904 ? epoch1904 : epoch1900)) * 86_400)
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
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
