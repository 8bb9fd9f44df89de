import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { allocationLossSchema } from '../inventory/allocation-loss.ts'
import { commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'

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

export const bundleEventSchema = z.object({
  /** Of its row among those of its kind. */
  id: idSchema,
  /** The bundle it happened to: the one asked for, or one that it came of by split or merge. */
  bundleId: idSchema,
  bundleNumber: z.int(),
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
  /** Of work: pieces done again, and pieces spoilt, beside the good ones. */
  rework: z.int(),
  scrap: z.int(),
  who: z.string(),
  operation: z.string(),
  /** A reason or the name of a defect as it is stored, a remark, or an order's number. */
  note: z.string(),
  undone: z.boolean(),
  /** Of a split or merge: where its pieces came from, or (below 0) went to. */
  kin: z.array(z.object({ id: idSchema, number: z.int() })),
})
export type BundleEvent = z.infer<typeof bundleEventSchema>

export const bundlesContract = {
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
        note: z.string().trim().max(300).optional(),
      }),
    )
    .output(z.object({ pieces: z.int(), readyOrders: z.int(), losses: z.array(allocationLossSchema) })),
  /** All that happened to a bundle and to those it came of, the oldest first. Raises not-found. */
  history: procedure.input(z.object({ id: idSchema })).output(z.array(bundleEventSchema)),
  /** Takes a bundle back that nothing was done on. Raises bundle-over, bundle-worked. */
  void: procedure.input(commandInput({ id: idSchema })).output(z.null()),
}
