import { thingNamed } from '../../../shared/barcode.ts'

/** A code must be out of sight for so long before it is read again, in milliseconds. */
export const goneFor = 2000

/** Tells a code that is shown to the camera from one that still is: a ticket held before it is one scan, by its bars or by its QR code. */
export class SeenCodes {
  readonly #seen = new Map<string, number>()

  /** A code was found in a picture of a time in milliseconds: whether it is a new scan. */
  isNew(code: string, at: number): boolean {
    const thing = thingNamed(code)
    const before = this.#seen.get(thing)
    this.#seen.set(thing, at)
    return before === undefined || at - before > goneFor
  }
}
