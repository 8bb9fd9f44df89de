import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { rateSchema } from '../production/contract.ts'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  instantSchema,
  moneySchema,
  procedure,
} from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { jobOrderSchema, jobProgressSchema } from './job-file.ts'

const note = z.string().trim().max(300)
const pieces = z.int().min(0).max(100_000)

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
  /** Pieces there now, and orders with pieces there after their due date. */
  out: z.int(),
  lateOrders: z.int(),
  /** All that ever came back. */
  good: z.int(),
  bad: z.int(),
  rework: z.int(),
})
export type Subcontractor = z.infer<typeof subcontractorSchema>

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

export const suggestionSchema = z.object({
  batchId: idSchema,
  batchNumber: z.string(),
  styleName: z.string(),
  due: z.string().nullable(),
  finish: z.string().nullable(),
  /** Standard seconds still to be done. */
  seconds: z.int(),
  /** Late batches that would be in time if this one were sent out, itself among them. */
  saves: z.int(),
  partners: z.array(z.object({ id: idSchema, name: z.string(), inTime: z.boolean(), skilled: z.boolean() })),
})
export type SendOutSuggestion = z.infer<typeof suggestionSchema>

export const incomingJobSchema = z.object({
  id: idSchema,
  customerId: idSchema,
  customer: z.string(),
  batchId: idSchema,
  batchNumber: z.string(),
  batchState: z.enum(['open', 'closed', 'cancelled']),
  styleName: z.string(),
  orderNumber: z.string(),
  byFile: z.boolean(),
  dueDate: z.string().nullable(),
  price: rateSchema.nullable(),
  planned: z.int(),
  good: z.int(),
  delivered: z.int(),
  /** Bundles that are finished and may be delivered. */
  ready: z.array(z.object({ id: idSchema, bundleNumber: z.int(), pieces: z.int() })),
  deliveries: z.array(
    z.object({
      id: idSchema,
      businessDate: z.string(),
      pieces: z.int(),
      amount: moneySchema.nullable(),
      voided: z.boolean(),
    }),
  ),
})
export type IncomingJob = z.infer<typeof incomingJobSchema>

const fileText = z.string().min(1).max(8_000_000)

/** What a file says, before anything is kept of it. */
export const readJobSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('order'),
    from: z.string(),
    fingerprint: z.string(),
    /** Its key was confirmed before. */
    known: z.boolean(),
    sentAt: instantSchema,
    order: jobOrderSchema,
  }),
  z.object({
    kind: z.literal('progress'),
    from: z.string(),
    fingerprint: z.string(),
    known: z.boolean(),
    sentAt: instantSchema,
    orderId: idSchema,
    progress: jobProgressSchema,
  }),
])
export type ReadJob = z.infer<typeof readJobSchema>

export const subcontractingContract = {
  partners: {
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
          note,
        }),
      )
      .output(z.object({ id: idSchema })),
  },
  /** Batches that will be late, and to whom they could go. */
  suggestions: procedure.output(z.array(suggestionSchema)),
  /** This workshop's own key, as a partner sees it. */
  ownFingerprint: procedure.output(z.object({ name: z.string(), fingerprint: z.string() })),
  orders: {
    list: procedure
      .input(z.object({ state: z.enum(['open', 'closed']).nullable().default('open') }))
      .output(z.array(subcontractRowSchema)),
    get: procedure.input(z.object({ id: idSchema })).output(subcontractSchema),
    /**
     * Sends bundles out for some operations, or (no bundles) all of a batch that is not cut yet for all of them.
     * Raises not-found, batch-over, bundle-over, bundle-out, operation-done, nothing-left.
     */
    create: procedure
      .input(
        commandInput({
          subcontractorId: idSchema,
          batchId: idSchema,
          bundleIds: z.array(idSchema).max(1000),
          operationIds: z.array(idSchema).max(60),
          price: rateSchema,
          dueDate: businessDateSchema.nullable(),
          note,
        }),
      )
      .output(z.object({ id: idSchema })),
    /** Pieces come back; more than went out become a bundle of their own. Raises not-found, order-closed, too-many-pieces. */
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
              z.object({ bundleId: idSchema, good: pieces, scrap: pieces, lost: pieces, rework: pieces }),
            )
            .min(1)
            .max(1000),
        }),
      )
      .output(z.object({ pieces: z.int(), amount: moneySchema })),
    /** Takes a return back. Raises not-found, bundle-over, bundle-worked (worked on since). */
    voidReturn: procedure.input(commandInput({ returnId: idSchema })).output(z.null()),
    /** Ends it: what is still there comes back unworked, or is lost (then a reason). Raises order-closed, reason-missing. */
    close: procedure
      .input(commandInput({ id: idSchema, left: z.enum(['back', 'lost']), reason: note }))
      .output(z.null()),
    reopen: procedure.input(commandInput({ id: idSchema })).output(z.null()),
    /** The signed file of an order. Raises not-found. */
    file: procedure.input(z.object({ id: idSchema })).output(exportedFileSchema),
  },
  files: {
    /** Reads a `.yifang-job`. Raises job-unreadable, job-newer, job-altered, job-known, job-key-changed, job-foreign. */
    read: procedure.input(z.object({ name: z.string().max(200), text: fileText })).output(readJobSchema),
    /** Keeps it: an order becomes a batch here, progress is kept with its order. `confirmed`: the fingerprint was compared. */
    accept: procedure
      .input(commandInput({ name: z.string().max(200), text: fileText, confirmed: z.boolean() }))
      .output(
        z.object({
          kind: z.enum(['order', 'progress']),
          batchId: idSchema.nullable(),
          orderId: idSchema.nullable(),
        }),
      ),
  },
  incoming: {
    list: procedure.output(z.array(incomingJobSchema)),
    /** The same list as XLSX. */
    export: procedure.input(z.object({ headers: languageSchema })).output(exportedFileSchema),
    /** Marks a batch as another's work, without a file. Raises not-found, already-exists. */
    add: procedure
      .input(
        commandInput({
          batchId: idSchema,
          customerName: z.string().trim().min(1).max(60),
          orderNumber: z.string().trim().max(60),
          price: rateSchema,
        }),
      )
      .output(z.object({ id: idSchema })),
    /** Finished bundles go to whom they belong, charged to his account. Raises not-found, bundle-over, bundle-unfinished. */
    deliver: procedure
      .input(commandInput({ id: idSchema, bundleIds: z.array(idSchema).min(1).max(1000) }))
      .output(z.object({ pieces: z.int(), amount: moneySchema })),
    /** Takes a delivery back, with its charge. Raises not-found. */
    voidDelivery: procedure.input(commandInput({ deliveryId: idSchema })).output(z.null()),
    /** The signed progress file. Raises not-found. */
    file: procedure
      .input(commandInput({ id: idSchema }))
      .output(z.object({ fileName: z.string(), text: z.string() })),
  },
}
