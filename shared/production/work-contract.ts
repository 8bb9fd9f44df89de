import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import {
  businessDateSchema,
  commandInput,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'
import { rateSchema } from './routing-contract.ts'

const pieces = z.int().min(0).max(100_000)

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
  /**
   * Live entries that were written with it by one sheet or share, and what was given of them to other workers; itself
   * counted. None for one that was undone.
   */
  together: z.int(),
})
export type WorkEntry = z.infer<typeof workEntrySchema>

/** What one sheet, share or scan wrote: entries of one moment, as one. */
export const workSheetSchema = z.object({
  at: instantSchema,
  entries: z.int(),
  workers: z.array(z.string()),
  operations: z.array(z.string()),
  batches: z.array(z.string()),
  /** Of its live entries; of all where none is live any more. */
  good: z.int(),
  rework: z.int(),
  scrap: z.int(),
  ratesMissing: z.int(),
  voided: z.boolean(),
  /** Its first live entry, or the first. */
  first: workEntrySchema,
})
export type WorkSheet = z.infer<typeof workSheetSchema>

/** What can still be recorded at an operation of a scanned bundle, and who did what there. */
export const bundleStepSchema = z.object({
  operationId: idSchema,
  name: z.string(),
  recorded: z.boolean(),
  remaining: z.int(),
  good: z.int(),
  scrap: z.int(),
  /**
   * Who did good pieces of it; workerId null: a partner. `of`: the numbers of the bundles that it came of by split or merge,
   * where it was done on those; empty: on this one.
   */
  workers: z.array(
    z.object({ workerId: idSchema.nullable(), name: z.string(), good: z.int(), of: z.array(z.int()) }),
  ),
  /** Who was handed pieces of it that nobody recorded or brought back, and when; the oldest hand-out first. */
  holders: z.array(
    z.object({
      handOutId: idSchema,
      workerId: idSchema,
      name: z.string(),
      pieces: z.int(),
      since: z.string(),
    }),
  ),
})
export type BundleStep = z.infer<typeof bundleStepSchema>
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
  /** Parts cut on their own of which there are fewer than sets of its colour and size, and how many fewer. */
  partsLacking: z.array(z.object({ part: z.string(), lacking: z.int() })),
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
  /** Whose fault it was that pieces were made again; null: nobody's. Left out: whoever alone did the step, else herself. */
  faultWorkerId: idSchema.nullable().optional(),
  basis: z.enum(['piece', 'hour']),
  workDate: businessDateSchema,
})
export type RecordInput = z.infer<typeof recordInput>

export const workerTallySchema = z.object({
  workerId: idSchema,
  name: z.string(),
  /** Good pieces over all operations. */
  pieces: z.int(),
  operations: z.array(z.object({ name: z.string(), good: z.int() })),
})
export type WorkerTally = z.infer<typeof workerTallySchema>

export const workContract = {
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
   * left. Raises what `record` raises, pieces-beyond, and sheet-recorded (the same sheet within a day) unless `again`.
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
        /** The same sheet was written before, and this is really another one. */
        again: z.boolean().default(false),
      }),
    )
    .output(z.object({ entries: z.int(), pieces: z.int(), ratesMissing: z.int() })),
  /** Takes an entry back: it stays, voided. Raises not-found, undo-received, undo-parted, entry-apart; a second time changes nothing. */
  undo: procedure.input(commandInput({ id: idSchema })).output(workEntrySchema),
  /** Takes all back that was written together with an entry, see `together`. Raises what `undo` raises. */
  undoTogether: procedure.input(commandInput({ id: idSchema })).output(z.object({ undone: z.int() })),
  /**
   * Gives an entry, or so many of its good pieces, to the worker who really did them, whatever became of the bundle.
   * `expected`: its good pieces as the screen shows them. Raises not-found, entry-undone, too-many-pieces, entry-changed.
   */
  reassign: procedure
    .input(
      commandInput({
        id: idSchema,
        workerId: idSchema,
        good: z.int().min(0).max(100_000),
        expected: z.int().min(0).max(100_000).optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** What was written for a work date, a sheet or scan at a time, the newest first and what is wholly undone last. */
  sheets: procedure
    .input(
      z.object({ workDate: businessDateSchema, workerId: idSchema.nullable().default(null), ...pageInput }),
    )
    .output(pageOf(workSheetSchema)),
  /** Entries of a work date (or all), newest first; those of one sheet by its moment. */
  list: procedure
    .input(
      z.object({
        workDate: businessDateSchema.nullable().default(null),
        at: instantSchema.nullable().default(null),
        workerId: idSchema.nullable().default(null),
        batchId: idSchema.nullable().default(null),
        ...pageInput,
      }),
    )
    .output(pageOf(workEntrySchema)),
}
