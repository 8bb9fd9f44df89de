import { z } from 'zod'
import { materialUnits } from '../inventory/materials-contract.ts'
import { commandInput, idSchema, moneySchema, procedure } from '../rpc.ts'

export const costingSchema = z.object({
  /** Fen that every piece bears. */
  perPiece: moneySchema.min(0).max(1_000_000),
  /** On every yuan of piece wages, in 1/1000. */
  ofWages: z.int().min(0).max(10_000),
})
export type Costing = z.infer<typeof costingSchema>

/** A sum of ours is shown whatever it is: a page that refuses one would never open again. */
const sum = z.int()
const pair = z.object({ planned: sum, actual: sum })

/** Fen. Planned: all that the batch plans, at today's prices and rates. Actual: what was given, recorded and owed so far. */
export const batchCostSchema = z.object({
  pieces: z.object({ planned: z.int(), begun: z.int(), received: z.int(), gone: z.int() }),
  materials: pair,
  wages: pair,
  /** Owed for work sent out, before deductions. */
  sentOut: sum,
  deducted: sum,
  overhead: pair,
  /** Amounts in 1/1000 of the unit. */
  materialLines: z.array(
    z.object({
      name: z.string(),
      unit: z.enum(materialUnits),
      needed: z.int(),
      used: z.int(),
      ...pair.shape,
    }),
  ),
  /** Worked on it by the hour: part of `wages`, and nothing was planned of it. */
  hours: z.object({ minutes: z.int(), actual: sum }),
  /** Piece wages by step; good: pieces paid. */
  workLines: z.array(z.object({ name: z.string(), good: z.int(), ...pair.shape })),
  /** Entries without a rate: their wages are not in it yet. */
  ratesMissing: z.int(),
  /** What the pieces taken into stock were booked at, and what they would be booked at more by now. */
  booked: sum,
  correctionDue: sum,
  /** What came to be known too late for pieces that had left: it is in no stock. */
  leftWithSold: sum,
})
export type BatchCost = z.infer<typeof batchCostSchema>

export const costsContract = {
  get: procedure.input(z.object({ batchId: idSchema })).output(batchCostSchema),
  /** Brings stock to what the pieces cost by now. Raises not-found. */
  correct: procedure.input(commandInput({ batchId: idSchema })).output(z.object({ corrected: sum })),
  costing: procedure.output(costingSchema),
  saveCosting: procedure.input(commandInput({ costing: costingSchema })).output(z.null()),
}
