import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { rateSchema } from '../production/routing-contract.ts'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  instantSchema,
  moneySchema,
  procedure,
} from '../rpc.ts'
import { jobProgressSchema } from './job-file.ts'

const note = z.string().trim().max(300)
const pieces = z.int().min(0).max(100_000)

export const subcontractRowSchema = z.object({
  id: idSchema,
  orderNumber: z.string(),
  state: z.enum(['open', 'closed']),
  subcontractorId: idSchema,
  partner: z.string(),
  batchId: idSchema,
  batchNumber: z.string(),
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  whole: z.boolean(),
  operations: z.array(z.object({ id: idSchema, name: z.string() })),
  dueDate: z.string().nullable(),
  businessDate: z.string(),
  sent: z.int(),
  good: z.int(),
  scrap: z.int(),
  lost: z.int(),
  over: z.int(),
  /** Still there. */
  out: z.int(),
  late: z.boolean(),
})
export type SubcontractRow = z.infer<typeof subcontractRowSchema>

export const subcontractBundleSchema = z.object({
  bundleId: idSchema,
  bundleNumber: z.int(),
  sku: skuLabelSchema,
  dyeLot: z.string(),
  quantity: z.int(),
  good: z.int(),
  scrap: z.int(),
  lost: z.int(),
  /** Of what is out: left there to be mended. */
  rework: z.int(),
  out: z.int(),
})
export const subcontractReturnSchema = z.object({
  id: idSchema,
  businessDate: z.string(),
  good: z.int(),
  scrap: z.int(),
  lost: z.int(),
  rework: z.int(),
  over: z.int(),
  amount: moneySchema.nullable(),
  deduction: moneySchema.nullable(),
  note: z.string(),
  voided: z.boolean(),
})
export const subcontractSchema = subcontractRowSchema.extend({
  price: rateSchema.nullable(),
  note: z.string(),
  endNote: z.string(),
  bundles: z.array(subcontractBundleSchema),
  /** Its sizes, in the style's own order. */
  sizes: z.array(z.string()),
  returns: z.array(subcontractReturnSchema),
  /** Given with the order and not given back; amounts in 1/1000 of the unit. */
  materials: z.array(
    z.object({
      materialId: idSchema,
      name: z.string(),
      unit: z.string(),
      issued: z.int(),
      returned: z.int(),
    }),
  ),
  /** The newest that the partner's file said. */
  report: z
    .object({
      sentAt: instantSchema,
      sequence: z.int(),
      lines: jobProgressSchema.shape.lines,
      note: z.string(),
    })
    .nullable(),
})
export type Subcontract = z.infer<typeof subcontractSchema>

/** An order with what each of its steps is paid; null where not to be seen, empty where agreed together. */
export const pricedSubcontractSchema = subcontractSchema.extend({
  stepPrices: z.array(z.object({ operationId: idSchema, rate: rateSchema })).nullable(),
})
export type PricedSubcontract = z.infer<typeof pricedSubcontractSchema>

export const sentOutContract = {
  list: procedure
    .input(z.object({ state: z.enum(['open', 'closed']).nullable().default('open') }))
    .output(z.array(subcontractRowSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(pricedSubcontractSchema),
  /**
   * Sends bundles out for some operations, or (no bundles) what is not cut yet of a batch for all of them.
   * Raises not-found, batch-over, bundle-over, bundle-out, handed-out, operation-done, nothing-left, uncut-fewer,
   * step-prices-wrong.
   */
  create: procedure
    .input(
      commandInput({
        subcontractorId: idSchema,
        batchId: idSchema,
        bundleIds: z.array(idSchema).max(1000),
        /** Without bundles: how many uncut pieces of each SKU; none: all of them. */
        lines: z
          .array(z.object({ skuId: idSchema, pieces: z.int().min(1).max(100_000) }))
          .max(500)
          .default([]),
        operationIds: z.array(idSchema).max(60),
        price: rateSchema,
        /** What each step is paid of the price; none: it was agreed for all together. */
        stepPrices: z
          .array(z.object({ operationId: idSchema, rate: rateSchema }))
          .max(60)
          .default([]),
        dueDate: businessDateSchema.nullable(),
        note,
      }),
    )
    .output(z.object({ id: idSchema })),
  /**
   * Pieces come back; more than went out (`over`: somebody said so) become a bundle of their own, and so do those of a
   * bundle whose rest is still there: their tickets are to be printed. `expectedOut`: what the screen said was out.
   * Who does not see money is told none and takes none off. Raises not-found, order-closed, batch-over,
   * too-many-pieces, reason-missing, out-changed, over-unconfirmed, date-ahead, not-allowed (a deduction).
   */
  receive: procedure
    .input(
      commandInput({
        id: idSchema,
        businessDate: businessDateSchema,
        /** Fen taken off for what was lost, spoilt or late. */
        deduction: moneySchema.min(0),
        note,
        lines: z
          .array(
            z.object({
              bundleId: idSchema,
              expectedOut: z.int().min(0),
              good: pieces,
              scrap: pieces,
              lost: pieces,
              rework: pieces,
            }),
          )
          .min(1)
          .max(1000),
        over: z.boolean(),
      }),
    )
    .output(
      z.object({
        pieces: z.int(),
        amount: moneySchema.nullable(),
        newBundles: z.array(z.object({ id: idSchema, bundleNumber: z.int(), pieces: z.int() })),
      }),
    ),
  /**
   * Takes a return back. Raises not-found, order-closed, batch-over, and bundle-over, bundle-worked, bundle-out or
   * handed-out where its pieces were received, worked on or sent on since.
   */
  voidReturn: procedure.input(commandInput({ returnId: idSchema })).output(z.null()),
  /** Ends it: what is still there comes back unworked, or is lost (then a reason). Raises order-closed, reason-missing. */
  close: procedure
    .input(commandInput({ id: idSchema, left: z.enum(['back', 'lost']), reason: note }))
    .output(z.null()),
  reopen: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  /** The signed file of an order. Raises not-found. */
  file: procedure.input(z.object({ id: idSchema })).output(exportedFileSchema),
}
