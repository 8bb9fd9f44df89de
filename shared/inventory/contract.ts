import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import { commandInput, idSchema, instantSchema, moneySchema, pageInput, pageOf, procedure } from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { lossAnswer } from './allocation-loss.ts'
import { countsContract } from './counts-contract.ts'
import { materialsContract } from './materials-contract.ts'
import { openingContract } from './opening-contract.ts'
import { purchaseOrdersContract } from './purchase-orders-contract.ts'
import { receiptsContract, suppliersContract } from './purchases-contract.ts'
import { shortagesContract, supplyContract, supplySchema, waitingLineSchema } from './supply-contract.ts'

/** What a place for pieces is for. */
export const pieceKinds = ['sellable', 'unchecked', 'seconds', 'scrap'] as const
export const locationKinds = [...pieceKinds, 'materials'] as const
export const moveReasons = [
  'opening',
  'receipt',
  'made',
  'count',
  'adjust',
  'transfer',
  'shipped',
  'unshipped',
  'returned',
  'cost',
  'packaging',
  'issued',
] as const
/** Lists that are exported as they are. */
export const exportedLists = ['receipts', 'suppliers', 'supplies', 'counts', 'moves'] as const
export type ExportedList = (typeof exportedLists)[number]
export const stockFilters = ['all', 'short', 'free', 'low', 'empty', 'below-zero', 'unchecked'] as const
export const stockSorts = ['sku', 'onHand', 'free', 'short'] as const

const pieces = z.int().min(1).max(1_000_000)
const note = z.string().trim().max(300).default('')

export const locationSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(locationKinds),
  archived: z.boolean(),
  /** Pieces there, all SKUs together. */
  pieces: z.int(),
  /** How many materials lie there. */
  materials: z.int(),
})
export type StockLocation = z.infer<typeof locationSchema>

/** Pieces of one SKU. free = on hand − allocated; short = what open orders need beyond what is allocated. */
export const stockFiguresSchema = z.object({
  onHand: z.int(),
  allocated: z.int(),
  free: z.int(),
  expected: z.int(),
  short: z.int(),
  unchecked: z.int(),
  seconds: z.int(),
})
export type StockFigures = z.infer<typeof stockFiguresSchema>

export const stockRowSchema = skuLabelSchema.extend({
  ...stockFiguresSchema.shape,
  safetyStock: z.int(),
  /** Fen in sellable places; null for who may not see money. */
  value: moneySchema.nullable(),
})
export type StockRow = z.infer<typeof stockRowSchema>

export const stockFilterSchema = z.object({
  search: z.string().max(100).default(''),
  filter: z.enum(stockFilters).default('all'),
  styleId: idSchema.optional(),
})
export type StockFilter = z.infer<typeof stockFilterSchema>

export const stockGridSchema = z.object({
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  colours: z.array(z.string()),
  sizes: z.array(z.string()),
  cells: z.array(
    z.object({ skuId: idSchema, colour: z.string(), size: z.string(), ...stockFiguresSchema.shape }),
  ),
})
export type StockGrid = z.infer<typeof stockGridSchema>

export const stockMoveSchema = z.object({
  id: idSchema,
  at: instantSchema,
  userName: z.string(),
  locationId: idSchema,
  locationName: z.string(),
  quantity: z.int(),
  value: moneySchema.nullable(),
  /** Pieces of the item after this move: in all places, or in the chosen one. */
  balance: z.int(),
  reason: z.enum(moveReasons),
  reversesId: idSchema.nullable(),
  referenceKind: z.string().nullable(),
  referenceId: z.int().nullable(),
  /** What the reference is called: an order number, a receipt's supplier. Empty where the kind says enough. */
  referenceText: z.string(),
  /** The order or batch behind it, where there is one, for a link. */
  orderId: idSchema.nullable(),
  batchId: idSchema.nullable(),
  /** Of a material: the lots that came, or the one that was named as it went. */
  dyeLot: z.string(),
  note: z.string(),
})
export type StockMove = z.infer<typeof stockMoveSchema>

const file = z.object({ fileName: z.string(), file: z.file() })
const stockLines = z
  .array(z.object({ itemId: idSchema, quantity: pieces }))
  .min(1)
  .max(500)

export const inventoryContract = {
  materials: materialsContract,
  purchaseOrders: purchaseOrdersContract,
  shortages: shortagesContract,
  supply: supplyContract,
  receipts: receiptsContract,
  suppliers: suppliersContract,
  counts: countsContract,
  opening: openingContract,
  locations: {
    list: procedure.output(z.array(locationSchema)),
    save: procedure
      .input(
        commandInput({
          id: idSchema.nullable(),
          code: z.string().trim().min(1).max(20),
          name: z.string().trim().min(1).max(40),
          kind: z.enum(locationKinds),
          archived: z.boolean().optional(),
        }),
      )
      .output(z.object({ id: idSchema, ...lossAnswer.shape })),
  },
  stock: {
    list: procedure
      .input(
        stockFilterSchema.extend({
          ...pageInput,
          sort: z.enum(stockSorts).default('sku'),
          descending: z.boolean().default(false),
        }),
      )
      .output(pageOf(stockRowSchema)),
    /** The same, a style at a time with its colour × size grid. */
    styles: procedure.input(stockFilterSchema.extend(pageInput)).output(pageOf(stockGridSchema)),
    item: procedure.input(z.object({ id: idSchema })).output(
      z.object({
        row: stockRowSchema,
        levels: z.array(
          z.object({
            location: locationSchema,
            quantity: z.int(),
            value: moneySchema.nullable(),
            averageCost: moneySchema.nullable(),
          }),
        ),
        shortages: z.array(
          z.object({ id: idSchema, locationName: z.string(), quantity: z.int(), reason: z.string() }),
        ),
        supplies: z.array(supplySchema),
        /** Open order lines that want it, in the order in which they are served. */
        lines: z.array(waitingLineSchema),
      }),
    ),
    moves: procedure
      .input(z.object({ itemId: idSchema, locationId: idSchema.optional(), ...pageInput }))
      .output(pageOf(stockMoveSchema)),
    /** SKUs for a picker: by code, number, name or pinyin initials. Sets only on request: they have no stock. */
    search: procedure
      .input(z.object({ search: z.string().max(100), limit: z.int().min(1).max(50).default(20) }))
      .output(z.array(stockRowSchema)),
    /** The SKU a scanned or typed code means, with its figures. Raises code-unknown, code-old-epoch, set-has-no-stock. */
    scan: procedure.input(z.object({ code: z.string().min(1).max(100) })).output(stockRowSchema),
    export: procedure.input(stockFilterSchema).output(file),
  },
  allocation: {
    /** Gives a line what it needs before all others that are not being picked, and keeps it there; or lets go of it. */
    pin: procedure.input(commandInput({ orderLineId: idSchema, pinned: z.boolean() })).output(lossAnswer),
  },
  adjust: {
    reasons: procedure.output(z.array(z.string())),
    saveReasons: procedure
      .input(commandInput({ reasons: z.array(z.string().trim().min(1).max(40)).max(50) }))
      .output(z.object({})),
    post: procedure
      .input(
        commandInput({
          locationId: idSchema,
          reason: z.string().trim().min(1).max(40),
          note,
          /** Signed: more (> 0) or less (< 0). */
          lines: z
            .array(
              z.object({
                itemId: idSchema,
                quantity: z
                  .int()
                  .min(-1_000_000)
                  .max(1_000_000)
                  .refine((n) => n !== 0),
              }),
            )
            .min(1)
            .max(500),
          shortageReason: z.string().trim().max(200).optional(),
        }),
      )
      .output(lossAnswer),
  },
  /** One of the lists as XLSX, whole; `itemId`: whose moves. */
  exportList: procedure
    .input(z.object({ list: z.enum(exportedLists), itemId: idSchema.optional(), headers: languageSchema }))
    .output(file),
  transfer: procedure
    .input(commandInput({ fromLocationId: idSchema, toLocationId: idSchema, note, lines: stockLines }))
    .output(lossAnswer),
  /** Pieces in the place of seconds become goods under the SKU of seconds of theirs. Raises stock-below-zero, not-found. */
  sellSeconds: procedure
    .input(commandInput({ skuId: idSchema, quantity: z.int().min(1).max(1_000_000), locationId: idSchema }))
    .output(lossAnswer.extend({ skuId: idSchema })),
}
