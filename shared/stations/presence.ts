import { z } from 'zod'
import { instantSchema } from '../rpc.ts'

/** Who has something in hand or before her eyes, and where. */
export const holderSchema = z.object({ name: z.string(), station: z.string(), since: instantSchema })
export type Holder = z.infer<typeof holderSchema>

/** Who and where, as people read it: a device that nobody signs in at is its own user and is named once. */
export function holderText({ name, station }: Pick<Holder, 'name' | 'station'>): string {
  return name === '' || name === station ? station : `${name} · ${station}`
}

/** What several people may have before them at once: a kind and a row's id. */
export const seenKinds = ['bundle', 'count', 'inspection', 'order'] as const
export type SeenKind = (typeof seenKinds)[number]
