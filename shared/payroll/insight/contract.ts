import { z } from 'zod'
import { daysBetween } from '../../dates.ts'
import { businessDateSchema, idSchema, procedure } from '../../rpc.ts'
import { doubts } from './step-work.ts'

/** Longer spans are not read: four seasons and the year before to compare. */
export const longestSpan = 750

const span = z
  .object({ from: businessDateSchema, to: businessDateSchema })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) <= longestSpan)

/** A sum of ours is shown whatever it is. Fen. */
const sum = z.int()
const perHour = z.int().nullable()

const step = {
  operationId: idSchema,
  operationName: z.string(),
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
} as const

/** What an hour must earn at least, in fen, on the span's last day; null: no minimum wage is known. */
const minimumSchema = z
  .object({
    validFrom: z.string(),
    /** The monthly minimum by the hour of a full month: what the program tops wages up to. */
    monthlyByHour: z.int(),
    /** For those who are hired by the hour. */
    hourly: z.int(),
    /** The owner has compared it with what holds in her county. */
    checked: z.boolean(),
  })
  .nullable()
export type MinimumByHour = z.infer<typeof minimumSchema>

export const stepEarningsSchema = z.object({
  ...step,
  entries: z.int(),
  workers: z.int(),
  /** Paid pieces, and those of them without a rate: not in `paid`. */
  pieces: z.int(),
  unrated: z.int(),
  paid: sum,
  /** Of its time, hours that were kept; and standard time in their place. */
  keptSeconds: z.int(),
  standardSeconds: z.int(),
  /** Fen an hour of the pieces whose rate and time are known. */
  perHour,
  doubts: z.array(z.enum(doubts)),
})
export type StepEarnings = z.infer<typeof stepEarningsSchema>

export const earningsSchema = z.object({
  minimum: minimumSchema,
  /** Of all steps together. */
  average: perHour,
  /** The worst paid first. */
  steps: z.array(stepEarningsSchema),
})
export type Earnings = z.infer<typeof earningsSchema>

export const workerWeekSchema = z.object({
  week: z.string(),
  standardSeconds: z.int(),
  seconds: z.int(),
  daysLeftOut: z.int(),
  pieces: z.int(),
  rework: z.int(),
  scrap: z.int(),
  defects: z.int(),
})

export const workerTrendSchema = z.object({
  id: idSchema,
  name: z.string(),
  archived: z.boolean(),
  /** Weeks in which she did something, in their order. */
  weeks: z.array(workerWeekSchema),
})
export type WorkerTrend = z.infer<typeof workerTrendSchema>

export const styleCostSchema = z.object({
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  batches: z.int(),
  planned: z.int(),
  /** Fen: all planned pieces at the plan's rates; the pieces recorded so far at the same rates. */
  plan: sum,
  planSoFar: sum,
  /** Recorded pieces at the rates of their entries, and hours on the batches: what production's costs say. */
  recorded: sum,
  hours: sum,
  /** Of closed payslips, for pieces of these batches; what they took back is off. */
  paid: sum,
  /** Steps without a planned rate, and entries that wait for one: their wages are in no sum. */
  stepsUnrated: z.int(),
  entriesUnrated: z.int(),
})
export type StyleCost = z.infer<typeof styleCostSchema>

const rateChange = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('steps'),
    steps: z
      .array(z.object({ operationId: idSchema, rate: z.int().min(0).max(1e11) }))
      .min(1)
      .max(60),
  }),
  z.object({ by: z.literal('share'), permille: z.int().min(-900).max(5000), styleId: idSchema.nullable() }),
])

export const simulationSchema = z.object({
  minimum: minimumSchema,
  /** Fen: what the span's pieces came to, and would have come to. Pieces without a rate are in neither. */
  before: sum,
  after: sum,
  unrated: z.int(),
  /** Fen an hour of the changed steps together. */
  perHourBefore: perHour,
  perHourAfter: perHour,
  /** Steps that the change names, with work since its day; the greatest difference first. */
  steps: z.array(
    z.object({
      ...step,
      entries: z.int(),
      pieces: z.int(),
      unrated: z.int(),
      before: sum,
      after: sum,
      perHourBefore: perHour,
      perHourAfter: perHour,
      doubts: z.array(z.enum(doubts)),
    }),
  ),
})
export type Simulation = z.infer<typeof simulationSchema>
export type SimulationInput = z.infer<typeof simulationInput>

const simulationInput = z.object({
  span,
  /** From this day of the span on the new rates would have held. */
  since: businessDateSchema,
  change: rateChange,
})

/** What the wages of a span say. Nothing is written; each goes through all work of the span, in a thread of its own. */
export const insightContract = {
  /** What each step's pieces earned in an hour. */
  earnings: procedure.input(span).output(earningsSchema),
  /** What each worker made in an hour and how much of it was faulty, week by week. */
  trends: procedure.input(span).output(z.array(workerTrendSchema)),
  /** Piece wages of the batches begun in the span, by style, against their plan. */
  styles: procedure.input(span).output(z.array(styleCostSchema)),
  /** What other rates would have cost. */
  simulate: procedure.input(simulationInput).output(simulationSchema),
}
