import { cleanCell } from './clean-cell.ts'
import { MarkupTokens } from './markup-tokens.ts'

export interface MarkupRow {
  /** Counts the tables of the document, or the sheets of a workbook in XML. */
  readonly table: number
  /** 1-based: where Excel shows it when it opens the file. */
  readonly row: number
  readonly cells: string[]
}

const mostColumns = 1024
const mostNested = 20
const longestCell = 40_000
const mostRowsSpanned = 10_000

interface OpenTable {
  readonly table: number
  cells: string[] | null
  /** Where the next cell goes that does not say. */
  next: number
  /** Text of the cell that is open. */
  cell: { text: string; readonly column: number; readonly across: number; readonly down: number } | null
  /** By column, a text that stands in rows to come as well (`rowspan`), and in how many. */
  readonly spans: Map<number, { readonly text: string; left: number }>
}

/**
 * The rows of all tables of an HTML page, or of an "XML Spreadsheet 2003": what 1688, Lazada and many ERPs give as
 * `.xls`. Rows and cells may be left unclosed. A cell over several rows counts in each of them, for sellers' programs
 * merge what belongs to the whole order.
 */
export class MarkupRows {
  readonly #tokens = new MarkupTokens()
  readonly #open: OpenTable[] = []
  #tables = 0
  #row = 0
  /** Depth of tables nested too deep to be followed. */
  #ignored = 0
  #isWorkbook = false
  #found: MarkupRow[] = []

  push(piece: string, last = false): MarkupRow[] {
    for (const token of this.#tokens.push(piece, last)) {
      if (token.kind === 'open') this.#onOpen(token.name, token.attributes)
      else if (token.kind === 'close') this.#onClose(token.name)
      else this.#onText(token.text)
    }
    if (last) while (this.#open.length > 0) this.#endTable()
    const found = this.#found
    this.#found = []
    return found
  }

  #onOpen(name: string, attributes: string): void {
    switch (name) {
      case 'workbook':
        this.#isWorkbook = true
        break
      case 'table':
        if (this.#open.length >= mostNested) this.#ignored++
        else {
          this.#open.push({ table: this.#tables++, cells: null, next: 0, cell: null, spans: new Map() })
          if (this.#isWorkbook) this.#row = 0
        }
        break
      case 'tr':
      case 'row':
        this.#beginRow(attributes)
        break
      case 'td':
      case 'th':
      case 'cell':
        this.#beginCell(attributes)
        break
      case 'br': {
        const cell = this.#open.at(-1)?.cell
        if (cell) cell.text += '\n'
      }
    }
  }

  #onClose(name: string): void {
    if (name === 'table' && this.#ignored > 0) this.#ignored--
    else if (name === 'table') this.#endTable()
    else if (name === 'tr' || name === 'row') this.#endRow()
    else if (name === 'td' || name === 'th' || name === 'cell') this.#endCell()
  }

  #onText(text: string): void {
    const cell = this.#open.at(-1)?.cell
    if (!cell || cell.text.length > longestCell) return
    // In HTML a line end is a blank; `<br>` breaks lines.
    cell.text += this.#isWorkbook ? text : text.replace(/[ \t\r\n]+/g, ' ')
  }

  #beginRow(attributes: string): void {
    this.#endRow()
    const open = this.#open.at(-1)
    if (!open) return
    const index = number(attributes, 'Index', 0)
    this.#row = index > this.#row ? index : this.#row + 1
    open.cells = []
    open.next = 0
    for (const [column, span] of open.spans) {
      put(open.cells, column, span.text)
      span.left--
      if (span.left === 0) open.spans.delete(column)
    }
  }

  #beginCell(attributes: string): void {
    this.#endCell()
    const open = this.#open.at(-1)
    if (!open) return
    if (open.cells === null) this.#beginRow('')
    const cells = open.cells!
    let column = number(attributes, 'Index', 0) - 1
    if (column < 0) {
      column = open.next
      while (column < mostColumns && column in cells) column++
    }
    const across = number(attributes, 'colspan', number(attributes, 'MergeAcross', 0) + 1)
    const down = number(attributes, 'rowspan', number(attributes, 'MergeDown', 0) + 1)
    open.next = column + Math.max(1, across)
    open.cell = { text: '', column, across, down: Math.min(down, mostRowsSpanned) }
  }

  #endCell(): void {
    const open = this.#open.at(-1)
    if (!open?.cell || !open.cells) return
    const { text, column, across, down } = open.cell
    open.cell = null
    const cleaned = cleanCell(text)
    if (down > 1 && column < mostColumns) open.spans.set(column, { text: cleaned, left: down - 1 })
    put(open.cells, column, cleaned)
    // A wide cell says its text once; the columns it covers are taken all the same.
    const end = Math.min(column + across, mostColumns)
    for (let covered = column + 1; covered < end; covered++) put(open.cells, covered, '')
  }

  #endRow(): void {
    const open = this.#open.at(-1)
    if (!open?.cells) return
    this.#endCell()
    const cells = Array.from(open.cells, (text) => text ?? '')
    open.cells = null
    if (cells.some((text) => text !== '')) this.#found.push({ table: open.table, row: this.#row, cells })
  }

  #endTable(): void {
    this.#endRow()
    this.#open.pop()
  }
}

function put(cells: string[], column: number, text: string): void {
  if (column < mostColumns) cells[column] = text
}

/** A whole number in an attribute such as `colspan=3`, `ss:Index="4"`. */
function number(attributes: string, name: string, otherwise: number): number {
  if (!/span|index|merge/i.test(attributes)) return otherwise
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*["']?(\\d{1,6})`, 'i').exec(attributes)
  return match ? Number(match[1]) : otherwise
}
