import type { Store } from '../../db/open.ts'
import { YifangError } from '../../shared/errors.ts'

/** The host's store, which a restore takes out and puts back: everybody keeps the slot and never a store. */
export interface StoreSlot extends Store {
  fill(store: Store): void
  /** Closes the store in it. Calls raise `reason` until it is filled again. */
  empty(reason: YifangError): Promise<void>
  readonly isFilled: boolean
}

export function createStoreSlot(dir: string): StoreSlot {
  let held: Store | null = null
  let refusal: YifangError = new YifangError('store-busy', {})
  const store = () => {
    if (!held) throw refusal
    return held
  }
  return {
    dir,
    get bulk() {
      return store().bulk
    },
    get writer() {
      return store().writer
    },
    get reader() {
      return store().reader
    },
    get wasUnclean() {
      return held?.wasUnclean ?? false
    },
    get isFilled() {
      return held !== null
    },
    repeatable: (work) => store().repeatable(work),
    backupTo: (file) => store().backupTo(file),
    close: async () => {
      await held?.close()
      held = null
    },
    fill: (filled) => {
      held = filled
    },
    empty: async (reason) => {
      refusal = reason
      const closing = held
      held = null
      await closing?.close()
    },
  }
}
