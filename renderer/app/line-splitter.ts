/** Longer than any code we know; a port that sends no line ends must not fill the memory. */
const longest = 512

/** Cuts what a serial scanner sends into codes: each ends in CR, LF or both. Control characters around are dropped. */
export class LineSplitter {
  #rest = ''
  readonly #decoder = new TextDecoder()

  /** The codes that these bytes complete. */
  push(bytes: Uint8Array): readonly string[] {
    const parts = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(/[\r\n]+/)
    this.#rest = (parts.pop() ?? '').slice(-longest)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: scanners frame codes in STX and ETX
    return parts.map((part) => part.replace(/[\x00-\x1f\x7f]/g, '').trim()).filter((part) => part !== '')
  }
}
