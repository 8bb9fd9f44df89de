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
    value = value.replace(/^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g, '')
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
