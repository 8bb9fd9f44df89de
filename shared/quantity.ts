/** Pieces are integers; materials are integers in 1/1000 of their stock unit. */

/** Reads a whole, non-negative number of pieces ("8", "8.0", "1,200"). Null when it is not one. */
export function parsePieces(text: string): number | null {
  const cleaned = text
    .normalize('NFKC')
    .trim()
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
  if (!/^\d+(?:\.0+)?$/.test(cleaned)) return null
  const pieces = Number.parseInt(cleaned, 10)
  return pieces <= 10_000_000 ? pieces : null
}
