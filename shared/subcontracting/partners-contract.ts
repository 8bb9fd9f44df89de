import { z } from 'zod'
import { businessDateSchema, commandInput, idSchema, moneySchema, procedure } from '../rpc.ts'
import { partnerPriceSchema, priceProposalSchema } from './prices.ts'

export const subcontractorSchema = z.object({
  id: idSchema,
  supplierId: idSchema,
  name: z.string(),
  phone: z.string(),
  skills: z.string(),
  leadDays: z.int(),
  /** Kilometres. */
  distance: z.int().nullable(),
  note: z.string(),
  /** Fen; null where not to be seen. */
  owed: moneySchema.nullable(),
  /** Its price list with what it was before; null where not to be seen. */
  prices: z.array(partnerPriceSchema).nullable(),
  /** The workshop whose key signs its files; null until the first one was confirmed. */
  signedBy: z.string().nullable(),
  /** Pieces there now, and orders with pieces there after their due date. */
  out: z.int(),
  lateOrders: z.int(),
  /** All that ever came back. */
  good: z.int(),
  bad: z.int(),
  rework: z.int(),
})
export type Subcontractor = z.infer<typeof subcontractorSchema>

/** A partner that could take a batch, with what speaks for and against it (`rankPartners`). */
export const candidateSchema = z.object({
  id: idSchema,
  name: z.string(),
  leadDays: z.int(),
  inTime: z.boolean(),
  canBottleneck: z.boolean(),
  /** Steps of the batch that it can do. */
  can: z.array(z.string()),
  /** Scrapped, lost and reworked of all that came back, in per mille; null: nothing came yet. */
  badShare: z.int().nullable(),
  /** 1/1,000,000 yuan a piece for the batch's steps; null: not agreed, or not to be seen. */
  price: z.int().nullable(),
  distance: z.int().nullable(),
  out: z.int(),
  lateOrders: z.int(),
})

export const suggestionSchema = z.object({
  batchId: idSchema,
  batchNumber: z.string(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  due: z.string().nullable(),
  finish: z.string().nullable(),
  /** Standard seconds still to be done. */
  seconds: z.int(),
  /** Late batches that would be in time if this one were sent out; itself among them where a partner can do it in time. */
  saves: z.int(),
  /** Of its steps, the one that the workshop needs the most days for. Null: none has a standard time. */
  bottleneck: z.object({ step: z.string(), days: z.number().nullable() }).nullable(),
  /** The most suitable first. */
  partners: z.array(candidateSchema),
})
export type SendOutSuggestion = z.infer<typeof suggestionSchema>

export const partnersContract = {
  list: procedure.output(z.array(subcontractorSchema)),
  /** Raises already-exists (a supplier has that name), not-found. */
  save: procedure
    .input(
      commandInput({
        id: idSchema.nullable(),
        name: z.string().trim().min(1).max(60),
        phone: z.string().trim().max(40),
        skills: z.string().trim().max(200),
        leadDays: z.int().min(0).max(365),
        distance: z.int().min(0).max(10_000).nullable(),
        note: z.string().trim().max(300),
        /** Its price list as a whole; left out: as it was. */
        prices: z
          .array(partnerPriceSchema.extend({ validFrom: businessDateSchema }))
          .max(500)
          .optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Lets its files be signed by another workshop: the next one is asked about again. Raises not-found. */
  forgetKey: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  /** What to propose for steps of a batch, or (none) for all of it. Raises not-found. */
  proposePrice: procedure
    .input(
      z.object({ subcontractorId: idSchema, batchId: idSchema, operationIds: z.array(idSchema).max(60) }),
    )
    .output(priceProposalSchema),
}
