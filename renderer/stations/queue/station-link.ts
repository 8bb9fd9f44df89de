import type { ClientLink } from '@orpc/client'
import { YifangError } from '../../../shared/errors.ts'
import type { RecordInput, ScannedBundle } from '../../../shared/production/work-contract.ts'
import { bundleWithWaiting, carriedPack, recordTaken, scanCarried } from './floor-pack.ts'
import { keepables } from './keepable.ts'
import { keptChanged, keptState, setDown } from './kept-state.ts'
import { keep } from './kept-store.ts'
import { isRemembered, lastAnswer, remember } from './last-answers.ts'
import { beginSending, type Send, sendSoon } from './sender.ts'
import { isUnreachable } from './unreachable.ts'

/** How long an answer is waited for before the device goes on by itself, in milliseconds. A photo takes longer. */
const patience = 4000
const photoPatience = 30_000
/** After a failure the next calls do not wait at all: scans must sound at once. */
const downFor = 3000

let downSince = Number.NEGATIVE_INFINITY
const isDown = () => performance.now() - downSince < downFor

/**
 * The way to the host of a device that goes on while the link is down. What it keeps (`keepables`) is sent in the order in
 * which it was kept, under the command ids of then; nothing overtakes it. A scan is answered by what the device carries, a
 * few reads by their last answers. All else is refused by the missing link, as anywhere.
 */
export function stationLink<C extends Record<never, never>>(link: ClientLink<C>): ClientLink<C> {
  const send: Send = (call) =>
    link.call(call.name.split('.'), call.input, {
      context: {} as C,
      signal: AbortSignal.timeout(call.name === 'catalog.photos.upload' ? photoPatience : 2 * patience),
    })
  // One after the other: a call whose answer is lost must not be overtaken by the next.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  beginSending(send, () => {
    downSince = Number.NEGATIVE_INFINITY
  })
  return {
    call: async (path, input, options) => {
      const name = path.join('.')
      const reach = async (wait: number) => {
        try {
          const timeout = AbortSignal.timeout(wait)
          const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
          const answer = await link.call(path, input, { ...options, signal })
          setDown(false)
          return answer
        } catch (error) {
          if (options.signal?.aborted || !isUnreachable(error)) throw error
          downSince = performance.now()
          setDown(true)
          throw error
        }
      }
      if (keepables[name])
        return inTurn(async () => {
          if (keptState().waiting === 0 && !isDown()) {
            try {
              const answer = await reach(name === 'catalog.photos.upload' ? photoPatience : patience)
              if (name === 'production.work.record') void recordTaken(input as RecordInput)
              return answer
            } catch (error) {
              if (!isUnreachable(error)) throw error
            }
          }
          return keepCall(name, input)
        })
      if (name === 'production.work.scan') {
        if (!isDown()) {
          try {
            return await withWaiting(await reach(patience))
          } catch (error) {
            if (!isUnreachable(error)) throw error
          }
        }
        const found = await scanCarried((input as { readonly code: string }).code)
        if (found === null) throw new YifangError('not-carried', {})
        return found
      }
      if (isRemembered(name)) {
        try {
          const answer = await reach(patience)
          void remember(name, input, answer).catch(() => {})
          return answer
        } catch (error) {
          const last = isUnreachable(error) ? await lastAnswer(name, input) : undefined
          if (last === undefined) throw error
          return last
        }
      }
      return link.call(path, input, options)
    },
  }
}

/** The host answers, and does not know yet what waits here: it is counted in. */
async function withWaiting(answer: unknown): Promise<unknown> {
  const found = answer as { readonly kind: string; readonly bundle: ScannedBundle }
  return keptState().waiting > 0 && found.kind === 'bundle'
    ? { ...found, bundle: await bundleWithWaiting(found.bundle) }
    : answer
}

async function keepCall(name: string, input: unknown): Promise<unknown> {
  const keepable = keepables[name]!
  const own = input as never
  // What this device knows to be impossible is refused at once, and not kept.
  const answer = await keepable.answer(own)
  const words = await keepable.words(own)
  const site = (await carriedPack())?.stamp.site ?? null
  const order = await keep({ name, input, at: Date.now(), site, words }).catch(() => {
    throw new YifangError('device-full', {})
  })
  await keptChanged()
  sendSoon()
  return answer(order)
}
