import { z } from 'zod'
import { idSchema } from '../rpc.ts'

/** A line that lost pieces it still needs, and the one that got them. */
export const allocationLossSchema = z.object({
  itemId: idSchema,
  skuText: z.string(),
  quantity: z.int(),
  /** order-first: a more urgent or pinned line got them; stock-gone; stopped: its order is on hold or in after-sale. */
  reason: z.enum(['order-first', 'stock-gone', 'stopped']),
  orderLineId: idSchema,
  orderId: idSchema,
  orderNumber: z.string(),
  toOrderLineId: idSchema.nullable(),
  toOrderId: idSchema.nullable(),
  toOrderNumber: z.string().nullable(),
})
export type AllocationLoss = z.infer<typeof allocationLossSchema>
/** What a command answers that gave stock out anew. */
export const lossAnswer = z.object({ losses: z.array(allocationLossSchema) })
