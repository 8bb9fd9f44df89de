import { YifangError } from '../../shared/errors.ts'

/** Lets calls through together, and now and then one piece of work that must be alone with the store. */
export interface CallGate {
  /** Waits while work is alone. Gives what tells that the call ended. */
  enter(): Promise<() => void>
  /** Runs work once the calls on their way have ended; later ones wait for it. Raises store-busy beside another. */
  alone<R>(work: () => Promise<R>): Promise<R>
}

/** A call that hangs must not hold up a restore for ever; what it has not committed was never acknowledged. */
const patience = 10_000

export function createCallGate(): CallGate {
  let active = 0
  let closed: Promise<void> | null = null
  let idle = () => {}
  return {
    enter: async () => {
      while (closed) await closed
      active += 1
      return () => {
        active -= 1
        if (active === 0) idle()
      }
    },
    alone: async (work) => {
      if (closed) throw new YifangError('store-busy', {})
      let open = () => {}
      closed = new Promise((resolve) => {
        open = resolve
      })
      try {
        if (active > 0)
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, patience)
            idle = () => {
              clearTimeout(timer)
              resolve()
            }
          })
        return await work()
      } finally {
        idle = () => {}
        closed = null
        open()
      }
    },
  }
}
