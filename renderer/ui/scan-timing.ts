/** Slowest pace of a scanner in keyboard mode, in milliseconds a key; a fast typist needs about 60. */
export const scannerPace = 35
/** Shorter codes may be typed as fast by accident. */
export const shortestScan = 4

/** Tells a scanner from hands by the pace of the keys. */
export class ScanTiming {
  #first: number | null = null
  #last = 0
  #keys = 0

  /** A key went down, at a time in milliseconds. */
  key(at: number): void {
    this.#first ??= at
    this.#last = at
    this.#keys += 1
  }

  /** Whether a text of this length came from a scanner. */
  wasScanned(length: number): boolean {
    if (this.#first === null || this.#keys < 2 || length < shortestScan) return false
    return (this.#last - this.#first) / (this.#keys - 1) <= scannerPace
  }
}
