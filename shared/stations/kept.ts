import type { ProcedurePath } from '../settings/roles.ts'

/**
 * Calls that a device keeps while the link is down and sends later, as whose and when they were kept. Only these may be
 * entered in the name of somebody else than who is signed in as they are sent.
 */
export const keptPaths = [
  'production.work.record',
  'production.work.recordMany',
  'production.handOuts.create',
  'production.handOuts.giveBack',
  'inventory.counts.scan',
  'inventory.counts.set',
  'quality.inspections.count',
  'quality.inspections.addDefect',
  'quality.inspections.measure',
  'catalog.photos.upload',
  'stations.putAway',
] as const satisfies readonly ProcedurePath[]
export type KeptPath = (typeof keptPaths)[number]

export function isKeptPath(path: string): path is KeptPath {
  return (keptPaths as readonly string[]).includes(path)
}

/** What a device says of a call that it kept: whose it is (null: it did not know), and when, by the host's clock as it knew it. */
export interface KeptFacts {
  readonly by: number | null
  readonly at: number
}

/** As it goes over the line, under the call's signature: "<user, 0 for none> <milliseconds>". */
export function keptText({ by, at }: KeptFacts): string {
  return `${by ?? 0} ${at}`
}

/** Null for nothing, and for what is not of that form. */
export function readKept(text: string | undefined): KeptFacts | null {
  const [, by, at] = /^(\d{1,15}) (\d{1,15})$/.exec(text ?? '') ?? []
  return by === undefined || at === undefined ? null : { by: Number(by) || null, at: Number(at) }
}
