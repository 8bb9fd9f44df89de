import { z } from 'zod'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  moneySchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { materialUnits } from './materials-contract.ts'

/** 1/1000 of a material's unit. */
const amountSchema = z.int().min(1).max(1e12)
const note = z.string().trim().max(300)

export const purchaseOrderLineSchema = z.object({
  id: idSchema,
  materialId: idSchema,
  name: z.string(),
  unit: z.enum(materialUnits),
  quantity: z.int(),
  /** More than `quantity` where more came than was ordered. */
  received: z.int(),
  /** Fen agreed for the whole quantity; null where none was, or not to be seen. */
  amount: moneySchema.nullable(),
  expectedDate: z.string().nullable(),
  isOpen: z.boolean(),
  late: z.boolean(),
  /** Why the rest was given up; empty where it was not. */
  endNote: z.string(),
})
export type PurchaseOrderLine = z.infer<typeof purchaseOrderLineSchema>

export const purchaseOrderSchema = z.object({
  id: idSchema,
  orderNumber: z.string(),
  supplierId: idSchema,
  supplierName: z.string(),
  businessDate: z.string(),
  note: z.string(),
  lines: z.array(purchaseOrderLineSchema),
  isOpen: z.boolean(),
  /** Something of it should have come by now. */
  late: z.boolean(),
})
export type PurchaseOrder = z.infer<typeof purchaseOrderSchema>

/** What arrived of an order: as far as it stands, it is owed. */
export const purchaseArrivalSchema = z.object({
  receiptId: idSchema,
  businessDate: z.string(),
  name: z.string(),
  unit: z.enum(materialUnits),
  quantity: z.int(),
  amount: moneySchema.nullable(),
  dyeLot: z.string(),
  voided: z.boolean(),
})
export type PurchaseArrival = z.infer<typeof purchaseArrivalSchema>

export const purchaseOrdersContract = {
  /** Orders, the newest first; open ones: those of which something is still to come, what is most urgent first. */
  list: procedure
    .input(
      z.object({ open: z.boolean().default(true), search: z.string().max(100).default(''), ...pageInput }),
    )
    .output(pageOf(purchaseOrderSchema)),
  get: procedure
    .input(z.object({ id: idSchema }))
    .output(purchaseOrderSchema.extend({ arrivals: z.array(purchaseArrivalSchema) })),
  /** Orders materials: they are expected, and owed once they arrive. Raises not-found, date-ahead. */
  place: procedure
    .input(
      commandInput({
        supplierId: idSchema,
        businessDate: businessDateSchema,
        expectedDate: businessDateSchema.nullable(),
        note,
        lines: z
          .array(
            z.object({
              materialId: idSchema,
              quantity: amountSchema,
              amount: moneySchema.min(0).nullable(),
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ id: idSchema, orderNumber: z.string() })),
  /**
   * A line has come, or a part of it, or (`over`: somebody said so) more than was ordered; more is paid than it amounts to
   * only with `paidOver`. `expectedReceived`: what the screen said had come before. Raises not-found, date-ahead,
   * arrival-changed, arrival-over, paid-over.
   */
  receive: procedure
    .input(
      commandInput({
        id: idSchema,
        locationId: idSchema,
        businessDate: businessDateSchema,
        note,
        paidNow: moneySchema.min(0),
        lines: z
          .array(
            z.object({
              lineId: idSchema,
              expectedReceived: z.int().min(0),
              quantity: amountSchema,
              amount: moneySchema.min(0),
              dyeLot: z.string().trim().max(40),
            }),
          )
          .min(1)
          .max(100),
        over: z.boolean(),
        paidOver: z.boolean(),
      }),
    )
    .output(z.object({ id: idSchema })),
  /**
   * Changes what is ordered of a line; more than came opens it again. `before`: what the screen showed. Raises not-found,
   * order-line-changed.
   */
  changeLine: procedure
    .input(
      commandInput({
        lineId: idSchema,
        quantity: amountSchema,
        amount: moneySchema.min(0).nullable(),
        expectedDate: businessDateSchema.nullable(),
        before: z.object({
          quantity: z.int(),
          received: z.int(),
          amount: moneySchema.nullable(),
          expectedDate: z.string().nullable(),
        }),
      }),
    )
    .output(z.null()),
  /** What has not come of an order will not come. `before`: its open lines as shown. Raises not-found, order-line-changed. */
  giveUp: procedure
    .input(
      commandInput({
        id: idSchema,
        reason: z.string().trim().min(1).max(200),
        before: z
          .array(z.object({ id: idSchema, quantity: z.int(), received: z.int() }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.null()),
  /** Lines of all open orders, or of one, as XLSX. */
  export: procedure
    .input(z.object({ id: idSchema.optional(), headers: languageSchema }))
    .output(exportedFileSchema),
}
