import { z } from 'zod'
import { materialUnits } from '../inventory/materials-contract.ts'
import { commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'

const usage = z.int().min(0).max(1e9)

/** See `BomLine` of bom.ts for the units. */
export const bomLineInput = z.object({
  part: z.string().trim().max(40),
  materialId: idSchema,
  colours: z.array(z.string()).max(60),
  usage,
  usages: z.record(z.string(), usage),
  wastage: z.int().min(0).max(1000),
  typed: z.enum(['unit', 'length']).optional(),
})
export type BomLineInput = z.infer<typeof bomLineInput>
export const bomLineSchema = bomLineInput.extend({
  materialName: z.string(),
  unit: z.enum(materialUnits),
  width: z.int().nullable(),
  gramsPerArea: z.int().nullable(),
})
export type BomLineRow = z.infer<typeof bomLineSchema>

/** A BOM as it was after a change, with the numbers of the batches begun while it held. */
export const bomVersionSchema = z.object({
  number: z.int(),
  at: instantSchema,
  who: z.string(),
  batches: z.array(z.string()),
  lines: z.array(bomLineSchema),
})
export type BomVersion = z.infer<typeof bomVersionSchema>

export const bomContract = {
  /** What the BOM was after each change, the newest first. */
  versions: procedure.input(z.object({ styleId: idSchema })).output(z.array(bomVersionSchema)),
  get: procedure.input(z.object({ styleId: idSchema })).output(z.array(bomLineSchema)),
  /**
   * Saves a style's BOM as a whole. Batches begun before keep theirs. `before`: what was read before it was typed.
   * Raises not-found, changed-meanwhile (the BOM is no longer what was read), material-length (typed by the metre, and
   * its material has no weight or width).
   */
  save: procedure
    .input(
      commandInput({
        styleId: idSchema,
        lines: z.array(bomLineInput).max(100),
        before: z.array(bomLineInput).max(100).optional(),
      }),
    )
    .output(z.null()),
}
