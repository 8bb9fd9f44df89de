import type { Batch } from '../../../shared/production/contract.ts'
import { now } from '../../ui/clock.ts'
import { keptStore } from './kept-store.ts'

/**
 * Reads whose last answer a station shows while the host does not answer: what a screen of the floor needs to be drawn at
 * all. What a link would change of them is in the queue's own words.
 */
const remembered: ReadonlySet<string> = new Set([
  'settings.workshop.get',
  'settings.clock.state',
  'settings.jobs.list',
  'workers.list',
  'production.handOuts.list',
  'production.batches.list',
  'production.batches.get',
  'production.work.sheets',
  'production.tally',
  'inventory.counts.list',
  'inventory.counts.get',
  'inventory.locations.list',
  'quality.settings.get',
  'quality.inspections.list',
  'quality.inspections.get',
  'catalog.sizeChart.get',
])

export function isRemembered(name: string): boolean {
  return remembered.has(name)
}

const keyOf = (name: string, input: unknown) => `${name} ${JSON.stringify(input ?? null)}`

/** What is for whom, by name, is for the moment: a device carries no buyers and no wearers. */
const carriedOf: Readonly<Record<string, (answer: unknown) => unknown>> = {
  'production.batches.get': (batch) => ({ ...(batch as Batch), orders: [], wearers: [] }) satisfies Batch,
}

export async function remember(name: string, input: unknown, answer: unknown): Promise<void> {
  const db = await keptStore()
  const carried = Object.hasOwn(carriedOf, name) ? carriedOf[name]!(answer) : answer
  await db.put('answers', { at: now(), answer: carried }, keyOf(name, input))
}

/** Undefined where it was never asked. */
export async function lastAnswer<A>(name: string, input: unknown): Promise<A | undefined> {
  const db = await keptStore()
  return (await db.get('answers', keyOf(name, input)))?.answer as A | undefined
}
