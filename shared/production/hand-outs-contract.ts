import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { materialUnits } from '../inventory/materials-contract.ts'
import { businessDateSchema, commandInput, idSchema, procedure } from '../rpc.ts'

export const handOutSchema = z.object({
  id: idSchema,
  workerId: idSchema,
  workerName: z.string(),
  atHome: z.boolean(),
  operationId: idSchema,
  operationName: z.string(),
  batchId: idSchema,
  batchNumber: z.string(),
  bundleId: idSchema,
  bundleNumber: z.int(),
  sku: skuLabelSchema,
  pieces: z.int(),
  /** Neither recorded nor brought back. */
  left: z.int(),
  dueDate: z.string().nullable(),
  businessDate: z.string(),
  note: z.string(),
  late: z.boolean(),
  /** Quantities in 1/1000 of the unit. */
  materials: z.array(
    z.object({ name: z.string(), unit: z.enum(materialUnits), quantity: z.int(), dyeLot: z.string() }),
  ),
})
export type HandOut = z.infer<typeof handOutSchema>

export const handOutsContract = {
  /** What workers have in hand, the soonest due first. */
  list: procedure
    .input(z.object({ workerId: idSchema.nullable().default(null) }))
    .output(z.array(handOutSchema)),
  /**
   * Hands bundles out for a step: all that remains and nobody else has, or part of it.
   * Raises too-many-pieces, handed-out, hand-out-many, bundle-over, not-found, need-over.
   */
  create: procedure
    .input(
      commandInput({
        /** Pieces null: all that remains of the bundle and nobody else holds. */
        bundles: z
          .array(z.object({ bundleId: idSchema, pieces: z.int().min(1).max(100_000).nullable() }))
          .min(1)
          .max(200),
        operationId: idSchema,
        workerId: idSchema,
        dueDate: businessDateSchema.nullable(),
        note: z.string().trim().max(300),
        locationId: idSchema.nullable(),
        /** Of a second dye lot of a material there is a second line. */
        materials: z
          .array(
            z.object({
              materialId: idSchema,
              quantity: z.int().min(1).max(1e12),
              dyeLot: z.string().trim().max(40).optional(),
            }),
          )
          .max(50),
        /** Somebody said that these are more than the batch needs, or than is left of a dye lot. */
        over: z.boolean().optional(),
      }),
    )
    .output(z.object({ pieces: z.int() })),
  /** Pieces come back unworked. `expectedLeft`: what the screen said she held. Raises not-found, hand-out-over, hand-changed. */
  giveBack: procedure
    .input(commandInput({ id: idSchema, pieces: z.int().min(1).max(100_000), expectedLeft: z.int().min(0) }))
    .output(z.null()),
}
