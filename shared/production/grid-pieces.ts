import { parsePieces } from '../quantity.ts'

/** What was typed into a grid of pieces, by SKU; an empty cell asks for none. */
export type GridTexts = Readonly<Record<number, string>>

export interface GridPieces {
  /** SKUs with at least one piece. */
  readonly lines: readonly { readonly skuId: number; readonly quantity: number }[]
  readonly total: number
  /** SKUs whose cell says no whole number, or one above the most. */
  readonly wrong: readonly number[]
}

/** Reads a grid's cells: nothing is rounded, cut off or left as it was before. `most`: pieces of a cell. */
export function readGrid(texts: GridTexts, skuIds: readonly number[], most = 100_000): GridPieces {
  const lines: { skuId: number; quantity: number }[] = []
  const wrong: number[] = []
  for (const skuId of skuIds) {
    const text = texts[skuId] ?? ''
    if (text.trim() === '') continue
    const quantity = parsePieces(text)
    if (quantity === null || quantity > most) wrong.push(skuId)
    else if (quantity > 0) lines.push({ skuId, quantity })
  }
  return { lines, total: lines.reduce((sum, { quantity }) => sum + quantity, 0), wrong }
}

/** Pieces as the texts of a grid. */
export function gridTexts(
  pieces: readonly { readonly skuId: number; readonly quantity: number }[],
): Record<number, string> {
  return Object.fromEntries(pieces.map(({ skuId, quantity }) => [skuId, String(quantity)]))
}
