import { z } from 'zod'
import { materialUnits } from '../inventory/materials-contract.ts'
import { businessDateSchema, commandInput, idSchema, instantSchema, pageInput, procedure } from '../rpc.ts'
import { usualCalendar } from './calendar.ts'

export const proposalCellSchema = z.object({
  skuId: idSchema,
  colour: z.string(),
  size: z.string(),
  /** Pieces that open orders lack. */
  short: z.int(),
  /** In sellable places and promised to nobody. */
  free: z.int(),
  safetyStock: z.int(),
  /** To lie in stock for a season that is not over; what is more than the safety stock counts. */
  season: z.int(),
  /** What open batches, work sent out and purchases will still bring. */
  expected: z.int(),
  /** What to make. */
  proposed: z.int(),
})
export type ProposalCell = z.infer<typeof proposalCellSchema>

/** An order whose pieces a proposal answers: what stock and open batches bring is given to those before it. */
export const waitingOrderSchema = z.object({
  orderId: idSchema,
  orderNumber: z.string(),
  shipBy: instantSchema.nullable(),
  performanceDate: businessDateSchema.nullable(),
  /** For a show, or with a class list: nobody else wants its pieces. */
  madeToOrder: z.boolean(),
  lacks: z.array(z.object({ skuId: idSchema, quantity: z.int() })),
})
export type WaitingOrder = z.infer<typeof waitingOrderSchema>

export const proposalSchema = z.object({
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  colours: z.array(z.string()),
  sizes: z.array(z.string()),
  cells: z.array(proposalCellSchema),
  proposed: z.int(),
  short: z.int(),
  /** What the proposed pieces are for. Their sum is `proposed`. */
  forOrders: z.int(),
  forSafety: z.int(),
  forSeason: z.int(),
  /** The season's day, where pieces are for one. */
  seasonBy: businessDateSchema.nullable(),
  orders: z.int(),
  /** The soonest first; those made to order are all named, of the others up to 100. */
  waiting: z.array(waitingOrderSchema),
  /** The earliest of the orders' ship-by and performance dates. */
  due: businessDateSchema.nullable(),
  performanceDate: businessDateSchema.nullable(),
  /** If it alone were made. Null: no due date, or it would never be done. */
  latestStart: businessDateSchema.nullable(),
  /** When it would be done if it were begun today, in its turn among the open batches and the other proposals. */
  finish: businessDateSchema.nullable(),
  /** It would not be done in time. */
  late: z.boolean(),
  /** Standard seconds of the proposed pieces; operations without a standard time count nothing. */
  workSeconds: z.int(),
  hasRouting: z.boolean(),
  /** Skills that its steps ask for and nobody here has. */
  nobodyCan: z.array(z.string()),
  /** Whether it is written what its pieces use. */
  hasBom: z.boolean(),
  /** Materials that it lacks, and what of them is ordered until when; in 1/1000 of their unit. */
  missing: z.array(
    z.object({
      name: z.string(),
      unit: z.enum(materialUnits),
      short: z.int(),
      coming: z.int(),
      comingBy: businessDateSchema.nullable(),
    }),
  ),
})
export type Proposal = z.infer<typeof proposalSchema>

const days = z.array(businessDateSchema).max(500).readonly()

export const calendarSchema = z.object({
  minutesPerDay: z.int().min(30).max(1440),
  // What calendars saved before there were wages do not say is as usual.
  normMinutes: z.int().min(30).max(1440).default(usualCalendar.normMinutes),
  restDays: z.array(z.int().min(0).max(6)).max(7).readonly(),
  holidays: days,
  extraDays: days,
  statutory: days.default(usualCalendar.statutory),
  checkedYears: z.array(z.int().min(2000).max(2200)).max(200).readonly().default([]),
  efficiency: z.int().min(10).max(150),
  daysBefore: z.int().min(0).max(30),
})

export const whatIfSchema = z.object({
  overtimeMinutes: z.int().min(0).max(600).default(0),
  moreHands: z.int().min(-200).max(200).default(0),
  /** Batches that are thought of as made elsewhere. */
  sentOut: z.array(idSchema).max(1000).default([]),
})

export const capacitySchema = z.object({
  hands: z.int(),
  /** Standard seconds of a working day, with the changes asked for. */
  perDay: z.int(),
  /** Skills that the open batches' steps ask for, those that take longest first: who has them, and for how many days. */
  steps: z.array(
    z.object({
      skill: z.string(),
      /** The steps that ask for it. */
      names: z.array(z.string()),
      seconds: z.int(),
      hands: z.int(),
      /** Null: nobody can. */
      days: z.number().nullable(),
    }),
  ),
  weeks: z.array(z.object({ start: businessDateSchema, capacity: z.int(), load: z.int() })),
  batches: z.array(
    z.object({
      id: idSchema,
      batchNumber: z.string(),
      styleNumber: z.string(),
      styleName: z.string(),
      photoHash: z.string().nullable(),
      due: businessDateSchema.nullable(),
      performanceDate: businessDateSchema.nullable(),
      /** By when it must be done: its due date or its show, whichever is earlier. */
      deadline: businessDateSchema.nullable(),
      /** Standard seconds still to be done. */
      seconds: z.int(),
      /** Steps without a standard time: the batch will need longer. */
      untimed: z.array(z.string()),
      /** When the last of what is at partners is due back. */
      back: businessDateSchema.nullable(),
      finish: businessDateSchema.nullable(),
      late: z.boolean(),
      sentOut: z.boolean(),
    }),
  ),
})
export type Capacity = z.infer<typeof capacitySchema>

/** Pieces of a style that are to lie in stock by a day. */
export const seasonTargetsSchema = z.object({
  readyBy: businessDateSchema.nullable(),
  lines: z.array(z.object({ skuId: idSchema, quantity: z.int().min(1).max(1_000_000) })).max(500),
})
export type SeasonTargets = z.infer<typeof seasonTargetsSchema>

/** A style's targets and what of them is neither there nor on its way, orders served first. */
export const seasonRowSchema = z.object({
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  readyBy: businessDateSchema,
  quantity: z.int(),
  missing: z.int(),
  /** Its day is over: proposals no longer count it. */
  over: z.boolean(),
})
export type SeasonRow = z.infer<typeof seasonRowSchema>

export const planningContract = {
  season: {
    /** All targets, by style, the soonest first; those that are over come last. */
    list: procedure.output(z.array(seasonRowSchema)),
    get: procedure.input(z.object({ styleId: idSchema })).output(seasonTargetsSchema),
    /** Keeps a style's targets as a whole. Raises not-found. */
    save: procedure.input(commandInput({ styleId: idSchema, ...seasonTargetsSchema.shape })).output(z.null()),
  },
  /** What to make, the most urgent style first. */
  proposals: procedure
    .input(z.object({ search: z.string().max(100).default(''), ...pageInput }))
    .output(z.object({ rows: z.array(proposalSchema), total: z.int(), pieces: z.int() })),
  calendar: {
    get: procedure.output(calendarSchema),
    save: procedure.input(commandInput({ calendar: calendarSchema })).output(z.null()),
  },
  capacity: procedure.input(whatIfSchema).output(capacitySchema),
}
