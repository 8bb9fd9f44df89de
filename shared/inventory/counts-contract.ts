import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, idSchema, instantSchema, moneySchema, pageInput, pageOf, procedure } from '../rpc.ts'
import { lossAnswer } from './allocation-loss.ts'

export const countRowSchema = z.object({
  id: idSchema,
  locationId: idSchema,
  locationName: z.string(),
  state: z.enum(['open', 'done', 'cancelled']),
  note: z.string(),
  startedAt: instantSchema,
  userName: z.string(),
  skus: z.int(),
  pieces: z.int(),
})
export type CountRow = z.infer<typeof countRowSchema>

export const countLineSchema = z.object({
  sku: skuLabelSchema,
  /** Null: not scanned yet. */
  counted: z.int().nullable(),
  /** On the shelf: booked there less what lies packed in boxes. */
  expected: z.int(),
  /** Booked there and lying in boxes that wait for the courier: not to be counted. Of open counts only. */
  packed: z.int(),
  difference: z.int().nullable(),
  /** Fen of the difference at the average cost of the place; null for who may not see money. */
  differenceValue: moneySchema.nullable(),
})
export type CountLine = z.infer<typeof countLineSchema>
export const countDetailSchema = countRowSchema.extend({ lines: z.array(countLineSchema) })
export type CountDetail = z.infer<typeof countDetailSchema>

/** Counting what lies in a place, and posting the differences. */
export const countsContract = {
  list: procedure.input(z.object(pageInput)).output(pageOf(countRowSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(countDetailSchema),
  /** Begins a count of a place; gives the open one where there is one. */
  start: procedure
    .input(commandInput({ locationId: idSchema, note: z.string().trim().max(300).default('') }))
    .output(z.object({ id: idSchema })),
  /** One piece more of the scanned SKU. */
  scan: procedure
    .input(commandInput({ id: idSchema, code: z.string().min(1).max(100) }))
    .output(z.object({ sku: skuLabelSchema, counted: z.int(), expected: z.int() })),
  /**
   * Sets what was counted; null: not counted after all. `before`: what the screen said. Raises count-changed where somebody
   * else counted it meanwhile.
   */
  set: procedure
    .input(
      commandInput({
        id: idSchema,
        itemId: idSchema,
        counted: z.int().min(0).max(1_000_000).nullable(),
        before: z.int().nullable().optional(),
      }),
    )
    .output(z.object({})),
  /** Posts the differences. `unscanned`: SKUs nobody scanned are taken as gone, or left as they are. */
  close: procedure
    .input(
      commandInput({
        id: idSchema,
        unscanned: z.enum(['zero', 'leave']),
        shortageReason: z.string().trim().max(200).optional(),
      }),
    )
    .output(z.object({ changed: z.int(), ...lossAnswer.shape })),
  cancel: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
}
