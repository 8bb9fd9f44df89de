import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import {
  businessDateSchema,
  commandInput,
  idSchema,
  moneySchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'
import { lossAnswer } from './allocation-loss.ts'
import { materialAmountSchema } from './materials-contract.ts'

export const receiptSources = ['own', 'supplier', 'neighbour'] as const

const pieces = z.int().min(1).max(1_000_000)
const note = z.string().trim().max(300).default('')

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
  /** Something of it was bought without a price, and none was added since. */
  priceDue: z.boolean(),
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
      /** Of it, what went back to the supplier. */
      returned: z.int(),
      amount: moneySchema.nullable(),
      priceDue: z.boolean(),
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
        /**
         * Fen for all pieces of the line; for own work what they cost to make, 0 where unknown. Null: what was bought is to be
         * priced later, and all that is sent by who may not see money.
         */
        amount: moneySchema.min(0).nullable(),
      }),
    )
    .min(1)
    .max(500),
  /** Fen handed over at once; the rest is owed. */
  paidNow: moneySchema.min(0),
  /** Somebody said that more is paid than came. */
  paidOver: z.boolean().optional(),
  /** The expected supply that is said to have come. One that a batch makes comes from the batch. */
  supplyId: idSchema.optional(),
  /** Pieces of it that had come before, as the screen said. */
  supplyReceived: z.int().min(0).optional(),
})
export type ReceiptInput = z.infer<typeof receiptInputSchema>

export const receiptsContract = {
  list: procedure
    .input(z.object({ supplierId: idSchema.optional(), priceDue: z.boolean().optional(), ...pageInput }))
    .output(pageOf(receiptRowSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(receiptDetailSchema),
  /** Raises not-found, date-ahead, paid-over, arrival-changed, supply-owned, material-in-pieces; not-allowed for money of who sees none. */
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
   * What lines of a purchase really cost, also of those that came without a price: the account follows, with what was credited for goods of them that went back
   * unless `keepsCredit`; the stock as far as they are still there. Fen that the stock and the account changed by. Raises
   * not-found, also for voided ones and own work.
   */
  correct: procedure
    .input(
      commandInput({
        id: idSchema,
        note,
        keepsCredit: z.boolean().optional(),
        lines: z
          .array(z.object({ lineId: idSchema, amount: moneySchema.min(0) }))
          .min(1)
          .max(500),
      }),
    )
    .output(z.object({ account: moneySchema, stock: moneySchema })),
}

export const suppliersContract = {
  /** Whom goods can come from: no more than whoever takes them in must know. */
  names: procedure.output(z.array(supplierSchema.pick({ id: true, name: true, kind: true }))),
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
}
