/** Many texts as one buffer that goes to another thread without a copy, and lies outside the heap until read. */
export interface PackedTexts {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each text ends in `bytes`. */
  readonly ends: readonly number[]
}

/** Kept and grown: a buffer a batch would wait long for its collection. */
let scratch = new Uint8Array(64 * 1024)

/** Worth it for texts that live through several collections of the nursery: strings would all grow old. */
export function packTexts(texts: readonly string[]): PackedTexts {
  const encoder = new TextEncoder()
  const ends: number[] = []
  let at = 0
  for (const text of texts) {
    // A UTF-16 unit takes three bytes at most.
    if (scratch.length - at < text.length * 3) {
      const larger = new Uint8Array(scratch.length * 2 + text.length * 3)
      larger.set(scratch.subarray(0, at))
      scratch = larger
    }
    at += encoder.encodeInto(text, scratch.subarray(at)).written
    ends.push(at)
  }
  return { bytes: scratch.slice(0, at), ends }
}

/** The texts one by one, made when their turn comes. */
export function* unpackTexts({ bytes, ends }: PackedTexts): Generator<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let from = 0
  for (const end of ends) {
    yield buffer.toString('utf8', from, end)
    from = end
  }
}
