import type { InferContractRouterInputs } from '@orpc/contract'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { v7 } from 'uuid'
import type { Contract } from '../../../shared/contract.ts'
import type { KeptPath } from '../../../shared/stations/kept.ts'
import type { FloorPack } from '../../../shared/stations/pack.ts'
import type { PutAwayInput } from '../../../shared/stations/put-away.ts'
import { now } from '../../ui/clock.ts'

/** A call that this device keeps until the host has taken it: a record of work, a hand-out, a count, a defect, a photo. */
export interface KeptCall {
  /** Sent in this order. */
  readonly order?: number
  /** Procedure path, e.g. "production.work.record". */
  readonly name: string
  /** As the procedure takes it, its command id included; photos as files. */
  readonly input: unknown
  /** By the host's clock, as this device knew it. */
  readonly at: number
  /** Who was signed in as it was kept. Kept before this was written down: not there. */
  readonly by?: { readonly id: number; readonly name: string } | null
  /** Of the workshop that it is for. */
  readonly site: string | null
  /** What it says, for people: values of `stations:kept.what.<name>`. */
  readonly words: Readonly<Record<string, string | number>>
}

/** One that the host refused: kept until somebody has read why and puts it away. */
export interface RefusedCall extends KeptCall {
  readonly refusedAt: number
  readonly error: { readonly code: string; readonly data: unknown }
}

interface KeptSchema extends DBSchema {
  waiting: { key: number; value: KeptCall }
  refused: { key: number; value: RefusedCall }
  pack: { key: 'floor'; value: FloorPack }
  /** The last answers of what a screen reads first, by path and input. */
  answers: { key: string; value: { readonly at: number; readonly answer: unknown } }
}

let opened: Promise<IDBPDatabase<KeptSchema>> | null = null

export function keptStore(): Promise<IDBPDatabase<KeptSchema>> {
  opened ??= openDB<KeptSchema>('yifang-kept', 1, {
    upgrade: (db) => {
      // Orders of calls that were sent are not given out again.
      db.createObjectStore('waiting', { keyPath: 'order', autoIncrement: true })
      db.createObjectStore('refused', { keyPath: 'order' })
      db.createObjectStore('pack')
      db.createObjectStore('answers')
    },
    terminated: () => {
      opened = null
    },
  })
  opened.catch(() => {
    opened = null
  })
  return opened
}

/** On the disk before it returns: what is shown as kept outlives the battery. Gives its place in the order. */
export async function keep(call: KeptCall): Promise<number> {
  const db = await keptStore()
  const trx = db.transaction('waiting', 'readwrite', { durability: 'strict' })
  const [order] = await Promise.all([trx.store.add(call), trx.done])
  return order
}

export async function waitingCalls(): Promise<readonly KeptCall[]> {
  return (await keptStore()).getAll('waiting')
}

export async function refusedCalls(): Promise<readonly RefusedCall[]> {
  return (await keptStore()).getAll('refused')
}

type Inputs = InferContractRouterInputs<Contract>
type At<T, P extends string> = P extends `${infer K}.${infer R}` ? At<T[K & keyof T], R> : T[P & keyof T]

/** What calls of one procedure say. */
export function inputsOf<P extends KeptPath>(calls: readonly KeptCall[], name: P): At<Inputs, P>[] {
  return calls.filter((call) => call.name === name).map(({ input }) => input as At<Inputs, P>)
}

/** The host took it, or the user took it back. */
export async function forget(order: number): Promise<void> {
  await (await keptStore()).delete('waiting', order)
}

/** In one transaction, so that it is in one of the two lists whatever happens. */
export async function moveToRefused(call: KeptCall, error: RefusedCall['error']): Promise<void> {
  const db = await keptStore()
  const trx = db.transaction(['waiting', 'refused'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    trx.objectStore('refused').put({ ...call, refusedAt: now(), error }),
    trx.objectStore('waiting').delete(call.order!),
    trx.done,
  ])
}

/**
 * Once more, under the same command id, behind all that waits: as it was but for what somebody decided (the work date, say),
 * and kept now where its own time was wrong.
 */
export async function moveToWaiting(
  { refusedAt: _, error: __, order, ...call }: RefusedCall,
  change: { readonly isNow: boolean; readonly input: object },
): Promise<void> {
  const { isNow } = change
  const input = { ...(call.input as object), ...change.input }
  await exchange(order!, { ...call, input, at: isNow ? now() : call.at })
}

/**
 * Gives it up. What it was and why it was refused waits in its place, to be told to the host: nothing goes without a trace.
 * `words`: it in words, `by`: who gives it up.
 */
export async function putAway(refused: RefusedCall, words: string, by: KeptCall['by']): Promise<void> {
  const { order, refusedAt, error, site } = refused
  const input: PutAwayInput & { commandId: string } = {
    commandId: v7(),
    procedure: refused.name as KeptPath,
    words: Object.fromEntries(
      Object.entries(refused.words).map(([name, word]) => [
        name,
        typeof word === 'string' ? word.slice(0, 200) : word,
      ]),
    ),
    keptBy: refused.by?.id ?? null,
    keptAt: refused.at,
    refusedAt,
    error: error.code.slice(0, 60),
    errorData: shortData(error.data),
  }
  const call: KeptCall = { name: 'stations.putAway', input, at: now(), site, by, words: { what: words } }
  await exchange(order!, call)
}

function shortData(data: unknown): Record<string, unknown> {
  const isLong = typeof data !== 'object' || data === null || JSON.stringify(data).length > 2000
  return isLong ? {} : (data as Record<string, unknown>)
}

/** In one transaction. */
async function exchange(refused: number, call: KeptCall): Promise<void> {
  const db = await keptStore()
  const trx = db.transaction(['waiting', 'refused'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    trx.objectStore('waiting').add(call),
    trx.objectStore('refused').delete(refused),
    trx.done,
  ])
}

/** What was carried goes: names, tickets, answers. What was recorded here and not sent stays; it is nobody else's. */
export async function forgetCarried(): Promise<void> {
  const db = await keptStore()
  await Promise.all([db.clear('pack'), db.clear('answers')])
}
