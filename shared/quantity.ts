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

/** Reads an amount of material in its unit: "12", "1.25", "1,200.5" → 1/1000 of the unit. Null when it is none. */
export function parseAmount(text: string): number | null {
  const cleaned = text
    .normalize('NFKC')
    .trim()
    .replace(/,(?=\d{3}(?:\D|$))/g, '')
  const match = /^(\d{1,9})?(?:\.(\d{0,3})0*)?$/.exec(cleaned)
  if (!match || (match[1] === undefined && !match[2])) return null
  return Number(match[1] ?? '0') * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
}

/** 1/1000 of a unit as people write it: 1250 → "1.25". */
export function formatAmount(amount: number): string {
  const digits = String(Math.abs(amount)).padStart(4, '0')
  const fraction = digits.slice(-3).replace(/0+$/, '')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`
}
