import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { businessDateSchema, commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'
import { materialAmountSchema } from './materials-contract.ts'

export const supplyKinds = ['make', 'buy', 'wait'] as const

const pieces = z.int().min(1).max(1_000_000)
const note = z.string().trim().max(300).default('')
const file = z.object({ fileName: z.string(), file: z.file() })
const stockLines = z
  .array(z.object({ itemId: idSchema, quantity: pieces }))
  .min(1)
  .max(500)

export const supplySchema = z.object({
  id: idSchema,
  itemId: idSchema,
  kind: z.enum(supplyKinds),
  quantity: z.int(),
  received: z.int(),
  expectedDate: z.string().nullable(),
  supplierId: idSchema.nullable(),
  supplierName: z.string(),
  note: z.string(),
  /** The batch that makes it, which alone says how many pieces come, and when. */
  batch: z.object({ id: idSchema, batchNumber: z.string() }).nullable(),
  /** Where pieces of that batch are at partners, and when they are due back. */
  sentOut: z.array(
    z.object({
      id: idSchema,
      orderNumber: z.string(),
      partner: z.string(),
      dueDate: z.string().nullable(),
    }),
  ),
  /** It is a line of an order of materials. */
  purchaseOrderId: idSchema.nullable(),
})
export type Supply = z.infer<typeof supplySchema>

/** What an order line that is short waits for. `quantity` pieces of the supply are meant for it. */
export const awaitedSupplySchema = z.object({
  supplyId: idSchema,
  kind: z.enum(supplyKinds),
  quantity: z.int(),
  /** When it is there: what is at a partner is not there before it is due back. */
  expectedDate: z.string().nullable(),
  supplierName: z.string(),
  ...supplySchema.pick({ batch: true, sentOut: true }).shape,
  /** It comes after the show, or after the order must leave. */
  late: z.boolean(),
})
export type AwaitedSupply = z.infer<typeof awaitedSupplySchema>

export const waitingLineSchema = z.object({
  orderLineId: idSchema,
  orderId: idSchema,
  orderNumber: z.string(),
  shopName: z.string(),
  itemId: idSchema,
  styleNumber: z.string(),
  skuText: z.string(),
  need: z.int(),
  allocated: z.int(),
  short: z.int(),
  pinned: z.boolean(),
  shipBy: instantSchema.nullable(),
  performanceDate: z.string().nullable(),
  supplies: z.array(awaitedSupplySchema),
  /** Short pieces that no expected supply answers yet. */
  unanswered: z.int(),
})
export type WaitingLine = z.infer<typeof waitingLineSchema>

export const styleShortageSchema = z.object({
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  short: z.int(),
  unanswered: z.int(),
  orders: z.int(),
  shipBy: instantSchema.nullable(),
  /** Some order behind it has no ship-by at all: it goes first. */
  undated: z.boolean(),
  performanceDate: z.string().nullable(),
  colours: z.array(z.string()),
  sizes: z.array(z.string()),
  cells: z.array(
    z.object({
      skuId: idSchema,
      colour: z.string(),
      size: z.string(),
      short: z.int(),
      unanswered: z.int(),
      orders: z.int(),
      shipBy: instantSchema.nullable(),
      performanceDate: z.string().nullable(),
      onHand: z.int(),
      expected: z.int(),
    }),
  ),
})
export type StyleShortage = z.infer<typeof styleShortageSchema>

export const shortagesContract = {
  list: procedure.input(z.object({ search: z.string().max(100).default('') })).output(
    z.object({
      styles: z.array(styleShortageSchema),
      short: z.int(),
      unanswered: z.int(),
      orders: z.int(),
    }),
  ),
  /** The order lines behind the shortage of some SKUs, most urgent first. */
  lines: procedure
    .input(z.object({ itemIds: z.array(idSchema).min(1).max(500) }))
    .output(z.array(waitingLineSchema)),
  export: procedure.output(file),
}

export const supplyContract = {
  list: procedure.output(
    z.array(
      supplySchema.extend({
        /** One of the two: pieces of a SKU, or a material in 1/1000 of its unit. */
        sku: skuLabelSchema.nullable(),
        material: materialAmountSchema.omit({ quantity: true }).nullable(),
        overdue: z.boolean(),
      }),
    ),
  ),
  /** Answers a shortage: one expected supply for each line. */
  add: procedure
    .input(
      commandInput({
        kind: z.enum(supplyKinds),
        expectedDate: businessDateSchema.nullable(),
        supplierId: idSchema.nullable(),
        note,
        lines: stockLines,
      }),
    )
    .output(z.object({ ids: z.array(idSchema) })),
  change: procedure
    .input(
      commandInput({
        id: idSchema,
        quantity: pieces,
        expectedDate: businessDateSchema.nullable(),
        supplierId: idSchema.nullable(),
        note,
      }),
    )
    .output(z.object({})),
  close: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
  forOrder: procedure.input(z.object({ orderId: idSchema })).output(z.array(waitingLineSchema)),
}
