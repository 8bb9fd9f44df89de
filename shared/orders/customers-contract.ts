import { z } from 'zod'
import type { Currency } from '../money.ts'
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

/** `direct`: buys for himself (a school, a film crew). `seller`: we make and ship for his shop. */
export const customerKinds = ['direct', 'seller'] as const
/** What happened on an account; `charge` and `refund` raise what he owes, `deposit` and `payment` lower it. */
export const entryKinds = ['charge', 'deposit', 'payment', 'refund'] as const
export type EntryKind = (typeof entryKinds)[number]

const currencySchema = z.enum([
  'CNY',
  'USD',
  'MYR',
  'VND',
  'THB',
  'PHP',
  'SGD',
  'IDR',
] as const satisfies readonly Currency[])
const amountSchema = z.int().min(1).max(1e12)

/** An account in one currency, in minor units: charged − paid = owed; below zero he has money with us. */
export const customerBalanceSchema = z.object({
  currency: currencySchema,
  charged: moneySchema,
  paid: moneySchema,
  owed: moneySchema,
})
export type CustomerBalance = z.infer<typeof customerBalanceSchema>

export const customerSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(customerKinds),
  phone: z.string(),
  note: z.string(),
  archived: z.boolean(),
  /** One for each currency in use, CNY first; none before the first entry. */
  balances: z.array(customerBalanceSchema),
  orderCount: z.int(),
  lastEntryOn: z.string().nullable(),
})
export type Customer = z.infer<typeof customerSchema>

export const customerEntrySchema = z.object({
  id: idSchema,
  kind: z.enum(entryKinds),
  businessDate: z.string(),
  currency: currencySchema,
  /** What it adds to the debt. */
  amount: moneySchema,
  /** What he owes in this currency after it. */
  balance: moneySchema,
  /** What of it still counts; 0 once it is taken back whole. */
  left: moneySchema,
  reversesId: idSchema.nullable(),
  orderId: idSchema.nullable(),
  orderNumber: z.string(),
  note: z.string(),
})
export type CustomerEntry = z.infer<typeof customerEntrySchema>

export const customerOrderSchema = z.object({
  id: idSchema,
  orderNumber: z.string(),
  recipientName: z.string(),
  titles: z.string(),
  pieceCount: z.int(),
  stage: z.string(),
  createdAt: instantSchema.nullable(),
  currency: currencySchema,
  charged: moneySchema,
  paid: moneySchema,
  due: moneySchema,
})
export type CustomerOrder = z.infer<typeof customerOrderSchema>

/** An order's part of its customer's account. */
export const orderAccountSchema = z.object({
  customerId: idSchema,
  customerName: z.string(),
  charged: moneySchema,
  paid: moneySchema,
  due: moneySchema,
  /** The whole account, in the order's currency. */
  owed: moneySchema,
})
export type OrderAccount = z.infer<typeof orderAccountSchema>

export const customerFilterSchema = z.object({
  /** Name, pinyin initials, or part of the phone. */
  search: z.string().max(60).default(''),
  kind: z.enum(customerKinds).optional(),
  only: z.enum(['owing', 'credit', 'archived']).optional(),
})
export type CustomerFilter = z.infer<typeof customerFilterSchema>
export const customerSorts = ['owed', 'name', 'lastEntry'] as const

const fileAnswer = z.object({ fileName: z.string(), file: z.file() })

export const customersContract = {
  list: procedure
    .input(
      customerFilterSchema.extend({
        ...pageInput,
        sort: z.enum(customerSorts).default('owed'),
        descending: z.boolean().default(false),
      }),
    )
    .output(pageOf(customerSchema)),
  get: procedure.input(z.object({ id: idSchema })).output(customerSchema),
  /** Newest first. */
  entries: procedure.input(z.object({ id: idSchema, ...pageInput })).output(pageOf(customerEntrySchema)),
  orders: procedure
    .input(z.object({ id: idSchema, unpaid: z.boolean().default(false), ...pageInput }))
    .output(pageOf(customerOrderSchema)),
  save: procedure
    .input(
      commandInput({
        id: idSchema.nullable(),
        name: z.string().trim().min(1).max(60),
        kind: z.enum(customerKinds),
        phone: z.string().trim().max(40),
        note: z.string().trim().max(300),
        archived: z.boolean().optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
  addEntry: procedure
    .input(
      commandInput({
        customerId: idSchema,
        kind: z.enum(entryKinds),
        /** Above zero, whatever the kind. */
        amount: amountSchema,
        currency: currencySchema,
        businessDate: businessDateSchema,
        orderId: idSchema.nullable(),
        note: z.string().trim().max(300),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Takes an entry back by a second row; a part of it where `amount` says so (goods came back, a price was lowered). */
  reverseEntry: procedure
    .input(
      commandInput({
        id: idSchema,
        amount: amountSchema.nullable(),
        businessDate: businessDateSchema,
        note: z.string().trim().max(300),
      }),
    )
    .output(z.object({ id: idSchema })),
  /** Puts an order on a customer's account, with what he owes for it; moves it from another while nothing is paid. */
  assignOrder: procedure
    .input(commandInput({ orderId: idSchema, customerId: idSchema, amount: moneySchema.min(0) }))
    .output(z.object({})),
  exportList: procedure.input(customerFilterSchema).output(fileAnswer),
  exportEntries: procedure.input(z.object({ id: idSchema })).output(fileAnswer),
}
