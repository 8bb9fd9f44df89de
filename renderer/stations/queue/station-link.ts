import type { ClientLink } from '@orpc/client'
import { YifangError } from '../../../shared/errors.ts'
import type { Session } from '../../../shared/settings/contract.ts'
import type { KeptFacts } from '../../../shared/stations/kept.ts'
import { now } from '../../ui/clock.ts'
import { carriedPack, scanCarried, workTaken } from './floor-pack.ts'
import { keepableOf } from './keepable.ts'
import { keptChanged, keptState, setDown } from './kept-state.ts'
import { keep } from './kept-store.ts'
import { isRemembered, lastAnswer, remember } from './last-answers.ts'
import { heardSession, lockIsDue, lockPage, pageSession, sessionCalls } from './page-session.ts'
import { beginSending, type Send, sendSoon } from './sender.ts'
import { isUnreachable } from './unreachable.ts'
import { photoWaiting, withWaiting } from './with-waiting.ts'

/** How long an answer is waited for before the device goes on by itself, in milliseconds. A photo takes longer. */
const patience = 4000
const photoPatience = 30_000
/** After a failure the next calls do not wait at all: scans must sound at once. */
const downFor = 3000

let downSince = Number.NEGATIVE_INFINITY
const isDown = () => performance.now() - downSince < downFor

/** Of a call, for the link below: that it was kept. */
export interface KeptContext {
  readonly kept?: KeptFacts
}

/** Without it a page shows nothing at all. */
const sessionPatience = 2500
const wait = (name: string) =>
  name === 'catalog.photos.upload'
    ? photoPatience
    : name === 'settings.session.get'
      ? sessionPatience
      : patience

/**
 * The way to the host of a device that goes on while the link is down. What it keeps (`keepableOf`) is sent in the order in
 * which it was kept, under the command ids of then; nothing overtakes it. A scan is answered by what the device carries, a
 * few reads by their last answers. All else is refused by the missing link, as anywhere.
 */
export function stationLink(link: ClientLink<KeptContext>): ClientLink<KeptContext> {
  /** A screen that was locked while nobody heard it is locked before anything else is called. */
  const call: ClientLink<KeptContext>['call'] = async (path, input, options) => {
    if (lockIsDue() && path.join('.') !== 'settings.session.lock') {
      const { signal, lastEventId } = options
      const answer = await link.call(['settings', 'session', 'lock'], undefined, {
        context: {},
        signal,
        lastEventId,
      })
      await heardSession(answer as Session)
    }
    const answer = await link.call(path, input, options)
    downSince = Number.NEGATIVE_INFINITY
    return answer
  }
  const send: Send = ({ name, input, at, by }) =>
    call(name.split('.'), input, {
      context: { kept: { by: by?.id ?? null, at } },
      signal: AbortSignal.timeout(name === 'catalog.photos.upload' ? photoPatience : 2 * patience),
    })
  // One after the other: a call whose answer is lost must not be overtaken by the next.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const result = turn.then(work)
    turn = result.catch(() => {})
    return result
  }
  beginSending(send)
  return {
    call: async (path, input, options) => {
      const name = path.join('.')
      const reach = async () => {
        try {
          const timeout = AbortSignal.timeout(wait(name))
          const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
          const answer = await call(path, input, { ...options, signal })
          setDown(false)
          return answer
        } catch (error) {
          if (options.signal?.aborted || !isUnreachable(error)) throw error
          downSince = performance.now()
          setDown(true)
          throw error
        }
      }
      if (keepableOf(name))
        return inTurn(async () => {
          if (keptState().waiting === 0 && !isDown()) {
            try {
              const answer = await reach()
              void workTaken({ name, input })
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
            return await withWaiting(name, input, await reach())
          } catch (error) {
            if (!isUnreachable(error)) throw error
          }
        }
        const found = await scanCarried((input as { readonly code: string }).code)
        if (found === null) throw new YifangError('not-carried', {})
        return found
      }
      if (sessionCalls.has(name)) {
        try {
          const answer = await reach()
          await heardSession(answer as Session)
          return answer
        } catch (error) {
          if (!isUnreachable(error)) throw error
          const known =
            name === 'settings.session.get'
              ? await pageSession()
              : name === 'settings.session.lock'
                ? await lockPage()
                : null
          if (known === null) throw error
          return known
        }
      }
      if (isRemembered(name)) {
        try {
          const last = isDown() ? await lastAnswer(name, input) : undefined
          if (last !== undefined) return withWaiting(name, input, last)
          const answer = await reach()
          void remember(name, input, answer).catch(() => {})
          return await withWaiting(name, input, answer)
        } catch (error) {
          const last = isUnreachable(error) ? await lastAnswer(name, input) : undefined
          if (last === undefined) throw error
          return withWaiting(name, input, last)
        }
      }
      if (name === 'catalog.photo' && keptState().waiting > 0) {
        const taken = await photoWaiting(input)
        if (taken !== null) return taken
      }
      return call(path, input, options)
    },
  }
}

async function keepCall(name: string, input: unknown): Promise<unknown> {
  const keepable = keepableOf(name)!
  const own = input as never
  // What this device knows to be impossible is refused at once, and not kept.
  const answer = await keepable.answer(own)
  const words = await keepable.words(own)
  const site = (await carriedPack())?.stamp.site ?? null
  const user = (await pageSession())?.user ?? null
  const by = user && { id: user.id, name: user.name }
  const order = await keep({ name, input, at: now(), by, site, words }).catch(() => {
    throw new YifangError('device-full', {})
  })
  await keptChanged()
  sendSoon()
  return answer(order)
}
