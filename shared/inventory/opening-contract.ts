import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, idSchema, moneySchema, procedure } from '../rpc.ts'
import { lossAnswer } from './allocation-loss.ts'
import { openingProblemCodes } from './opening-rows.ts'

export const openingRowSchema = z.object({
  row: z.int(),
  sku: skuLabelSchema,
  locationId: idSchema,
  locationName: z.string(),
  quantity: z.int(),
  /** Fen for all pieces; null where the file gives no cost. */
  value: moneySchema.nullable(),
  /** Pieces the place has of it already: opening stock comes on top. */
  onHand: z.int(),
  /** Pieces of it that opening stock brought here before: the same file twice. */
  opened: z.int(),
})
export type OpeningRow = z.infer<typeof openingRowSchema>

export const openingProblemSchema = z.object({
  row: z.int(),
  sku: z.string(),
  code: z.enum(openingProblemCodes),
  value: z.string(),
})

/** The stock that a workshop has when it begins, from a file. */
export const openingContract = {
  template: procedure
    .input(z.object({ language: z.enum(['zh-CN', 'en']) }))
    .output(z.object({ fileName: z.string(), file: z.file() })),
  /** Reads a stock list (XLSX or CSV); nothing is written. */
  preview: procedure.input(z.object({ file: z.file(), locationId: idSchema.nullable() })).output(
    z.object({
      fileName: z.string(),
      rows: z.array(openingRowSchema),
      /** Rows without a quantity: passed over. */
      blank: z.int(),
      problems: z.array(openingProblemSchema),
    }),
  ),
  commit: procedure
    .input(
      commandInput({
        fileName: z.string().max(200),
        lines: z
          .array(
            z.object({
              itemId: idSchema,
              locationId: idSchema,
              quantity: z.int().min(1).max(1_000_000),
              value: moneySchema.min(0).nullable(),
            }),
          )
          .min(1)
          .max(20_000),
      }),
    )
    .output(z.object({ skus: z.int(), pieces: z.int(), ...lossAnswer.shape })),
}
