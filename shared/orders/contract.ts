import { z } from 'zod'
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
import { auditRowSchema } from '../settings/audit-contract.ts'
import { platformSchema } from '../settings/contract.ts'
import { customersContract, orderAccountSchema } from './customers-contract.ts'
import { importsContract } from './imports-contract.ts'
import { afterSaleStates, orderStatuses } from './platforms.ts'

export const orderStages = ['waiting', 'open', 'picking', 'packed', 'shipped', 'ended'] as const
export type OrderStage = (typeof orderStages)[number]
export const stageSchema = z.enum(orderStages)
export const shipBySources = ['user', 'platform', 'promise', 'none'] as const

export const recipientSchema = z.object({
  name: z.string().max(100),
  phone: z.string().max(60),
  province: z.string().max(60),
  city: z.string().max(60),
  district: z.string().max(60),
  address: z.string().max(400),
  postcode: z.string().max(20),
  country: z.string().max(60),
})
export type Recipient = z.infer<typeof recipientSchema>

export const orderRowSchema = z.object({
  id: idSchema,
  orderNumber: z.string(),
  shopId: idSchema,
  shopName: z.string(),
  platform: platformSchema,
  status: z.enum(orderStatuses),
  platformStatus: z.string(),
  afterSale: z.enum(afterSaleStates),
  stage: stageSchema,
  buyerId: z.string(),
  recipientName: z.string(),
  region: z.string(),
  masked: z.boolean(),
  /** Still to be sent, and nobody knows to whom: the platform's file had no name, phone or address. */
  noRecipient: z.boolean(),
  titles: z.string(),
  pieceCount: z.int(),
  shortCount: z.int(),
  unmatchedCount: z.int(),
  currency: z.string(),
  /** Null for who may not see money. */
  paidAmount: moneySchema.nullable(),
  createdAt: instantSchema.nullable(),
  paidAt: instantSchema.nullable(),
  shipBy: instantSchema.nullable(),
  shipBySource: z.enum(shipBySources),
  performanceDate: z.string().nullable(),
  holdReason: z.string().nullable(),
  /** Why somebody let it be packed in spite of its after-sale; null: nobody did. */
  afterSaleRelease: z.string().nullable(),
  buyerNote: z.string(),
  sellerNote: z.string(),
  note: z.string(),
  addressDiffers: z.boolean(),
})
export type OrderRow = z.infer<typeof orderRowSchema>

/** The list's filters; each may be combined with any other and with a search. */
export const orderFilterSchema = z.object({
  search: z.string().max(100).default(''),
  /** Shipped and ended orders too. Asking for a stage, a file, a customer or any words shows them anyway. */
  all: z.boolean().default(false),
  shopId: idSchema.optional(),
  stage: z.array(stageSchema).optional(),
  due: z.enum(['overdue', 'today', 'tomorrow', 'week', 'none']).optional(),
  flag: z
    .enum([
      'unmatched',
      'masked',
      'no-recipient',
      'after-sale',
      'remark',
      'performance',
      'hold',
      'short',
      'ready',
      'address-differs',
    ])
    .optional(),
  customerId: idSchema.optional(),
  importId: idSchema.optional(),
  /** Orders that want pieces of a style, also as parts of a set. */
  styleId: idSchema.optional(),
})
export type OrderFilter = z.infer<typeof orderFilterSchema>

export const orderSorts = ['shipBy', 'createdAt', 'paidAt', 'orderNumber'] as const

export const lineLocks = ['picking', 'packed', 'shipped'] as const
export type LineLock = (typeof lineLocks)[number]

export const orderLineSchema = z.object({
  id: idSchema,
  kind: z.enum(['sale', 'resend', 'exchange']),
  answersLineId: idSchema.nullable(),
  title: z.string(),
  attributes: z.string(),
  sellerCode: z.string(),
  skuId: idSchema.nullable(),
  /** Postage, a deposit, a gift that nobody packs: money, but nothing to send. */
  notGoods: z.boolean(),
  skuLabel: z.string(),
  photoHash: z.string().nullable(),
  quantity: z.int(),
  cancelled: z.int(),
  shipped: z.int(),
  returned: z.int(),
  allocated: z.int(),
  /** It is on a pick list, in a parcel or sent: its goods cannot be changed. */
  lock: z.enum(lineLocks).nullable(),
  unitPrice: moneySchema.nullable(),
  paidAmount: moneySchema.nullable(),
  platformStatus: z.string(),
  afterSale: z.enum(afterSaleStates),
  customText: z.string(),
  wearer: z.string(),
  measurements: z.string(),
  pictureHash: z.string(),
  note: z.string(),
})
export type OrderLine = z.infer<typeof orderLineSchema>

export const orderDetailSchema = orderRowSchema.extend({
  recipient: recipientSchema,
  /** What the platform says now, where it differs from the user's address. */
  platformRecipient: recipientSchema.nullable(),
  goodsAmount: moneySchema.nullable(),
  postageAmount: moneySchema.nullable(),
  discountAmount: moneySchema.nullable(),
  refundAmount: moneySchema.nullable(),
  invoiceTitle: z.string(),
  invoiceState: z.enum(['none', 'asked', 'sent']),
  customerId: idSchema.nullable(),
  /** Its part of the customer's account; null without one, and for who may not see money. */
  account: orderAccountSchema.nullable(),
  promisedAt: instantSchema.nullable(),
  userShipBy: instantSchema.nullable(),
  completedAt: instantSchema.nullable(),
  headAsOf: instantSchema,
  linesAsOf: instantSchema,
  blanked: z.boolean(),
  /** Written by hand: no file has ever told anything of it, so that its goods may be changed here. */
  manual: z.boolean(),
  /** We cancelled it, and nothing happened since. */
  canReopen: z.boolean(),
  lines: z.array(orderLineSchema),
  waybills: z.array(z.object({ trackingNumber: z.string(), carrierName: z.string(), source: z.string() })),
  history: z.array(auditRowSchema),
  sourceRows: z.array(
    z.object({
      file: z.string(),
      row: z.int(),
      cells: z.array(z.object({ column: z.string(), value: z.string() })),
    }),
  ),
})
export type OrderDetail = z.infer<typeof orderDetailSchema>

/** Of catalog.photos.upload; empty: none. */
const pictureHashSchema = z.string().regex(/^(?:[0-9a-f]{64})?$/)

export const lineInputSchema = z.object({
  id: idSchema.nullable(),
  title: z.string().trim().max(200),
  attributes: z.string().trim().max(200).default(''),
  skuId: idSchema.nullable(),
  quantity: z.int().min(1).max(100_000),
  unitPrice: moneySchema.nullable(),
  customText: z.string().max(200).default(''),
  wearer: z.string().max(60).default(''),
  measurements: z.string().max(300).default(''),
  pictureHash: pictureHashSchema.default(''),
})
export type LineInput = z.infer<typeof lineInputSchema>

export const manualOrderSchema = z.object({
  shopId: idSchema,
  /** Empty: the next number of the shop. */
  orderNumber: z.string().trim().max(60),
  customerId: idSchema.nullable(),
  recipient: recipientSchema,
  performanceDate: businessDateSchema.nullable(),
  shipBy: instantSchema.nullable(),
  postageAmount: moneySchema.nullable(),
  discountAmount: moneySchema.nullable(),
  /** Taken now, on the customer's account. */
  depositAmount: moneySchema.min(0).default(0),
  invoiceTitle: z.string().max(120),
  note: z.string().max(1000),
  lines: z.array(lineInputSchema).min(1).max(500),
})
export type ManualOrder = z.infer<typeof manualOrderSchema>

export const ordersContract = {
  list: procedure
    .input(
      orderFilterSchema.extend({
        ...pageInput,
        sort: z.enum(orderSorts).default('shipBy'),
        descending: z.boolean().default(false),
      }),
    )
    .output(pageOf(orderRowSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(orderDetailSchema),
  create: procedure
    .input(commandInput(manualOrderSchema.shape))
    .output(z.object({ id: idSchema, orderNumber: z.string() })),
  update: procedure
    .input(
      commandInput({
        id: idSchema,
        recipient: recipientSchema.optional(),
        note: z.string().max(1000).optional(),
        performanceDate: businessDateSchema.nullable().optional(),
        shipBy: instantSchema.nullable().optional(),
        invoiceTitle: z.string().max(120).optional(),
        invoiceState: z.enum(['none', 'asked', 'sent']).optional(),
        lines: z
          .array(
            z.object({
              id: idSchema,
              customText: z.string().max(200),
              wearer: z.string().max(60),
              measurements: z.string().max(300),
              pictureHash: pictureHashSchema,
              note: z.string().max(300),
            }),
          )
          .optional(),
      }),
    )
    .output(z.object({})),
  /** Changes the goods of an order by hand. Lines that are not named stay as they are. */
  saveLines: procedure
    .input(
      commandInput({
        id: idSchema,
        lines: z.array(lineInputSchema).max(500),
        removed: z.array(idSchema).max(500).default([]),
      }),
    )
    .output(z.object({})),
  hold: procedure
    .input(
      commandInput({ ids: z.array(idSchema).min(1).max(500), reason: z.string().trim().min(1).max(200) }),
    )
    .output(z.object({ changed: z.int() })),
  release: procedure
    .input(commandInput({ ids: z.array(idSchema).min(1).max(500) }))
    .output(z.object({ changed: z.int() })),
  cancel: procedure
    .input(commandInput({ id: idSchema, reason: z.string().trim().min(1).max(200) }))
    .output(z.object({})),
  /** Takes a cancelling back, while nothing else happened to the order. */
  reopen: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
  /** Settles an address difference: keep what the user typed, or take the platform's. */
  resolveAddress: procedure
    .input(commandInput({ id: idSchema, take: z.enum(['user', 'platform']) }))
    .output(z.object({})),
  customers: customersContract,
  exportList: procedure.input(orderFilterSchema).output(z.object({ fileName: z.string(), file: z.file() })),
  imports: importsContract,
}
