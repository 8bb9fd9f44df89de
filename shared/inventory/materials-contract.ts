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
const dyeLot = z.string().trim().max(40)

/** So much of a material, in 1/1000 of its unit. */
export const materialAmountSchema = z.object({
  materialId: idSchema,
  name: z.string(),
  unit: z.enum(materialUnits),
  quantity: z.int(),
})
export type MaterialAmount = z.infer<typeof materialAmountSchema>

/** What should be left of a dye lot; the lots of a material in the order in which they came. */
export const dyeLotSchema = z.object({
  materialId: idSchema,
  dyeLot: z.string(),
  received: z.int(),
  left: z.int(),
})
export type DyeLot = z.infer<typeof dyeLotSchema>

/** How much of a material lies in a place; places without any are left out. */
export const materialAtSchema = z.object({ materialId: idSchema, locationId: idSchema, quantity: z.int() })
export type MaterialAt = z.infer<typeof materialAtSchema>

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
  /** Ordered and not there yet, and by when all of it should be. */
  coming: z.int(),
  comingBy: z.string().nullable(),
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
  /**
   * Raises already-exists, not-found, material-unit (its unit cannot change once it moved), material-length (its width and
   * weight cannot go while BOMs say it by the metre).
   */
  save: procedure.input(commandInput(materialInput.shape)).output(z.object({ id: idSchema })),
  /** Bought and come in; what is not paid at once is owed to the supplier. Raises not-found, date-ahead, paid-over. */
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
              dyeLot,
            }),
          )
          .min(1)
          .max(100),
        paidNow: moneySchema.min(0),
        /** Somebody said that more is paid than came. */
        paidOver: z.boolean().optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Materials go back to who sold them: less stock, less debt. Raises not-found, material-below-zero. */
  giveBack: procedure
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
              /** Fen that are no longer owed for it. */
              amount: moneySchema.min(0),
              dyeLot,
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** What should be left of each dye lot: an estimate where lots were not named as they went. */
  lots: procedure.input(z.object({ materialIds: z.array(idSchema).max(100) })).output(z.array(dyeLotSchema)),
  /** Where these materials lie. */
  places: procedure
    .input(z.object({ materialIds: z.array(idSchema).max(100) }))
    .output(z.array(materialAtSchema)),
  purchases: procedure
    .input(z.object({ search: z.string().max(100).default(''), ...pageInput }))
    .output(pageOf(materialPurchaseSchema)),
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
  /** Carries a material from one place to another, its value with it. Raises not-found, material-below-zero, input-invalid (same place). */
  transfer: procedure
    .input(
      commandInput({
        materialId: idSchema,
        fromLocationId: idSchema,
        toLocationId: idSchema,
        quantity: amountSchema,
        note,
      }),
    )
    .output(z.null()),
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
          dyeLot: z.string(),
          voided: z.boolean(),
        }),
      ),
    }),
  ),
  /**
   * Gives materials to a batch or takes them back. Raises not-found, batch-over, material-below-zero, material-over, and
   * unless `over` (somebody said so) need-over and lot-over.
   */
  use: procedure
    .input(
      commandInput({
        batchId: idSchema,
        subcontractOrderId: idSchema.optional(),
        locationId: idSchema,
        kind: z.enum(['issued', 'returned']),
        note,
        over: z.boolean().optional(),
        lines: z
          .array(z.object({ materialId: idSchema, quantity: amountSchema, dyeLot: dyeLot.optional() }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.null()),
  /** Takes a use back. Raises not-found, material-below-zero, material-over. */
  voidUse: procedure.input(commandInput({ id: idSchema })).output(z.null()),
}
