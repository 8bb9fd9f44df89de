import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, exportedFileSchema, idSchema, instantSchema, procedure } from '../rpc.ts'

export const returnStates = ['unchecked', 'done', 'voided'] as const

export const returnableLineSchema = z.object({
  orderLineId: idSchema,
  itemId: idSchema,
  sku: skuLabelSchema,
  kind: z.enum(['sale', 'resend', 'exchange']),
  /** Pieces of this item that left in parcels, and those that came back. */
  shipped: z.int(),
  returned: z.int(),
  /** Pieces that may come back although they left before this program was used. */
  earlier: z.int(),
})

export const returnOrderSchema = z.object({
  orderId: idSchema,
  orderNumber: z.string(),
  shopName: z.string(),
  afterSale: z.enum(['none', 'requested', 'refunded', 'rejected']),
  /** Whose parcel it was, to tell two buyers of one name apart; masked for who may not see recipients. */
  recipient: z.string(),
  region: z.string(),
  /** By the books it is gone; an order that still lies here cannot come back. */
  hasLeft: z.boolean(),
  shippedAt: instantSchema.nullable(),
  lines: z.array(returnableLineSchema),
})
export type ReturnOrder = z.infer<typeof returnOrderSchema>

export const returnLineSchema = z.object({
  id: idSchema,
  /** Null: of no order that is known. */
  orderLineId: idSchema.nullable(),
  /** Left before this program was used, or of no order that is known: it answers no shipped pieces. */
  earlier: z.boolean(),
  itemId: idSchema,
  sku: skuLabelSchema,
  /** Our code of the SKU, for the label that is stuck on the piece. */
  skuCode: z.string(),
  quantity: z.int(),
  restocked: z.int(),
  seconds: z.int(),
  scrapped: z.int(),
})

export const returnCaseSchema = z.object({
  id: idSchema,
  code: z.string(),
  /** Null: a parcel of which no order is known. */
  orderId: idSchema.nullable(),
  orderNumber: z.string(),
  shopName: z.string(),
  trackingNumber: z.string(),
  reason: z.string(),
  state: z.enum(returnStates),
  receivedAt: instantSchema,
  lines: z.array(returnLineSchema),
  /** Exchanges and resends that answer its lines. */
  answers: z.array(
    z.object({
      orderLineId: idSchema,
      kind: z.enum(['resend', 'exchange']),
      sku: skuLabelSchema,
      quantity: z.int(),
      shipped: z.int(),
    }),
  ),
})
export type ReturnCase = z.infer<typeof returnCaseSchema>

export const returnFilterSchema = z.object({
  state: z.enum(returnStates).nullable().default(null),
  /** Return or tracking number, order number, the buyer's name or phone, a style number. */
  search: z.string().trim().max(80).default(''),
})
export type ReturnFilter = z.infer<typeof returnFilterSchema>

export const returnsContract = {
  /**
   * What a scan or a search means: a return case, orders whose goods may come back (by their number, the
   * buyer's name or phone), or a SKU, with the returns where pieces of it wait. `asTracking`: it looks like a
   * courier's number of a return and is kept with the case that follows. Raises code-unknown, code-old-epoch.
   */
  find: procedure.input(z.object({ text: z.string().trim().min(1).max(100) })).output(
    z.object({
      returnCaseId: idSchema.nullable(),
      orders: z.array(returnOrderSchema),
      /** More orders fit than are given. */
      more: z.boolean(),
      sku: skuLabelSchema.nullable(),
      waiting: z.array(z.object({ id: idSchema, orderNumber: z.string(), pieces: z.int() })),
      asTracking: z.string(),
    }),
  ),
  order: procedure.input(z.object({ orderId: idSchema })).output(returnOrderSchema),
  /**
   * Takes goods in, unchecked. Pieces of a line count first against what left in parcels, then (of an order
   * that left before this program was used) as earlier ones. Raises return-too-many, return-not-left.
   */
  receive: procedure
    .input(
      commandInput({
        /** Null: nobody knows whose parcel it is. */
        orderId: idSchema.nullable(),
        trackingNumber: z.string().trim().max(60),
        reason: z.string().trim().max(200),
        lines: z
          .array(
            z.object({
              orderLineId: idSchema.nullable(),
              itemId: idSchema,
              quantity: z.int().min(1).max(10_000),
            }),
          )
          .min(1)
          .max(200),
      }),
    )
    .output(z.object({ id: idSchema })),
  list: procedure
    .input(
      returnFilterSchema.extend({
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: idSchema,
            orderNumber: z.string(),
            shopName: z.string(),
            trackingNumber: z.string(),
            reason: z.string(),
            state: z.enum(returnStates),
            receivedAt: instantSchema,
            pieces: z.int(),
            unchecked: z.int(),
          }),
        ),
        total: z.int(),
      }),
    ),
  get: procedure.input(z.object({ id: idSchema })).output(returnCaseSchema),
  export: procedure.input(returnFilterSchema).output(exportedFileSchema),
  /** Looks at pieces of one line: back to the shelf, to seconds, or scrap. */
  inspect: procedure
    .input(
      commandInput({
        returnLineId: idSchema,
        restock: z.int().min(0),
        seconds: z.int().min(0),
        scrap: z.int().min(0),
        /** Where restocked pieces go; null: where the SKU lies already, else the first sellable place. */
        locationId: idSchema.nullable().default(null),
      }),
    )
    .output(returnCaseSchema),
  /** Takes a return back that nobody has looked at yet. */
  void: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
  /** Sends goods again: an exchange (another size) or a resend, as a line of its own on the order. */
  answer: procedure
    .input(
      commandInput({
        orderLineId: idSchema,
        kind: z.enum(['exchange', 'resend']),
        skuId: idSchema,
        quantity: z.int().min(1).max(10_000),
        performanceDate: z.iso.date().nullable().optional(),
      }),
    )
    .output(z.object({ orderLineId: idSchema })),
  /** Takes an exchange or resend back of which nothing has left. */
  cancelAnswer: procedure.input(commandInput({ orderLineId: idSchema })).output(z.object({})),
}
