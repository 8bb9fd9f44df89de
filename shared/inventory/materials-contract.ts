import { z } from 'zod'
import {
  businessDateSchema,
  commandInput,
  idSchema,
  instantSchema,
  moneySchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'

export const materialUnits = ['m', 'kg', 'pc', 'roll'] as const

/** 1/1000 of a material's unit. */
const amountSchema = z.int().min(1).max(1e12)
const note = z.string().trim().max(300)

export const materialSchema = z.object({
  id: idSchema,
  name: z.string(),
  unit: z.enum(materialUnits),
  /** Millimetres. */
  width: z.int().nullable(),
  gramsPerArea: z.int().nullable(),
  supplierId: idSchema.nullable(),
  supplierName: z.string(),
  /** Fen a unit as last agreed; null where unknown, or not to be seen. */
  price: moneySchema.nullable(),
  note: z.string(),
  archived: z.boolean(),
  /** In all places, 1/1000 of the unit. */
  onHand: z.int(),
  /** Of what open batches need by their BOM, what they were not given yet. */
  wanted: z.int(),
  /** Fen; null where not to be seen. */
  value: moneySchema.nullable(),
})
export type Material = z.infer<typeof materialSchema>

export const materialInput = z.object({
  id: idSchema.nullable(),
  name: z.string().trim().min(1).max(60),
  unit: z.enum(materialUnits),
  width: z.int().min(1).max(10_000).nullable(),
  gramsPerArea: z.int().min(1).max(10_000).nullable(),
  supplierId: idSchema.nullable(),
  price: moneySchema.min(0).nullable(),
  note,
  archived: z.boolean(),
})
export type MaterialInput = z.infer<typeof materialInput>

export const materialPurchaseSchema = z.object({
  id: idSchema,
  businessDate: z.string(),
  supplierName: z.string(),
  lines: z.array(
    z.object({
      materialId: idSchema,
      name: z.string(),
      unit: z.enum(materialUnits),
      quantity: z.int(),
      amount: moneySchema.nullable(),
      dyeLot: z.string(),
    }),
  ),
  amount: moneySchema.nullable(),
  paid: moneySchema.nullable(),
  note: z.string(),
  voided: z.boolean(),
})
export type MaterialPurchase = z.infer<typeof materialPurchaseSchema>

export const batchMaterialSchema = z.object({
  materialId: idSchema,
  name: z.string(),
  unit: z.enum(materialUnits),
  /** 1/1000 of the unit, as all amounts here. */
  needed: z.int(),
  issued: z.int(),
  returned: z.int(),
  onHand: z.int(),
  /** Fen of what was issued less what came back; null where not to be seen. */
  value: moneySchema.nullable(),
})
export type BatchMaterial = z.infer<typeof batchMaterialSchema>

export const scrapSaleSchema = z.object({
  id: idSchema,
  businessDate: z.string(),
  weightGrams: z.int(),
  amount: moneySchema,
  buyer: z.string(),
  note: z.string(),
  voided: z.boolean(),
})
export type ScrapSale = z.infer<typeof scrapSaleSchema>

export const materialsContract = {
  scrapSales: procedure.output(z.array(scrapSaleSchema)),
  /** Offcuts sold by weight. */
  sellScrap: procedure
    .input(
      commandInput({
        businessDate: businessDateSchema,
        weightGrams: z.int().min(1).max(1e9),
        amount: moneySchema.min(0),
        buyer: z.string().trim().max(60),
        note,
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Takes a sale back. Raises not-found. */
  voidScrapSale: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  list: procedure
    .input(
      z.object({
        search: z.string().max(100).default(''),
        archived: z.boolean().default(false),
        ...pageInput,
      }),
    )
    .output(pageOf(materialSchema)),
  /** Raises already-exists, not-found, material-unit (its unit cannot change once it moved). */
  save: procedure.input(commandInput(materialInput.shape)).output(z.object({ id: idSchema })),
  /** Bought and come in; what is not paid at once is owed to the supplier. Raises not-found. */
  purchase: procedure
    .input(
      commandInput({
        supplierId: idSchema,
        locationId: idSchema,
        businessDate: businessDateSchema,
        note,
        lines: z
          .array(
            z.object({
              materialId: idSchema,
              quantity: amountSchema,
              amount: moneySchema.min(0),
              dyeLot: z.string().trim().max(40),
            }),
          )
          .min(1)
          .max(100),
        paidNow: moneySchema.min(0),
      }),
    )
    .output(z.object({ id: idSchema })),
  purchases: procedure.input(z.object(pageInput)).output(pageOf(materialPurchaseSchema)),
  /** Sets what is there to what was counted. Raises not-found. */
  count: procedure
    .input(
      commandInput({
        materialId: idSchema,
        locationId: idSchema,
        counted: z.int().min(0).max(1e12),
        note,
      }),
    )
    .output(z.object({ difference: z.int() })),
  ofBatch: procedure.input(z.object({ batchId: idSchema })).output(
    z.object({
      rows: z.array(batchMaterialSchema),
      uses: z.array(
        z.object({
          id: idSchema,
          at: instantSchema,
          name: z.string(),
          unit: z.enum(materialUnits),
          kind: z.enum(['issued', 'returned']),
          quantity: z.int(),
          voided: z.boolean(),
        }),
      ),
    }),
  ),
  /** Gives materials to a batch or takes them back. Raises not-found, batch-over, stock-below-zero, material-over. */
  use: procedure
    .input(
      commandInput({
        batchId: idSchema,
        subcontractOrderId: idSchema.optional(),
        locationId: idSchema,
        kind: z.enum(['issued', 'returned']),
        note,
        lines: z
          .array(z.object({ materialId: idSchema, quantity: amountSchema }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.null()),
  /** Takes a use back. Raises not-found, stock-below-zero, material-over. */
  voidUse: procedure.input(commandInput({ id: idSchema })).output(z.null()),
}
