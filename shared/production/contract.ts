import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { materialUnits } from '../inventory/materials-contract.ts'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { bundleRowSchema, bundlesContract } from './bundles-contract.ts'
import { costsContract } from './costs-contract.ts'
import { handOutsContract } from './hand-outs-contract.ts'
import { ratesContract, routingContract } from './routing-contract.ts'
import { workContract, workerTallySchema } from './work-contract.ts'

const note = z.string().trim().max(300)

export const batchStates = ['open', 'closed', 'cancelled'] as const

export const batchRowSchema = z.object({
  id: idSchema,
  batchNumber: z.string(),
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  state: z.enum(batchStates),
  dueDate: z.string().nullable(),
  performanceDate: z.string().nullable(),
  planned: z.int(),
  /** Cut into bundles; pieces. */
  begun: z.int(),
  /** Good at the last recorded operation; pieces. */
  made: z.int(),
})
export type BatchRow = z.infer<typeof batchRowSchema>

export const batchSchema = batchRowSchema.extend({
  note: z.string(),
  /** Orders it is made for; others may get its pieces too, in their turn. */
  orders: z.array(
    z.object({
      id: idSchema,
      orderNumber: z.string(),
      performanceDate: z.string().nullable(),
      shortCount: z.int(),
    }),
  ),
  lines: z.array(
    z.object({
      sku: skuLabelSchema,
      planned: z.int(),
      begun: z.int(),
      inStock: z.int(),
      /** Scrapped, lost, or seconds. */
      gone: z.int(),
    }),
  ),
  operations: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      /** What it asks of its worker. */
      skill: z.string(),
      recorded: z.boolean(),
      predecessors: z.array(idSchema),
    }),
  ),
  bundles: z.array(bundleRowSchema),
  /** Pieces at partners: which, for which steps, and with which order. */
  out: z.array(
    z.object({
      orderId: idSchema,
      orderNumber: z.string(),
      partner: z.string(),
      dueDate: z.string().nullable(),
      operationIds: z.array(idSchema),
      skuId: idSchema,
      pieces: z.int(),
    }),
  ),
  /** Whose the pieces of orders made for will be: a class list with its names, sizes and what to embroider. */
  wearers: z.array(
    z.object({
      orderNumber: z.string(),
      wearer: z.string(),
      colour: z.string(),
      size: z.string(),
      quantity: z.int(),
      customText: z.string(),
      measurements: z.string(),
      note: z.string(),
    }),
  ),
})
export type Batch = z.infer<typeof batchSchema>

/** A lay and its fabric: by its length, and as the BOM allows for its pieces; in 1/1000 of the material's unit. */
export const laySchema = z.object({
  id: idSchema,
  layNumber: z.int(),
  businessDate: z.string(),
  layers: z.int(),
  pieces: z.int(),
  /** A part cut on its own (ears, sleeves); empty: whole sets, which became bundles. */
  part: z.string(),
  cut: z.array(z.object({ colour: z.string(), size: z.string(), quantity: z.int() })),
  material: z.string(),
  unit: z.enum(materialUnits).nullable(),
  /** Millimetres. */
  markerLength: z.int().nullable(),
  endLoss: z.int().nullable(),
  used: z.int().nullable(),
  allowed: z.int().nullable(),
  remnant: z.int().nullable(),
})
export type Lay = z.infer<typeof laySchema>

export const bundleRuleSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('size'), pieces: z.int().min(1).max(1000) }),
  z.object({ by: z.literal('count'), bundles: z.int().min(1).max(1000) }),
])

/** Pieces of a batch by where they stand. */
export const boardRowSchema = batchRowSchema
  .pick({
    id: true,
    batchNumber: true,
    styleNumber: true,
    styleName: true,
    photoHash: true,
    dueDate: true,
    performanceDate: true,
    planned: true,
  })
  .extend({
    toCut: z.int(),
    stages: z.array(z.object({ operationId: idSchema, name: z.string(), waiting: z.int() })),
    /** At partners; they wait at the steps that they went out for. */
    out: z.int(),
    /** Good at every recorded step, not yet in stock. */
    finished: z.int(),
    inStock: z.int(),
    /** The due date is over. */
    late: z.boolean(),
  })
export type BoardRow = z.infer<typeof boardRowSchema>

export const slowBundleSchema = z.object({
  id: idSchema,
  batchId: idSchema,
  batchNumber: z.string(),
  bundleNumber: z.int(),
  sku: skuLabelSchema,
  held: z.int(),
  /** When something was last recorded on it, or it was cut. */
  at: instantSchema,
  lastWorker: z.string(),
  /** Steps at which its pieces wait; none: it is finished. */
  waitsAt: z.array(z.string()),
})
export type SlowBundle = z.infer<typeof slowBundleSchema>

export const productionContract = {
  /** What each worker made today. */
  tally: procedure.output(z.object({ workDate: businessDateSchema, workers: z.array(workerTallySchema) })),
  board: procedure.output(z.array(boardRowSchema)),
  /** Bundles on which nothing was recorded for so many days, the longest untouched first; at most 500. */
  slowBundles: procedure.input(z.object({ days: z.int().min(0).max(365) })).output(z.array(slowBundleSchema)),
  batches: {
    list: procedure
      .input(
        z.object({
          state: z.enum(batchStates).nullable().default('open'),
          search: z.string().default(''),
          ...pageInput,
        }),
      )
      .output(pageOf(batchRowSchema)),
    /** The same list as XLSX, whole. */
    export: procedure
      .input(
        z.object({
          state: z.enum(batchStates).nullable(),
          search: z.string().default(''),
          headers: languageSchema,
        }),
      )
      .output(exportedFileSchema),
    get: procedure.input(z.object({ id: idSchema })).output(batchSchema),
    /** Raises not-found, routing-missing (the style has no operations). */
    create: procedure
      .input(
        commandInput({
          styleId: idSchema,
          dueDate: businessDateSchema.nullable(),
          performanceDate: businessDateSchema.nullable(),
          note,
          /** Orders that it is made for. */
          orderIds: z.array(idSchema).max(200).optional(),
          lines: z
            .array(z.object({ skuId: idSchema, planned: z.int().min(1).max(100_000) }))
            .min(1)
            .max(500),
        }),
      )
      .output(z.object({ id: idSchema, batchNumber: z.string() })),
    /**
     * Changes an open batch: its days, its note, and the pieces of each SKU as a whole (one left out is no longer made).
     * Raises not-found, batch-over, changed-meanwhile, batch-cut-more.
     */
    change: procedure
      .input(
        commandInput({
          id: idSchema,
          dueDate: businessDateSchema.nullable(),
          performanceDate: businessDateSchema.nullable(),
          note,
          lines: z
            .array(z.object({ skuId: idSchema, planned: z.int().min(1).max(100_000) }))
            .min(1)
            .max(500),
          /** What it was when somebody began to change it. */
          read: z
            .object({
              dueDate: businessDateSchema.nullable(),
              performanceDate: businessDateSchema.nullable(),
              note: z.string(),
              lines: z.array(z.object({ skuId: idSchema, planned: z.int() })).max(500),
            })
            .optional(),
        }),
      )
      .output(z.null()),
    /** Ends a batch; what is left in bundles is lost, with a reason. Raises not-found, batch-over, pieces-left. */
    close: procedure.input(commandInput({ id: idSchema, reason: note })).output(z.object({ lost: z.int() })),
    /** Gives up a batch of which nothing is cut. Raises not-found, batch-over, batch-cut. */
    cancel: procedure.input(commandInput({ id: idSchema, reason: note })).output(z.null()),
    /** Opens an ended batch again, as it was before. Raises not-found. */
    reopen: procedure.input(commandInput({ id: idSchema })).output(z.null()),
    /** Cuts a lay and makes its bundles. Raises not-found, batch-over, sku-not-in-batch. */
    cut: procedure
      .input(
        commandInput({
          batchId: idSchema,
          colours: z
            .array(
              z.object({
                colour: z.string(),
                dyeLot: z.string().trim().max(40),
                layers: z.int().min(1).max(1000),
              }),
            )
            .min(1)
            .max(40),
          sizes: z
            .array(z.object({ size: z.string(), ratio: z.int().min(1).max(50) }))
            .min(1)
            .max(40),
          rule: bundleRuleSchema,
          /** A part cut on its own: it is counted against the sets and makes no bundles. */
          part: z.string().trim().max(40).optional(),
          materialId: idSchema.nullable().optional(),
          /** Millimetres. */
          markerLength: z.int().min(1).max(100_000).nullable().optional(),
          endLoss: z.int().min(0).max(10_000).nullable().optional(),
        }),
      )
      .output(z.object({ layNumber: z.int(), bundleIds: z.array(idSchema), pieces: z.int() })),
  },
  costs: costsContract,
  lays: {
    list: procedure.input(z.object({ batchId: idSchema })).output(z.array(laySchema)),
    /** Says afterwards what fabric a lay took and left. Raises not-found. */
    save: procedure
      .input(
        commandInput({
          id: idSchema,
          materialId: idSchema.nullable(),
          markerLength: z.int().min(1).max(100_000).nullable(),
          endLoss: z.int().min(0).max(10_000).nullable(),
          remnant: z.int().min(0).max(1e9).nullable(),
        }),
      )
      .output(z.null()),
    /** Takes back a lay of a part; whole sets are taken back bundle by bundle. Raises not-found. */
    void: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  },
  bundles: bundlesContract,
  handOuts: handOutsContract,
  routing: routingContract,
  rates: ratesContract,
  work: workContract,
}
