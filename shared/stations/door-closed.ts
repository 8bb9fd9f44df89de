import type { ClosedReason } from './proof.ts'

/** The door of a workshop answered, and did not let in. */
export class DoorClosed extends Error {
  readonly reason: ClosedReason
  /** Of the program at the owner's PC, where it differs from this one. */
  readonly version: string | undefined
  constructor(reason: ClosedReason, version?: string) {
    super(reason)
    this.name = 'DoorClosed'
    this.reason = reason
    this.version = version
  }
}
