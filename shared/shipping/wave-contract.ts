import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, exportedFileSchema, idSchema, instantSchema, procedure } from '../rpc.ts'
import { platformSchema } from '../settings/contract.ts'
import { waveRefusals } from './refusal.ts'

export const waveStates = ['picking', 'done', 'cancelled'] as const
export const waveStateSchema = z.enum(waveStates)

export const waveFilterSchema = z.object({
  shopId: idSchema.nullable().default(null),
  due: z.enum(['any', 'overdue', 'today', 'tomorrow']).default('any'),
  /** Only orders whose show is within a week. */
  performanceNear: z.boolean().default(false),
  /** Only orders whose printed waybill is of this carrier. */
  carrierId: idSchema.nullable().default(null),
  /** Only orders of one SKU: packed fastest, by scanning the piece itself. */
  single: z.boolean().default(false),
})
export type WaveFilter = z.infer<typeof waveFilterSchema>

export const waveCandidateSchema = z.object({
  orderId: idSchema,
  orderNumber: z.string(),
  shopId: idSchema,
  shopName: z.string(),
  platform: platformSchema,
  shipBy: instantSchema.nullable(),
  performanceDate: z.string().nullable(),
  titles: z.string(),
  pieces: z.int(),
  kinds: z.int(),
  region: z.string(),
  masked: z.boolean(),
  carrierName: z.string(),
  trackingNumber: z.string(),
  /** It waits with an exchange or a resend. */
  answering: z.boolean(),
  remark: z.string(),
  /** Null: ready. */
  refusal: z.enum(waveRefusals).nullable(),
})
export type WaveCandidate = z.infer<typeof waveCandidateSchema>

export const pickRowSchema = z.object({
  itemId: idSchema,
  sku: skuLabelSchema,
  location: z.string(),
  quantity: z.int(),
  orders: z.array(z.object({ mark: z.string(), quantity: z.int() })),
})
export type PickRow = z.infer<typeof pickRowSchema>

/** One pick slip: a parcel to be; several orders where they were merged. */
export const waveSlipSchema = z.object({
  groupNumber: z.int(),
  code: z.string(),
  orders: z.array(
    z.object({
      orderId: idSchema,
      orderNumber: z.string(),
      shopName: z.string(),
      shipBy: instantSchema.nullable(),
      performanceDate: z.string().nullable(),
      remark: z.string(),
    }),
  ),
  carrierName: z.string(),
  items: z.array(
    z.object({ itemId: idSchema, sku: skuLabelSchema, location: z.string(), quantity: z.int() }),
  ),
  state: z.enum(['waiting', 'open', 'packed', 'shipped', 'refused']),
  refusal: z.enum(waveRefusals).nullable(),
})
export type WaveSlip = z.infer<typeof waveSlipSchema>

export const waveSchema = z.object({
  id: idSchema,
  state: waveStateSchema,
  createdAt: instantSchema,
  slips: z.array(waveSlipSchema),
  pickRows: z.array(pickRowSchema),
})
export type Wave = z.infer<typeof waveSchema>

export const wavesContract = {
  candidates: procedure
    .input(waveFilterSchema.extend({ limit: z.int().min(1).max(500).default(300) }))
    .output(
      z.object({
        rows: z.array(waveCandidateSchema),
        /** All that are ready under this filter; `rows` may be fewer. */
        ready: z.int(),
        /** Only the most urgent open orders were looked at: there are more of each kind. */
        more: z.boolean(),
        /** Orders left out, and why. */
        excluded: z.array(z.object({ reason: z.enum(waveRefusals), orders: z.int() })),
        suggestions: z.array(
          z.object({ orderIds: z.array(idSchema), reason: z.enum(['buyer', 'recipient']) }),
        ),
      }),
    ),
  /** Groups of orders, each group one parcel. Orders that are no longer ready are left out and named. */
  create: procedure
    .input(commandInput({ groups: z.array(z.array(idSchema).min(1).max(50)).min(1).max(500) }))
    .output(
      z.object({
        /** Null where none was ready: nothing was written. */
        id: idSchema.nullable(),
        orders: z.int(),
        leftOut: z.array(z.object({ orderNumber: z.string(), reason: z.enum(waveRefusals) })),
      }),
    ),
  list: procedure
    .input(z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(50) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: idSchema,
            state: waveStateSchema,
            createdAt: instantSchema,
            orders: z.int(),
            pieces: z.int(),
            done: z.int(),
          }),
        ),
        total: z.int(),
      }),
    ),
  get: procedure.input(z.object({ id: idSchema })).output(waveSchema),
  /** Of all waves; with an id: of that wave's goods, place by place. */
  export: procedure.input(z.object({ id: idSchema.nullable().default(null) })).output(exportedFileSchema),
  /** Takes orders out of a wave that is being picked. */
  removeOrders: procedure
    .input(commandInput({ id: idSchema, orderIds: z.array(idSchema).min(1) }))
    .output(z.object({ removed: z.int() })),
  /** Ends a wave: its orders that are not packed become open again. */
  finish: procedure
    .input(commandInput({ id: idSchema, cancel: z.boolean() }))
    .output(z.object({ open: z.int() })),
}
