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
import { languageSchema } from '../settings/contract.ts'
import { jobOrderSchema, jobProgressSchema } from './job-file.ts'
import { partnerPriceSchema, priceProposalSchema } from './prices.ts'

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

export const incomingJobSchema = z.object({
  id: idSchema,
  customerId: idSchema,
  customer: z.string(),
  batchId: idSchema,
  batchNumber: z.string(),
  batchState: z.enum(['open', 'closed', 'cancelled']),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  orderNumber: z.string(),
  byFile: z.boolean(),
  /** That came along, as its file said. */
  materials: jobOrderSchema.shape.materials,
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

const readHead = {
  from: z.string(),
  fingerprint: z.string(),
  /** Whether its key was confirmed before; `changed`: another key of the same workshop was. */
  trust: z.enum(['known', 'new', 'changed']),
  /** The key of that workshop until now, or keys of workshops of the same name: it may have been installed anew. */
  before: z.array(z.object({ name: z.string(), fingerprint: z.string(), confirmedAt: instantSchema })),
  sentAt: instantSchema,
}

/** What a file says, before anything is kept of it. */
export const readJobSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), ...readHead, order: jobOrderSchema }),
  z.object({
    kind: z.literal('progress'),
    ...readHead,
    orderId: idSchema,
    /** The partner that has the order, and whether its files are known to be signed by this sender. */
    partner: z.string(),
    bound: z.boolean(),
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
  },
  /** Batches that will be late, and to whom they could go. */
  suggestions: procedure.output(z.array(suggestionSchema)),
  /** This workshop's own key, as a partner sees it. */
  ownFingerprint: procedure.output(z.object({ name: z.string(), fingerprint: z.string() })),
  orders: {
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
  },
  files: {
    /** Reads a `.yifang-job`. Raises job-unreadable, job-newer, job-altered, job-own, job-known, job-foreign, job-sender-differs. */
    read: procedure.input(z.object({ name: z.string().max(200), text: fileText })).output(readJobSchema),
    /** Takes the key of a file's sender in place of one it had before, by that one's fingerprint. Raises as `read`, not-found. */
    trustKey: procedure
      .input(commandInput({ name: z.string().max(200), text: fileText, replaces: z.string().max(40) }))
      .output(z.null()),
    /**
     * Keeps it: an order becomes a batch here, progress is kept with its order. `confirmed`: the fingerprint was compared,
     * and a first progress file is the partner's. Raises as `read`, job-key-new, job-key-changed, job-partner-new.
     */
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
    /** Marks a batch as another's work, without a file. Raises not-found, batch-over, already-exists, batch-received. */
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
    /** Takes that mark back. Raises not-found (also for a job by file), batch-over, job-delivered. */
    remove: procedure.input(commandInput({ id: idSchema })).output(z.null()),
    /** Finished bundles go to whom they belong, charged to his account. Raises not-found, bundle-over, bundle-unfinished, rework-open. */
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
