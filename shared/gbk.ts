/** Bytes of each character that GBK has beyond ASCII, made once from the platform's own decoder: it has no encoder. */
let pairs: Map<string, number> | null = null

function gbkPairs(): Map<string, number> {
  if (pairs !== null) return pairs
  pairs = new Map()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(high, low))
      if (character.length === 1 && character !== '\ufffd') pairs.set(character, (high << 8) | low)
    }
  return pairs
}

/** A text in GBK, as programs of Chinese banks want it; null where it holds a character that GBK has not. */
export function encodeGbk(text: string): Uint8Array<ArrayBuffer> | null {
  const known = gbkPairs()
  const bytes = new Uint8Array(text.length * 2)
  let length = 0
  for (const character of text) {
    const code = character.charCodeAt(0)
    const pair = code < 0x80 ? code : known.get(character)
    if (pair === undefined) return null
    if (pair > 0xff) bytes[length++] = pair >> 8
    bytes[length++] = pair & 0xff
  }
  return bytes.slice(0, length)
}
