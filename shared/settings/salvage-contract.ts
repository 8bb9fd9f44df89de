import { z } from 'zod'
import { instantSchema } from '../rpc.ts'

export const salvageReportSchema = z.object({
  pages: z.int(),
  badPages: z.int(),
  /** Tables of which not everything is there. */
  tables: z.array(
    z.object({
      table: z.string(),
      read: z.int(),
      /** Lost rows that the audit put together again. */
      rebuilt: z.int(),
      /** Rows that were read and left out, because what they belong to is lost. */
      left: z.int(),
      /** About how many are gone. */
      lost: z.int(),
    }),
  ),
  /** Rows of which nobody can tell whose they are. */
  unplaced: z.int(),
  counts: z.object({
    orders: z.int(),
    skus: z.int(),
    parcels: z.int(),
    stockMoves: z.int(),
    commands: z.int(),
  }),
  lastCommandAt: instantSchema.nullable(),
  /** Findings of the check, in its words. */
  problems: z.int(),
  firstProblems: z.array(z.string()),
})
export type SalvageReport = z.infer<typeof salvageReportSchema>

export const salvageStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('running'), done: z.int(), total: z.int() }),
  z.object({ kind: z.literal('ready'), report: salvageReportSchema }),
  z.object({ kind: z.literal('failed'), code: z.string(), data: z.unknown() }),
])
export type SalvageState = z.infer<typeof salvageStateSchema>
