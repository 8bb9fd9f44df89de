import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
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
import { languageSchema } from '../settings/contract.ts'
import { materialAmountSchema, materialsContract } from './materials-contract.ts'
import { openingProblemCodes } from './opening-rows.ts'
import { purchaseOrdersContract } from './purchase-orders-contract.ts'

export const locationKinds = ['sellable', 'unchecked', 'seconds', 'scrap'] as const
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
export const receiptSources = ['own', 'supplier', 'neighbour'] as const
export const supplyKinds = ['make', 'buy', 'wait'] as const
/** Lists that are exported as they are. */
export const exportedLists = ['receipts', 'suppliers', 'supplies', 'counts', 'moves'] as const
export type ExportedList = (typeof exportedLists)[number]
export const stockFilters = ['all', 'short', 'free', 'low', 'empty', 'below-zero', 'unchecked'] as const
export const stockSorts = ['sku', 'onHand', 'free', 'short'] as const

const pieces = z.int().min(1).max(1_000_000)
const note = z.string().trim().max(300).default('')

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
const lossAnswer = z.object({ losses: z.array(allocationLossSchema) })

export const locationSchema = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(locationKinds),
  archived: z.boolean(),
  /** Pieces there, all items together. */
  pieces: z.int(),
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

export const supplierSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['supplier', 'neighbour']),
  phone: z.string(),
  note: z.string(),
  archived: z.boolean(),
  /** Fen bought, for work sent out to them, given back, paid, and still owed (negative: paid ahead or too much). */
  bought: moneySchema,
  work: moneySchema,
  returned: moneySchema,
  paid: moneySchema,
  owed: moneySchema,
})
export type Supplier = z.infer<typeof supplierSchema>

export const supplierEntrySchema = z.object({
  /** work: pieces that a partner brought back. */
  kind: z.enum(['receipt', 'work', 'return', 'payment']),
  id: idSchema,
  businessDate: z.string(),
  /** Fen: what a receipt adds to the debt, what goods given back and a payment take off it (negative). */
  amount: moneySchema,
  balance: moneySchema,
  pieces: z.int(),
  materials: z.array(materialAmountSchema),
  note: z.string(),
  /** A voided receipt or return, a reversed payment or the reversal itself: shown, and without effect on the balance. */
  undone: z.boolean(),
})
export type SupplierEntry = z.infer<typeof supplierEntrySchema>

export const supplierReturnSchema = z.object({
  supplierId: idSchema,
  locationId: idSchema,
  businessDate: businessDateSchema,
  note,
  lines: z
    .array(
      z.object({
        itemId: idSchema,
        quantity: pieces,
        /** Fen for all pieces of the line that are no longer owed. */
        amount: moneySchema.min(0),
      }),
    )
    .min(1)
    .max(500),
})
export type SupplierReturnInput = z.infer<typeof supplierReturnSchema>

export const receiptRowSchema = z.object({
  id: idSchema,
  source: z.enum(receiptSources),
  supplierId: idSchema.nullable(),
  supplierName: z.string(),
  businessDate: z.string(),
  pieces: z.int(),
  /** What came of materials: no pieces. */
  materials: z.array(materialAmountSchema),
  amount: moneySchema.nullable(),
  paid: moneySchema.nullable(),
  note: z.string(),
  voided: z.boolean(),
})
export type ReceiptRow = z.infer<typeof receiptRowSchema>

export const receiptDetailSchema = receiptRowSchema.extend({
  lines: z.array(
    z.object({
      id: idSchema,
      /** One of the two: pieces of a SKU, or a material in 1/1000 of its unit. */
      sku: skuLabelSchema.nullable(),
      material: materialAmountSchema.omit({ quantity: true }).extend({ dyeLot: z.string() }).nullable(),
      locationName: z.string(),
      /** Pieces; of a material 1/1000 of its unit. */
      quantity: z.int(),
      amount: moneySchema.nullable(),
    }),
  ),
  payments: z.array(
    z.object({
      id: idSchema,
      businessDate: z.string(),
      amount: moneySchema,
      note: z.string(),
      reversed: z.boolean(),
    }),
  ),
})
export type ReceiptDetail = z.infer<typeof receiptDetailSchema>

export const receiptInputSchema = z.object({
  source: z.enum(receiptSources),
  supplierId: idSchema.nullable(),
  businessDate: businessDateSchema,
  note,
  lines: z
    .array(
      z.object({
        itemId: idSchema,
        locationId: idSchema,
        quantity: pieces,
        /** Fen for all pieces of the line; for own work what they cost to make, 0 where unknown. */
        amount: moneySchema.min(0),
      }),
    )
    .min(1)
    .max(500),
  /** Fen handed over at once; the rest is owed. */
  paidNow: moneySchema.min(0),
  /** The expected supply that is said to have come. One that a batch makes comes from the batch. */
  supplyId: idSchema.optional(),
})
export type ReceiptInput = z.infer<typeof receiptInputSchema>

export const countRowSchema = z.object({
  id: idSchema,
  locationId: idSchema,
  locationName: z.string(),
  state: z.enum(['open', 'done', 'cancelled']),
  note: z.string(),
  startedAt: instantSchema,
  userName: z.string(),
  skus: z.int(),
  pieces: z.int(),
})
export type CountRow = z.infer<typeof countRowSchema>

export const countLineSchema = z.object({
  sku: skuLabelSchema,
  /** Null: not scanned yet. */
  counted: z.int().nullable(),
  /** On the shelf: booked there less what lies packed in boxes. */
  expected: z.int(),
  /** Booked there and lying in boxes that wait for the courier: not to be counted. Of open counts only. */
  packed: z.int(),
  difference: z.int().nullable(),
  /** Fen of the difference at the average cost of the place; null for who may not see money. */
  differenceValue: moneySchema.nullable(),
})
export type CountLine = z.infer<typeof countLineSchema>
export const countDetailSchema = countRowSchema.extend({ lines: z.array(countLineSchema) })
export type CountDetail = z.infer<typeof countDetailSchema>

export const openingRowSchema = z.object({
  row: z.int(),
  sku: skuLabelSchema,
  locationId: idSchema,
  locationName: z.string(),
  quantity: z.int(),
  /** Fen for all pieces; null where the file gives no cost. */
  value: moneySchema.nullable(),
  /** Pieces the place has of it already: opening stock comes on top. */
  onHand: z.int(),
  /** Pieces of it that opening stock brought here before: the same file twice. */
  opened: z.int(),
})
export type OpeningRow = z.infer<typeof openingRowSchema>

export const openingProblemSchema = z.object({
  row: z.int(),
  sku: z.string(),
  code: z.enum(openingProblemCodes),
  value: z.string(),
})

const file = z.object({ fileName: z.string(), file: z.file() })
const stockLines = z
  .array(z.object({ itemId: idSchema, quantity: pieces }))
  .min(1)
  .max(500)

export const inventoryContract = {
  materials: materialsContract,
  purchaseOrders: purchaseOrdersContract,
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
  shortages: {
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
  },
  supply: {
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
  },
  allocation: {
    /** Gives a line what it needs before all others that are not being picked, and keeps it there; or lets go of it. */
    pin: procedure.input(commandInput({ orderLineId: idSchema, pinned: z.boolean() })).output(lossAnswer),
  },
  receipts: {
    list: procedure
      .input(z.object({ supplierId: idSchema.optional(), ...pageInput }))
      .output(pageOf(receiptRowSchema)),
    get: procedure.input(z.object({ id: idSchema })).output(receiptDetailSchema),
    create: procedure.input(commandInput(receiptInputSchema.shape)).output(
      z.object({
        id: idSchema,
        /** Orders that became complete by it. */ readyOrders: z.int(),
        ...lossAnswer.shape,
      }),
    ),
    void: procedure
      .input(commandInput({ id: idSchema, reversePayments: z.boolean(), note }))
      .output(lossAnswer),
    /**
     * What lines of a purchase really cost: the account follows whole, the stock as far as they are still there.
     * Fen that the stock and the account changed by. Raises not-found, also for voided ones and own work.
     */
    correct: procedure
      .input(
        commandInput({
          id: idSchema,
          note,
          lines: z
            .array(z.object({ lineId: idSchema, amount: moneySchema.min(0) }))
            .min(1)
            .max(500),
        }),
      )
      .output(z.object({ account: moneySchema, stock: moneySchema })),
  },
  suppliers: {
    list: procedure.output(z.array(supplierSchema)),
    save: procedure
      .input(
        commandInput({
          id: idSchema.nullable(),
          name: z.string().trim().min(1).max(60),
          kind: z.enum(['supplier', 'neighbour']),
          phone: z.string().trim().max(40).default(''),
          note,
          archived: z.boolean().optional(),
        }),
      )
      .output(z.object({ id: idSchema })),
    account: procedure.input(z.object({ id: idSchema })).output(
      z.object({
        supplier: supplierSchema,
        entries: z.array(supplierEntrySchema),
        /** Fen that a piece of each item cost there last. */
        prices: z.array(z.object({ itemId: idSchema, price: moneySchema })),
      }),
    ),
    /** Pieces go back to who sold them: less stock, less debt. */
    giveBack: procedure
      .input(commandInput(supplierReturnSchema.shape))
      .output(z.object({ id: idSchema, ...lossAnswer.shape })),
    voidReturn: procedure.input(commandInput({ id: idSchema, note })).output(z.object({})),
    pay: procedure
      .input(
        commandInput({
          supplierId: idSchema,
          receiptId: idSchema.nullable(),
          amount: moneySchema.min(1),
          businessDate: businessDateSchema,
          note,
        }),
      )
      .output(z.object({ id: idSchema })),
    reversePayment: procedure
      .input(commandInput({ id: idSchema, businessDate: businessDateSchema, note }))
      .output(z.object({ id: idSchema })),
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
  counts: {
    list: procedure.input(z.object(pageInput)).output(pageOf(countRowSchema)),
    get: procedure.input(z.object({ id: idSchema })).output(countDetailSchema),
    /** Begins a count of a place; gives the open one where there is one. */
    start: procedure.input(commandInput({ locationId: idSchema, note })).output(z.object({ id: idSchema })),
    /** One piece more of the scanned SKU. */
    scan: procedure
      .input(commandInput({ id: idSchema, code: z.string().min(1).max(100) }))
      .output(z.object({ sku: skuLabelSchema, counted: z.int(), expected: z.int() })),
    /** Sets what was counted; null: not counted after all. */
    set: procedure
      .input(
        commandInput({ id: idSchema, itemId: idSchema, counted: z.int().min(0).max(1_000_000).nullable() }),
      )
      .output(z.object({})),
    /** Posts the differences. `unscanned`: SKUs nobody scanned are taken as gone, or left as they are. */
    close: procedure
      .input(
        commandInput({
          id: idSchema,
          unscanned: z.enum(['zero', 'leave']),
          shortageReason: z.string().trim().max(200).optional(),
        }),
      )
      .output(z.object({ changed: z.int(), ...lossAnswer.shape })),
    cancel: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
  },
  opening: {
    template: procedure.input(z.object({ language: z.enum(['zh-CN', 'en']) })).output(file),
    /** Reads a stock list (XLSX or CSV); nothing is written. */
    preview: procedure.input(z.object({ file: z.file(), locationId: idSchema.nullable() })).output(
      z.object({
        fileName: z.string(),
        rows: z.array(openingRowSchema),
        /** Rows without a quantity: passed over. */
        blank: z.int(),
        problems: z.array(openingProblemSchema),
      }),
    ),
    commit: procedure
      .input(
        commandInput({
          fileName: z.string().max(200),
          lines: z
            .array(
              z.object({
                itemId: idSchema,
                locationId: idSchema,
                quantity: pieces,
                value: moneySchema.min(0).nullable(),
              }),
            )
            .min(1)
            .max(20_000),
        }),
      )
      .output(z.object({ skus: z.int(), pieces: z.int(), ...lossAnswer.shape })),
  },
}
