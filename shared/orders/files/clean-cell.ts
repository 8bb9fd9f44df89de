const space = 0x20
const apostrophe = 0x27
const equals = 0x3d
const firstUnusual = 0x7f

/**
 * Takes off what programs put around a value to keep Excel from mangling it: `="351"`, a leading `'`, TABs,
 * blanks, NBSP, full-width blanks, BOM and zero-width marks. What stands inside the value is left alone.
 */
export function cleanCell(raw: string): string {
  const length = raw.length
  if (length === 0) return raw
  const first = raw.charCodeAt(0)
  const last = raw.charCodeAt(length - 1)
  // Nearly every cell is clean already: decided by its two ends, without a regular expression.
  if (isPlain(first) && isPlain(last)) return raw
  return unwrap(raw)
}

function isPlain(code: number): boolean {
  if (code <= space || code === apostrophe || code === equals) return false
  return code < firstUnusual || (code >= 0x3001 && code < 0xfe00)
}

function unwrap(raw: string): string {
  let value = raw
  for (let pass = 0; pass < 4; pass++) {
    const before = value
    value = trimInvisible(value)
    if (value.startsWith('="')) {
      value =
        value.endsWith('"') && value.length > 2 ? value.slice(2, -1).replaceAll('""', '"') : value.slice(2)
    } else if (value.startsWith("'") || value === '=') {
      value = value.slice(1)
    }
    if (value === before) break
  }
  return value
}

/** A loop, for `/\s+$/` takes seconds on a cell of 40,000 blanks. */
function trimInvisible(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isInvisible(text.charCodeAt(start))) start++
  while (end > start && isInvisible(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

/** Blanks of all kinds (NBSP, U+2000 to U+200F with the zero-width marks, full-width), BOM, control characters. */
function isInvisible(code: number): boolean {
  if (code <= space || code === 0xa0 || code === 0x3000 || code === 0xfeff) return true
  return (code >= 0x2000 && code <= 0x200f) || (code >= 0x2028 && code <= 0x202f) || code === 0x2060
}
