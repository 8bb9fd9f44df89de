import { z } from 'zod'
import { rowProblemCodes } from '../orders/files/types.ts'
import { commandInput, exportedFileSchema, idSchema, instantSchema, procedure } from '../rpc.ts'
import { platformSchema } from '../settings/contract.ts'
import { parcelRowSchema } from './pack-contract.ts'

export const manifestRowSchema = z.object({
  id: idSchema,
  carrierName: z.string().nullable(),
  businessDate: z.string(),
  handedAt: instantSchema,
  courierName: z.string(),
  voided: z.boolean(),
  parcels: z.int(),
  pieces: z.int(),
})

/** Older than this, a shop's orders may have been cancelled on the platform without our knowing. */
export const staleOrdersMs = 2 * 3_600_000

export const freshnessSchema = z.object({
  shopId: idSchema,
  shopName: z.string(),
  platform: platformSchema,
  /** Export time of its newest order file; null: none was ever brought in. */
  newestExportAt: instantSchema.nullable(),
  stale: z.boolean(),
  parcels: z.int(),
})

export const manifestsContract = {
  /** All packed parcels, and how old the order files of their shops are. */
  ready: procedure.output(z.object({ parcels: z.array(parcelRowSchema), shops: z.array(freshnessSchema) })),
  /**
   * Hands parcels to one courier: they are shipped and their goods leave stock. Whole or not at all: raises
   * hand-over-refused with the parcels whose orders forbid it, manifest-stale-orders unless acknowledged.
   */
  handOver: procedure
    .input(
      commandInput({
        carrierId: idSchema.nullable(),
        parcelIds: z.array(idSchema).min(1).max(1000),
        courierName: z.string().trim().max(60),
        acknowledgeStale: z.boolean().default(false),
        /** Lets goods leave that the books do not have; kept as an open shortage in these words. */
        shortageReason: z.string().trim().max(200).default(''),
      }),
    )
    .output(z.object({ id: idSchema, parcels: z.int(), pieces: z.int() })),
  list: procedure
    .input(z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(50) }))
    .output(z.object({ rows: z.array(manifestRowSchema), total: z.int() })),
  get: procedure
    .input(z.object({ id: idSchema }))
    .output(manifestRowSchema.extend({ rows: z.array(parcelRowSchema) })),
  /** Of all hand-overs; with an id: of that one's parcels. */
  export: procedure.input(z.object({ id: idSchema.nullable().default(null) })).output(exportedFileSchema),
  /** Takes a hand-over back: its parcels are packed again, their goods are back in stock. */
  void: procedure.input(commandInput({ id: idSchema })).output(z.object({ parcels: z.int() })),
  /** Takes one parcel of a hand-over back. */
  unship: procedure.input(commandInput({ parcelId: idSchema })).output(z.object({})),
}

export const trackingColumnFields = [
  'orderNumber',
  'carrierName',
  'carrierCode',
  'trackingNumber',
  'shopName',
  'platformLineId',
  'empty',
] as const

/** How a platform wants its tracking file. */
export const trackingTemplateSchema = z.object({
  fileType: z.enum(['csv', 'xlsx']),
  columns: z
    .array(z.object({ field: z.enum(trackingColumnFields), header: z.string().trim().max(40) }))
    .min(1)
    .max(20),
  /** Carrier code → the platform's own full name. Not named: the carrier's own name. */
  carrierNames: z.record(z.string(), z.string().trim().max(40)),
})
export type TrackingTemplate = z.infer<typeof trackingTemplateSchema>

export const trackingTemplateRowSchema = z.object({
  platform: platformSchema,
  template: trackingTemplateSchema,
  /** Someone has compared it with the platform's own template. */
  verified: z.boolean(),
  /** It is as it came with the program. */
  preset: z.boolean(),
})

const fileSchema = z.object({ fileName: z.string(), file: z.file() })

export const trackingFilesContract = {
  /** Per shop: numbers that the platform has not been told yet. */
  ready: procedure.output(
    z.array(
      z.object({
        shopId: idSchema,
        shopName: z.string(),
        platform: platformSchema,
        /** Handed over and not told yet: what a file made now holds. */
        fresh: z.int(),
        /** Parcels that are packed but not handed over: for a later file. */
        waiting: z.int(),
        /** Of the fresh ones: without a courier, whose column stays empty. */
        courierless: z.int(),
        told: z.int(),
        /** No file to bring back: the platform gives the numbers itself, or there is no platform. */
        wanted: z.boolean(),
        verified: z.boolean(),
      }),
    ),
  ),
  /** Writes the file of one shop, of parcels that were handed over, and marks what is in it. The file itself comes with `download`. */
  create: procedure
    .input(commandInput({ shopId: idSchema }))
    .output(z.object({ id: idSchema, rows: z.int() })),
  download: procedure.input(z.object({ id: idSchema })).output(fileSchema),
  /** Forgets that a file was made: its numbers are offered again. */
  forget: procedure.input(commandInput({ id: idSchema })).output(z.object({ rows: z.int() })),
  list: procedure
    .input(z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(50) }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: idSchema,
            shopName: z.string(),
            fileName: z.string(),
            rows: z.int(),
            createdAt: instantSchema,
          }),
        ),
        total: z.int(),
      }),
    ),
}

export const trackingProblems = [
  'order-unknown',
  'order-in-several-shops',
  'number-missing',
  'number-unusual',
  'number-twice',
  'other-number-known',
  'order-over',
] as const
export type TrackingProblem = (typeof trackingProblems)[number]

export const trackingRowSchema = z.object({
  row: z.int(),
  orderNumber: z.string(),
  trackingNumber: z.string(),
  carrierName: z.string(),
  orderId: idSchema.nullable(),
  shopName: z.string(),
  /** new: goes in; known: is there already; out: left out. */
  state: z.enum(['new', 'known', 'out']),
  problem: z.enum(trackingProblems).nullable(),
})
export type TrackingRow = z.infer<typeof trackingRowSchema>

const trackingInput = z.object({
  row: z.int(),
  orderNumber: z.string().trim().max(60),
  trackingNumber: z.string().trim().max(60),
  carrierName: z.string().trim().max(60),
})

export const waybillsContract = {
  /** Reads a file of order number and tracking number; nothing is written. */
  readFile: procedure.input(z.object({ file: z.file(), shopId: idSchema.nullable() })).output(
    z.object({
      rows: z.array(trackingRowSchema),
      /** Rows that could not be read: numbers that Excel broke. */
      unread: z.array(z.object({ row: z.int(), code: z.enum(rowProblemCodes), value: z.string() })),
    }),
  ),
  add: procedure
    .input(commandInput({ shopId: idSchema.nullable(), rows: z.array(trackingInput).min(1).max(20_000) }))
    .output(z.object({ added: z.int(), parcelsFilled: z.int() })),
}
