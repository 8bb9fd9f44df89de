import type { StyleDetail, StyleInput } from './contract.ts'

/** One SKU of a style as it is being typed. */
export interface DraftCell {
  readonly id: number | null
  readonly exists: boolean
  readonly sellerCode: string
  readonly barcode: string
  /** As typed; see `gridProblems`. */
  readonly safetyStock: string
}

export interface DraftName {
  /** Stays while the name is typed; the store's id, or one below zero for a new one. */
  readonly key: number
  readonly name: string
}
export interface DraftColour extends DraftName {
  readonly swatch: string
}

/** A style as it is being typed: colours down, sizes across. */
export interface StyleDraft {
  readonly id: number | null
  readonly styleNumber: string
  readonly name: string
  readonly note: string
  readonly photos: readonly { readonly hash: string; readonly colourKey: number | null }[]
  readonly colours: readonly DraftColour[]
  readonly sizes: readonly DraftName[]
  /** By `cellKey`. */
  readonly cells: Readonly<Record<string, DraftCell>>
}

export const cellFields = ['exists', 'sellerCode', 'barcode', 'safetyStock'] as const
export type CellField = (typeof cellFields)[number]

export const cellKey = (colour: number, size: number) => `${colour}:${size}`
const emptyCell: DraftCell = { id: null, exists: false, sellerCode: '', barcode: '', safetyStock: '' }

export const emptyDraft: StyleDraft = {
  id: null,
  styleNumber: '',
  name: '',
  note: '',
  photos: [],
  colours: [],
  sizes: [],
  cells: {},
}

/** The cell of a colour and size; one that was never touched does not exist. */
export function cellOf(draft: StyleDraft, colour: number, size: number): DraftCell {
  return draft.cells[cellKey(colour, size)] ?? emptyCell
}

/** A saved style as a draft. Archived SKUs are cells that do not exist: ticking one brings it back. */
export function draftOf(style: StyleDetail): StyleDraft {
  const colourKeys = new Map(style.colours.map((colour) => [colour.name, colour.id]))
  const sizeKeys = new Map(style.sizes.map((size) => [size.name, size.id]))
  const cells: Record<string, DraftCell> = {}
  for (const sku of style.skus) {
    const colour = colourKeys.get(sku.colour)
    const size = sizeKeys.get(sku.size)
    if (colour === undefined || size === undefined) continue
    cells[cellKey(colour, size)] = {
      id: sku.id,
      exists: !sku.archived,
      sellerCode: sku.sellerCode,
      barcode: sku.barcode,
      safetyStock: sku.safetyStock === 0 ? '' : String(sku.safetyStock),
    }
  }
  return {
    id: style.id,
    styleNumber: style.styleNumber,
    name: style.name,
    note: style.note,
    photos: style.photos.map(({ hash, colour }) => ({ hash, colourKey: colourKeys.get(colour) ?? null })),
    colours: style.colours.map(({ id, name, swatch }) => ({ key: id, name, swatch })),
    sizes: style.sizes.map(({ id, name }) => ({ key: id, name })),
    cells,
  }
}

/** What is sent: the store's ids are above zero. */
export function inputOf(draft: StyleDraft): StyleInput {
  const idOf = (key: number) => (key > 0 ? key : null)
  return {
    id: draft.id,
    styleNumber: draft.styleNumber.trim(),
    name: draft.name.trim(),
    note: draft.note.trim(),
    photos: draft.photos.map(({ hash, colourKey }) => ({
      hash,
      colour: draft.colours.find((colour) => colour.key === colourKey)?.name.trim() ?? '',
    })),
    colours: draft.colours.map(({ key, name, swatch }) => ({ id: idOf(key), name: name.trim(), swatch })),
    sizes: draft.sizes.map(({ key, name }) => ({ id: idOf(key), name: name.trim() })),
    skus: draft.colours.flatMap((colour) =>
      draft.sizes.flatMap((size) => {
        const cell = cellOf(draft, colour.key, size.key)
        if (!cell.exists) return []
        return {
          id: cell.id,
          colour: colour.name.trim(),
          size: size.name.trim(),
          sellerCode: cell.sellerCode.trim(),
          barcode: cell.barcode.trim(),
          safetyStock: Number(cell.safetyStock.trim() || '0'),
        }
      }),
    ),
  }
}

/** Puts a text into a cell. Something written makes the SKU exist; nothing written leaves it as it is. */
export function setCell(
  draft: StyleDraft,
  colour: number,
  size: number,
  field: CellField,
  text: string,
): StyleDraft {
  const cell = cellOf(draft, colour, size)
  const next: DraftCell =
    field === 'exists'
      ? { ...cell, exists: text !== '' }
      : { ...cell, exists: cell.exists || text.trim() !== '', [field]: text }
  return { ...draft, cells: { ...draft.cells, [cellKey(colour, size)]: next } }
}

/** Adds colours or sizes that are not there yet; every new pair of the two begins as a SKU. */
export function addNames(
  draft: StyleDraft,
  kind: 'colours' | 'sizes',
  names: readonly string[],
  swatch: (name: string) => string,
): StyleDraft {
  const known = new Set(draft[kind].map((entry) => entry.name.trim()))
  let key = Math.min(0, ...draft.colours.map((entry) => entry.key), ...draft.sizes.map((entry) => entry.key))
  const fresh: DraftColour[] = []
  for (const name of names.map((text) => text.trim().slice(0, 60))) {
    if (known.has(name)) continue
    known.add(name)
    key -= 1
    fresh.push({ key, name, swatch: swatch(name) })
  }
  const cells = { ...draft.cells }
  for (const entry of fresh)
    for (const other of kind === 'colours' ? draft.sizes : draft.colours) {
      const id = kind === 'colours' ? cellKey(entry.key, other.key) : cellKey(other.key, entry.key)
      cells[id] = { ...emptyCell, exists: true }
    }
  return kind === 'colours'
    ? { ...draft, cells, colours: [...draft.colours, ...fresh] }
    : { ...draft, cells, sizes: [...draft.sizes, ...fresh.map(({ key: own, name }) => ({ key: own, name }))] }
}

/** Pastes a block copied from Excel with its first cell at a place of the grid; what sticks out is left away. */
export function pasteBlock(
  draft: StyleDraft,
  at: { readonly row: number; readonly column: number },
  field: CellField,
  text: string,
): StyleDraft {
  const rows = text.replace(/\r?\n$/, '').split(/\r?\n/)
  let next = draft
  for (const [down, row] of rows.entries()) {
    for (const [across, value] of row.split('\t').entries()) {
      const colour = draft.colours[at.row + down]
      const size = draft.sizes[at.column + across]
      if (colour && size) next = setCell(next, colour.key, size.key, field, value.trim())
    }
  }
  return next
}

export type GridProblem =
  | { readonly code: 'name-repeated'; readonly name: string }
  | { readonly code: 'code-repeated'; readonly name: string }
  | { readonly code: 'not-a-number'; readonly name: string }
  | { readonly code: 'number-missing' | 'no-sku'; readonly name: '' }

/** What must be mended before a draft can be saved. */
export function gridProblems(draft: StyleDraft): readonly GridProblem[] {
  const problems: GridProblem[] = []
  if (draft.styleNumber.trim() === '') problems.push({ code: 'number-missing', name: '' })
  const input = inputOf(draft)
  for (const names of [input.colours, input.sizes]) {
    const seen = new Set<string>()
    for (const { name } of names) {
      if (seen.has(name)) problems.push({ code: 'name-repeated', name })
      seen.add(name)
    }
  }
  const codes = new Set<string>()
  for (const sku of input.skus) {
    const code = sku.sellerCode.toUpperCase()
    if (code !== '' && codes.has(code)) problems.push({ code: 'code-repeated', name: sku.sellerCode })
    codes.add(code)
    if (!Number.isInteger(sku.safetyStock) || sku.safetyStock < 0 || sku.safetyStock > 1_000_000)
      problems.push({ code: 'not-a-number', name: `${sku.colour} ${sku.size}` })
  }
  if (input.skus.length === 0) problems.push({ code: 'no-sku', name: '' })
  return problems
}
