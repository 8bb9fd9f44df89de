import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { allocationLossSchema } from '../inventory/contract.ts'
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
import { costsContract } from './costs-contract.ts'
import { handOutsContract } from './hand-outs-contract.ts'

/** 1/1,000,000 yuan a good piece; up to 10,000 yuan. */
export const rateSchema = z.int().min(0).max(10_000_000_000)
const pieces = z.int().min(0).max(100_000)
const note = z.string().trim().max(300)

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

export const bundleRowSchema = z.object({
  id: idSchema,
  bundleNumber: z.int(),
  code: z.string(),
  /** The code as a QR code says it. */
  qr: z.string(),
  sku: skuLabelSchema,
  dyeLot: z.string(),
  quantity: z.int(),
  held: z.int(),
  state: z.enum(['live', 'split', 'merged', 'voided', 'done']),
  /** Pieces by operation; operations nothing was done at are left out. */
  done: z.array(z.object({ operationId: idSchema, good: z.int(), rework: z.int(), scrap: z.int() })),
})
export type BundleRow = z.infer<typeof bundleRowSchema>

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
  lines: z.array(z.object({ sku: skuLabelSchema, planned: z.int(), begun: z.int(), inStock: z.int() })),
  operations: z.array(
    z.object({ id: idSchema, name: z.string(), recorded: z.boolean(), predecessors: z.array(idSchema) }),
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

export const workEntrySchema = z.object({
  id: idSchema,
  workerId: idSchema,
  workerName: z.string(),
  operationId: idSchema,
  operationName: z.string(),
  bundleId: idSchema,
  bundleNumber: z.int(),
  batchId: idSchema,
  batchNumber: z.string(),
  styleNumber: z.string(),
  colour: z.string(),
  size: z.string(),
  good: z.int(),
  rework: z.int(),
  scrap: z.int(),
  reason: z.string(),
  basis: z.enum(['piece', 'hour']),
  workDate: z.string(),
  /** Null: missing, or not to be seen. */
  rate: rateSchema.nullable(),
  rateMissing: z.boolean(),
  at: instantSchema,
  voided: z.boolean(),
  /** Live entries that were written with it by one sheet or share; itself counted. */
  together: z.int(),
})
export type WorkEntry = z.infer<typeof workEntrySchema>

/** What can still be recorded at an operation of a scanned bundle, and who did what there. */
export const bundleStepSchema = z.object({
  operationId: idSchema,
  name: z.string(),
  recorded: z.boolean(),
  remaining: z.int(),
  good: z.int(),
  scrap: z.int(),
  workers: z.array(z.object({ name: z.string(), good: z.int() })),
})
export const scannedBundleSchema = z.object({
  id: idSchema,
  code: z.string(),
  bundleNumber: z.int(),
  batchId: idSchema,
  batchNumber: z.string(),
  styleName: z.string(),
  sku: skuLabelSchema,
  dyeLot: z.string(),
  quantity: z.int(),
  held: z.int(),
  steps: z.array(bundleStepSchema),
})
export type ScannedBundle = z.infer<typeof scannedBundleSchema>

export const scanAnswerSchema = z.discriminatedUnion('kind', [
  /** operationId: the step of a strip torn off the ticket. */
  z.object({ kind: z.literal('bundle'), bundle: scannedBundleSchema, operationId: idSchema.nullable() }),
  z.object({ kind: z.literal('worker'), worker: z.object({ id: idSchema, name: z.string() }) }),
])

export const recordInput = z.object({
  bundleId: idSchema,
  operationId: idSchema,
  workerId: idSchema,
  good: pieces,
  rework: pieces,
  scrap: pieces,
  /** Why pieces were scrapped or made again; needed where there are any. */
  reason: z.string().trim().max(100),
  basis: z.enum(['piece', 'hour']),
  workDate: businessDateSchema,
})
export type RecordInput = z.infer<typeof recordInput>

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

export const bundleEventSchema = z.object({
  at: instantSchema,
  /** A kind of bundle move, or what else happens to bundles. */
  what: z.enum([
    'begun',
    'found',
    'over-received',
    'finished',
    'seconds',
    'scrapped',
    'lost',
    'split',
    'merged',
    'work',
    'handed-out',
    'sent-out',
    'came-back',
    'defect',
  ]),
  pieces: z.int(),
  who: z.string(),
  operation: z.string(),
  note: z.string(),
  undone: z.boolean(),
})
export type BundleEvent = z.infer<typeof bundleEventSchema>

export const workerTallySchema = z.object({
  workerId: idSchema,
  name: z.string(),
  /** Good pieces over all operations. */
  pieces: z.int(),
  operations: z.array(z.object({ name: z.string(), good: z.int() })),
})
export type WorkerTally = z.infer<typeof workerTallySchema>

export const productionContract = {
  /** What each worker made today. */
  tally: procedure.output(z.object({ workDate: businessDateSchema, workers: z.array(workerTallySchema) })),
  board: procedure.output(z.array(boardRowSchema)),
  /** Bundles on which nothing was recorded for so many days, the longest untouched first; at most 500. */
  slowBundles: procedure.input(z.object({ days: z.int().min(0).max(365) })).output(z.array(slowBundleSchema)),
  routing: {
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
  },
  rates: {
    /** What `apply` would change. Amounts in 1/1,000,000 yuan. */
    preview: procedure
      .input(z.object({ operationId: idSchema, from: businessDateSchema }))
      .output(z.object({ entries: z.int(), missing: z.int(), before: z.int(), after: z.int() })),
    /** Gives the entries of an operation since a work date the rates of the price lists of now. */
    apply: procedure
      .input(commandInput({ operationId: idSchema, from: businessDateSchema }))
      .output(z.object({ entries: z.int() })),
  },
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
      .output(z.object({ id: idSchema })),
    /**
     * Changes an open batch: its days, its note, and the pieces of each SKU as a whole (one left out is no longer made).
     * Raises not-found, batch-over, batch-cut-more.
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
      .output(z.object({ layNumber: z.int(), bundles: z.int(), pieces: z.int() })),
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
  bundles: {
    /** Splits a live bundle into new ones; the parts add up to what it holds. Raises bundle-over, split-wrong. */
    split: procedure
      .input(commandInput({ id: idSchema, parts: z.array(z.int().min(1).max(100_000)).min(2).max(50) }))
      .output(z.object({ ids: z.array(idSchema) })),
    /** Merges live bundles of one SKU, batch, part and dye lot into a new one. Raises bundle-over, merge-differs. */
    merge: procedure
      .input(commandInput({ ids: z.array(idSchema).min(2).max(50) }))
      .output(z.object({ id: idSchema })),
    /**
     * Takes finished bundles into stock, where orders get the pieces; of a batch that a check rejected only with a note.
     * Raises bundle-over, bundle-unfinished, rework-open, batch-rejected.
     */
    receive: procedure
      .input(
        commandInput({
          ids: z.array(idSchema).min(1).max(500),
          locationId: idSchema,
          note: note.optional(),
        }),
      )
      .output(z.object({ pieces: z.int(), readyOrders: z.int(), losses: z.array(allocationLossSchema) })),
    /** All that happened to a bundle, the oldest first. Raises not-found. */
    history: procedure.input(z.object({ id: idSchema })).output(z.array(bundleEventSchema)),
    /** Takes a bundle back that nothing was done on. Raises bundle-over, bundle-worked. */
    void: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  },
  handOuts: handOutsContract,
  work: {
    /** What a ticket or badge means. Raises code-unknown, code-foreign, code-old-epoch, ticket-split, ticket-done, ticket-voided. */
    scan: procedure.input(z.object({ code: z.string().trim().min(1).max(100) })).output(scanAnswerSchema),
    /**
     * Raises recorded-just-now, too-many-pieces with who did what, step-done, bundle-over, bundle-out, reason-missing,
     * date-ahead, date-behind, not-found.
     */
    record: procedure.input(commandInput(recordInput.shape)).output(
      z.object({
        entry: workEntrySchema,
        /** Left at this operation of the bundle after it. */
        remaining: z.int(),
        /** Recorded steps right before, at which fewer pieces are good: noted, not refused. */
        earlierMissing: z.array(z.string()),
      }),
    ),
    /**
     * Many workers' pieces of one batch at once, all or nothing; without a bundle they are laid over those with pieces
     * left. Raises what `record` raises, and pieces-beyond.
     */
    recordMany: procedure
      .input(
        commandInput({
          batchId: idSchema,
          workDate: businessDateSchema,
          basis: z.enum(['piece', 'hour']),
          cells: z
            .array(
              z.object({
                workerId: idSchema,
                operationId: idSchema,
                bundleId: idSchema.nullable(),
                good: z.int().min(1).max(100_000),
              }),
            )
            .min(1)
            .max(3000),
        }),
      )
      .output(z.object({ entries: z.int(), pieces: z.int(), ratesMissing: z.int() })),
    /** Takes an entry back: it stays, voided. Raises not-found; a second time changes nothing. */
    undo: procedure.input(commandInput({ id: idSchema })).output(workEntrySchema),
    /** Takes all back that was written together with an entry by one sheet or share. Raises not-found, bundle-over. */
    undoTogether: procedure.input(commandInput({ id: idSchema })).output(z.object({ undone: z.int() })),
    /**
     * Gives an entry, or so many of its good pieces, to the worker who really did them, whatever became of the bundle.
     * Raises not-found, entry-undone, too-many-pieces.
     */
    reassign: procedure
      .input(commandInput({ id: idSchema, workerId: idSchema, good: z.int().min(0).max(100_000) }))
      .output(z.object({ id: idSchema })),
    /** Entries of a work date (or all), newest first. */
    list: procedure
      .input(
        z.object({
          workDate: businessDateSchema.nullable().default(null),
          workerId: idSchema.nullable().default(null),
          batchId: idSchema.nullable().default(null),
          ...pageInput,
        }),
      )
      .output(pageOf(workEntrySchema)),
  },
}
