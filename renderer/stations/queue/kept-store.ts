import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { FloorPack } from '../../../shared/stations/pack.ts'

/** A call that this device keeps until the host has taken it: a record of work, a hand-out, a count, a defect, a photo. */
export interface KeptCall {
  /** Sent in this order. */
  readonly order?: number
  /** Procedure path, e.g. "production.work.record". */
  readonly name: string
  /** As the procedure takes it, its command id included; photos as files. */
  readonly input: unknown
  /** By the device's clock. */
  readonly at: number
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

/** The host took it, or the user took it back. */
export async function forget(order: number): Promise<void> {
  await (await keptStore()).delete('waiting', order)
}

/** In one transaction, so that it is in one of the two lists whatever happens. */
export async function moveToRefused(call: KeptCall, error: RefusedCall['error']): Promise<void> {
  const db = await keptStore()
  const trx = db.transaction(['waiting', 'refused'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    trx.objectStore('refused').put({ ...call, refusedAt: Date.now(), error }),
    trx.objectStore('waiting').delete(call.order!),
    trx.done,
  ])
}

/** Once more, as it was and under the same command id, behind all that waits. */
export async function moveToWaiting({ refusedAt: _, error: __, order, ...call }: RefusedCall): Promise<void> {
  const db = await keptStore()
  const trx = db.transaction(['waiting', 'refused'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    trx.objectStore('waiting').add(call),
    trx.objectStore('refused').delete(order!),
    trx.done,
  ])
}

export async function putAway(order: number): Promise<void> {
  await (await keptStore()).delete('refused', order)
}

/** What was carried goes: names, tickets, answers. What was recorded here and not sent stays; it is nobody else's. */
export async function forgetCarried(): Promise<void> {
  const db = await keptStore()
  await Promise.all([db.clear('pack'), db.clear('answers')])
}
