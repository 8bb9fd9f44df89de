import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'

export const returnStates = ['unchecked', 'done', 'voided'] as const

export const returnableLineSchema = z.object({
  orderLineId: idSchema,
  itemId: idSchema,
  sku: skuLabelSchema,
  kind: z.enum(['sale', 'resend', 'exchange']),
  /** Pieces of this item that left in parcels, and those that came back. */
  shipped: z.int(),
  returned: z.int(),
})

export const returnOrderSchema = z.object({
  orderId: idSchema,
  orderNumber: z.string(),
  shopName: z.string(),
  afterSale: z.enum(['none', 'requested', 'refunded', 'rejected']),
  shippedAt: instantSchema.nullable(),
  lines: z.array(returnableLineSchema),
})
export type ReturnOrder = z.infer<typeof returnOrderSchema>

export const returnLineSchema = z.object({
  id: idSchema,
  orderLineId: idSchema,
  itemId: idSchema,
  sku: skuLabelSchema,
  quantity: z.int(),
  restocked: z.int(),
  seconds: z.int(),
  scrapped: z.int(),
})

export const returnCaseSchema = z.object({
  id: idSchema,
  code: z.string(),
  orderId: idSchema,
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

export const returnsContract = {
  /**
   * What a scan or a search means: a return case, or orders whose goods may come back. `asTracking`: it looks
   * like a courier's number of a return and is kept with the case that follows.
   */
  find: procedure.input(z.object({ text: z.string().trim().min(1).max(100) })).output(
    z.object({
      returnCaseId: idSchema.nullable(),
      orders: z.array(returnOrderSchema),
      asTracking: z.string(),
    }),
  ),
  order: procedure.input(z.object({ orderId: idSchema })).output(returnOrderSchema),
  receive: procedure
    .input(
      commandInput({
        orderId: idSchema,
        trackingNumber: z.string().trim().max(60),
        reason: z.string().trim().max(200),
        lines: z
          .array(z.object({ orderLineId: idSchema, itemId: idSchema, quantity: z.int().min(1) }))
          .min(1)
          .max(200),
      }),
    )
    .output(z.object({ id: idSchema })),
  list: procedure
    .input(
      z.object({
        state: z.enum(returnStates).nullable().default(null),
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
