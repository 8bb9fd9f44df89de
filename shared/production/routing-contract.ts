import { z } from 'zod'
import { businessDateSchema, commandInput, idSchema, procedure } from '../rpc.ts'

/** 1/1,000,000 yuan a good piece; up to 10,000 yuan. */
export const rateSchema = z.int().min(0).max(10_000_000_000)

export const rateRowSchema = z.object({ validFrom: businessDateSchema, size: z.string(), rate: rateSchema })

export const operationSchema = z.object({
  id: idSchema,
  name: z.string(),
  standardSeconds: z.int().nullable(),
  /** What it asks of its worker (平车); empty: itself. */
  skill: z.string(),
  recorded: z.boolean(),
  /** Ids of the operations right before it. */
  predecessors: z.array(idSchema),
  /** All price lists, newest first. Empty for who sees no rates. */
  rates: z.array(rateRowSchema),
})
export type Operation = z.infer<typeof operationSchema>

/** An operation as it is saved: predecessors are positions in the same list. */
export const operationInput = z.object({
  id: idSchema.nullable(),
  name: z.string().trim().min(1).max(40),
  standardSeconds: z.int().min(1).max(86_400).nullable(),
  /** What it asks of its worker; left out: as it was. */
  skill: z.string().trim().max(40).optional(),
  recorded: z.boolean(),
  predecessors: z.array(z.int().min(0)),
})
export type OperationInput = z.infer<typeof operationInput>

export const routingContract = {
  get: procedure.input(z.object({ styleId: idSchema })).output(z.array(operationSchema)),
  /**
   * Saves the routing as a whole. What is left out is archived. `before`: what was read before it was typed. Raises
   * already-exists, routing-circle, not-found, changed-meanwhile (the routing is no longer what was read).
   */
  save: procedure
    .input(
      commandInput({
        styleId: idSchema,
        operations: z.array(operationInput).max(60),
        before: z
          .array(operationSchema.omit({ rates: true }))
          .max(60)
          .optional(),
      }),
    )
    .output(z.array(idSchema)),
  /** Sets an operation's price list of one date, in place of what that date had; no rows take it away. */
  setRates: procedure
    .input(
      commandInput({
        operationId: idSchema,
        validFrom: businessDateSchema,
        rates: z.array(z.object({ size: z.string().max(40), rate: rateSchema })).max(60),
      }),
    )
    .output(z.null()),
}

export const ratesContract = {
  /** What `apply` would change. Amounts in 1/1,000,000 yuan. */
  preview: procedure
    .input(z.object({ operationId: idSchema, from: businessDateSchema }))
    .output(z.object({ entries: z.int(), missing: z.int(), before: z.int(), after: z.int() })),
  /** Gives the entries of an operation since a work date the rates of the price lists of now. Raises job-running, cancelled. */
  apply: procedure
    .input(commandInput({ operationId: idSchema, from: businessDateSchema }))
    .output(z.object({ entries: z.int() })),
}
