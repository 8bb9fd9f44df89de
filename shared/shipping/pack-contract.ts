import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, exportedFileSchema, idSchema, instantSchema, procedure } from '../rpc.ts'
import { platformSchema } from '../settings/contract.ts'
import { holderSchema } from '../stations/presence.ts'
import { packRefusals } from './refusal.ts'

export const parcelStates = ['open', 'packed', 'shipped', 'voided'] as const
export const parcelStateSchema = z.enum(parcelStates)
export type ParcelState = z.infer<typeof parcelStateSchema>

/** Why a parcel travels without a tracking number. */
export const noWaybillReasons = [
  'picked-up',
  'own-delivery',
  'number-later',
  'with-other-parcel',
  'other',
] as const
export const noWaybillReasonSchema = z.enum(noWaybillReasons)
export type NoWaybillReason = z.infer<typeof noWaybillReasonSchema>

/** Who a parcel goes to; shown to the packer of the parcel in hand. */
export const partySchema = z.object({ name: z.string(), phone: z.string(), address: z.string() })

/** What a line asks for beyond its SKU: a name to print, a pupil's measures, the buyer's picture. */
export const wishSchema = z.object({
  orderLineId: idSchema,
  /** Pieces of the item for this line, and those in the parcel. */
  wanted: z.int(),
  here: z.int(),
  customText: z.string(),
  wearer: z.string(),
  measurements: z.string(),
  pictureHash: z.string(),
  note: z.string(),
})
export type Wish = z.infer<typeof wishSchema>

export const parcelItemSchema = z.object({
  itemId: idSchema,
  sku: skuLabelSchema,
  /** Where it lies; '' where stock knows no place. */
  location: z.string(),
  /** Pieces that this parcel may take. */
  wanted: z.int(),
  here: z.int(),
  /** Sets it is a part of. */
  sets: z.array(z.string()),
  /** Lines that ask for something of their own, in the order in which scans fill them. */
  wishes: z.array(wishSchema),
})

export const parcelOrderSchema = z.object({
  orderId: idSchema,
  orderNumber: z.string(),
  shopId: idSchema,
  shopName: z.string(),
  platform: platformSchema,
  shipBy: instantSchema.nullable(),
  performanceDate: z.string().nullable(),
  buyerNote: z.string(),
  sellerNote: z.string(),
  note: z.string(),
  masked: z.boolean(),
  refusal: z.enum(packRefusals).nullable(),
  holdReason: z.string().nullable(),
  /** The platform calls it shipped and no stock of ours is promised to it: it may have left before. */
  mayBeGone: z.boolean(),
  /** Lines that no SKU is known of yet: they cannot be scanned. */
  unmatched: z.int(),
})

export const parcelSchema = z.object({
  id: idSchema,
  state: parcelStateSchema,
  /** Our own code, printed where no tracking number is known. */
  code: z.string(),
  carrierId: idSchema.nullable(),
  carrierCode: z.string().nullable(),
  carrierName: z.string().nullable(),
  trackingNumber: z.string(),
  /** The number does not look like one of the carrier's; without a carrier, of none that is known. */
  unusualNumber: z.boolean(),
  noWaybillReason: z.string(),
  weightGrams: z.int().nullable(),
  openedAt: instantSchema,
  packedAt: instantSchema.nullable(),
  packedBy: z.string().nullable(),
  shippedAt: instantSchema.nullable(),
  manifestId: idSchema.nullable(),
  orders: z.array(parcelOrderSchema),
  items: z.array(parcelItemSchema),
  /** Pieces here, and pieces still to come before all that is left of its orders is in. */
  pieces: z.int(),
  missing: z.int(),
  recipient: partySchema,
  masked: z.boolean(),
  /** This parcel of the several of its order. */
  part: z.object({ index: z.int(), count: z.int() }).nullable(),
  /** Other parcels of its orders that are not voided. */
  otherParcels: z.array(
    z.object({ id: idSchema, state: parcelStateSchema, trackingNumber: z.string(), pieces: z.int() }),
  ),
})
export type Parcel = z.infer<typeof parcelSchema>
export type ParcelItem = z.infer<typeof parcelItemSchema>
export type ParcelOrder = z.infer<typeof parcelOrderSchema>

/** What a scan did. The parcel in hand after it comes with it. */
export const scanDoneSchema = z.object({
  did: z.enum(['opened', 'resumed', 'shown', 'counted', 'closed', 'order-added']),
  parcel: parcelSchema,
  /** The item that was counted, and the order line that its last piece went to. */
  itemId: idSchema.nullable(),
  orderLineId: idSchema.nullable(),
})
export type ScanDone = z.infer<typeof scanDoneSchema>

export const parcelRowSchema = z.object({
  id: idSchema,
  state: parcelStateSchema,
  orderNumbers: z.array(z.string()),
  shopNames: z.array(z.string()),
  carrierId: idSchema.nullable(),
  carrierName: z.string().nullable(),
  trackingNumber: z.string(),
  /** As for a parcel in hand. */
  unusualNumber: z.boolean(),
  noWaybillReason: z.string(),
  pieces: z.int(),
  weightGrams: z.int().nullable(),
  openedAt: instantSchema,
  packedAt: instantSchema.nullable(),
  packedBy: z.string().nullable(),
  shippedAt: instantSchema.nullable(),
  manifestId: idSchema.nullable(),
  /** Why it may not be handed over now. */
  refusal: z.object({ orderNumber: z.string(), reason: z.enum(packRefusals) }).nullable(),
})
export type ParcelRow = z.infer<typeof parcelRowSchema>

export const parcelFilterSchema = z.object({
  state: parcelStateSchema.nullable().default(null),
  search: z.string().trim().max(80).default(''),
  orderId: idSchema.nullable().default(null),
  /** With an order of this shop. */
  shopId: idSchema.nullable().default(null),
  /** Handed over on this business day. */
  shippedOn: z.iso.date().nullable().default(null),
})
export type ParcelFilter = z.infer<typeof parcelFilterSchema>

export const packContract = {
  /** The packing table: what is open, what was packed today, which waves wait. */
  table: procedure.output(
    z.object({
      /** `holder`: who else packs it now. */
      open: z.array(parcelRowSchema.extend({ holder: holderSchema.nullable() })),
      packedToday: z.int(),
      piecesToday: z.int(),
      recent: z.array(parcelRowSchema),
      waves: z.array(z.object({ id: idSchema, orders: z.int(), done: z.int() })),
    }),
  ),
  /**
   * One scan. Without a parcel in hand it opens, resumes or shows one; with one it counts an item, or closes it
   * with the tracking number scanned. Raises code-unknown, code-old-epoch, parcel-refused, scan-wrong,
   * scan-surplus, scan-not-in-stock, scan-other-order, scan-which-order, parcel-incomplete, waybill-used, parcel-in-hand.
   */
  scan: procedure
    .input(
      commandInput({
        code: z.string().trim().min(1).max(120),
        parcelId: idSchema.nullable(),
        /** For 20 equal ones. */
        quantity: z.int().min(1).max(10_000).default(1),
        /** The order meant, where a number or a SKU fits several. */
        orderId: idSchema.nullable().default(null),
        /** Scanned as a further order for the parcel in hand. */
        addOrder: z.boolean().default(false),
      }),
    )
    .output(scanDoneSchema),
  /** Takes scanned pieces out again. */
  takeOut: procedure
    .input(commandInput({ parcelId: idSchema, itemId: idSchema, quantity: z.int().min(1) }))
    .output(parcelSchema),
  close: procedure
    .input(
      commandInput({
        parcelId: idSchema,
        /** Empty: the number that the parcel has already, else `noWaybillReason`. */
        trackingNumber: z.string().trim().max(60).default(''),
        carrierId: idSchema.nullable().default(null),
        noWaybillReason: noWaybillReasonSchema.nullable().default(null),
        weightGrams: z.int().min(1).max(200_000).nullable().default(null),
        /** The rest goes in another parcel. */
        partial: z.boolean().default(false),
      }),
    )
    .output(scanDoneSchema),
  /** Changes carrier, number, reason or weight of a packed or shipped parcel. */
  relabel: procedure
    .input(
      commandInput({
        parcelId: idSchema,
        trackingNumber: z.string().trim().max(60),
        carrierId: idSchema.nullable(),
        noWaybillReason: noWaybillReasonSchema.nullable(),
        weightGrams: z.int().min(1).max(200_000).nullable(),
      }),
    )
    .output(parcelSchema),
  /** Opens a packed parcel again, as it is. */
  unpack: procedure.input(commandInput({ parcelId: idSchema })).output(parcelSchema),
  /** Takes everything out of an open or packed parcel and gives it up. */
  void: procedure.input(commandInput({ parcelId: idSchema })).output(z.object({})),
  /** `holder`: who else packs it now. */
  get: procedure
    .input(z.object({ id: idSchema }))
    .output(parcelSchema.extend({ holder: holderSchema.nullable() })),
  /**
   * Goes on with a parcel. An open one is in one pair of hands: raises parcel-in-hand, unless it is taken over, after which
   * the next scan of the one before is refused so. Raises not-found.
   */
  takeUp: procedure
    .input(z.object({ id: idSchema, takeOver: z.boolean().default(false) }))
    .output(parcelSchema),
  /** It lies there for anybody. */
  putAside: procedure.input(z.object({ id: idSchema })).output(z.object({})),
  list: procedure
    .input(
      parcelFilterSchema.extend({
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(parcelRowSchema), total: z.int() })),
  export: procedure.input(parcelFilterSchema).output(exportedFileSchema),
}
