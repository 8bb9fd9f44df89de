import { z } from 'zod'
import { businessDateSchema, idSchema, instantSchema, moneySchema } from '../rpc.ts'
import { workerKinds } from '../workers/contract.ts'
import { adjustmentKinds, debtKinds, faults, overtimeKinds, payTermsSchema } from './rules.ts'

export const payMethods = ['cash', 'bank', 'wechat', 'alipay'] as const
export type PayMethod = (typeof payMethods)[number]

const span = { from: businessDateSchema, to: businessDateSchema } as const

/** What a line is about, as it is printed: nothing of it is looked up again once it is paid. */
export const payslipLineSchema = z.object({
  /** 0: not closed yet. */
  id: z.int(),
  kind: z.enum([
    'piece',
    'hour',
    'salary',
    'premium',
    'adjustment',
    'top-up',
    'social',
    'tax',
    'debt',
    'carry',
  ]),
  why: z.enum(['', 'now', 'late', 'reversed']),
  styleNumber: z.string(),
  styleName: z.string(),
  operationId: idSchema.nullable(),
  operationName: z.string(),
  isRework: z.boolean(),
  /** Of rework: whose fault it was. */
  fault: z.enum(faults),
  /** Pieces; minutes of hours; per cent of a premium; days of a salary or of what comes by itself; fen earned before a top-up. */
  quantity: z.int(),
  /** 1/1,000,000 yuan a piece, an hour, a day or a month. */
  rate: z.int(),
  overtime: z.enum(overtimeKinds),
  /** Per cent of hours; days of a salary's month, or of a monthly amount's (0: by the day); 1/1,000,000 yuan that a premium is reckoned of; the least for a top-up in fen. */
  base: z.int(),
  adjustment: z.enum(adjustmentKinds).nullable(),
  debt: z.enum(debtKinds).nullable(),
  adjustmentId: idSchema.nullable(),
  debtId: idSchema.nullable(),
  /** What comes by itself each day or month; its days are the quantity. */
  recurringId: idSchema.nullable(),
  note: z.string(),
  /** Fen; negative: taken. */
  amount: moneySchema,
})
export type PayslipLine = z.infer<typeof payslipLineSchema>

/** What the owner should look at before she pays; figures in fen, pieces or minutes. */
export const payWarningSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('below-minimum'), least: z.int(), earned: z.int() }),
  z.object({ code: z.literal('minimum-unchecked') }),
  z.object({ code: z.literal('minimum-unknown') }),
  z.object({ code: z.literal('debt-left'), kind: z.enum(debtKinds), left: z.int() }),
  z.object({ code: z.literal('damage-limited'), taken: z.int(), left: z.int() }),
  z.object({ code: z.literal('carried'), amount: z.int() }),
  z.object({ code: z.literal('late-pieces'), pieces: z.int() }),
  z.object({ code: z.literal('reversed-pieces'), pieces: z.int() }),
  z.object({ code: z.literal('no-hourly-rate'), minutes: z.int() }),
  z.object({ code: z.literal('no-salary') }),
  z.object({ code: z.literal('late-salary'), from: z.string(), to: z.string() }),
  z.object({ code: z.literal('no-attendance') }),
  z.object({ code: z.literal('no-rate'), entries: z.int(), pieces: z.int() }),
])
export type PayWarning = z.infer<typeof payWarningSchema>

/** One worker's row of a run's preview. */
export const wageRowSchema = z.object({
  workerId: idSchema,
  name: z.string(),
  kind: z.enum(workerKinds),
  archived: z.boolean(),
  /** Good pieces, minutes of hours. */
  pieces: z.int(),
  minutes: z.int(),
  gross: moneySchema,
  /** What is taken off, negative. */
  taken: moneySchema,
  net: moneySchema,
  /** Net of her last payslip; null: there is none. */
  before: moneySchema.nullable(),
  /** The last day of hers that a closed run paid; '' none. */
  paidTo: z.string(),
  warnings: z.array(payWarningSchema),
})
export type WageRow = z.infer<typeof wageRowSchema>

export const payrollRunSchema = z.object({
  id: idSchema,
  ...span,
  note: z.string(),
  closedAt: instantSchema,
  payslips: z.int(),
  gross: moneySchema,
  net: moneySchema,
  paid: moneySchema,
})
export type PayrollRun = z.infer<typeof payrollRunSchema>

export const payslipRowSchema = z.object({
  id: idSchema,
  workerId: idSchema,
  name: z.string(),
  gross: moneySchema,
  net: moneySchema,
  paid: moneySchema,
  /** How she is paid by her details of now, and where: her name on WeChat, the phone of her Alipay. */
  payMethod: z.enum(payMethods),
  wechatName: z.string(),
  phone: z.string(),
  warnings: z.array(payWarningSchema),
})
export type PayslipRow = z.infer<typeof payslipRowSchema>

/** A closed payslip among a worker's others. */
export const workerPayslipSchema = z.object({
  id: idSchema,
  runId: idSchema,
  ...span,
  gross: moneySchema,
  net: moneySchema,
  paid: moneySchema,
})
export type WorkerPayslip = z.infer<typeof workerPayslipSchema>

/** One payslip, closed (`id`) or as it would be. */
export const payslipSchema = z.object({
  id: idSchema.nullable(),
  runId: idSchema.nullable(),
  ...span,
  workerId: idSchema,
  name: z.string(),
  kind: z.enum(workerKinds),
  photoHash: z.string(),
  terms: payTermsSchema,
  normalMinutes: z.int(),
  gross: moneySchema,
  net: moneySchema,
  paid: moneySchema,
  lines: z.array(payslipLineSchema),
  warnings: z.array(payWarningSchema),
  payments: z.array(
    z.object({
      id: idSchema,
      businessDate: z.string(),
      amount: moneySchema,
      method: z.enum(payMethods),
      note: z.string(),
      reversed: z.boolean(),
    }),
  ),
})
export type Payslip = z.infer<typeof payslipSchema>

/** One ticket behind a line of pieces. */
export const paidTicketSchema = z.object({
  entryId: idSchema,
  workDate: z.string(),
  batchNumber: z.string(),
  bundleNumber: z.int(),
  /** What is printed on the ticket. */
  code: z.string(),
  colour: z.string(),
  size: z.string(),
  pieces: z.int(),
})
export type PaidTicket = z.infer<typeof paidTicketSchema>

/** Hours of a day behind a payslip. */
export const paidTimeSchema = z.object({
  id: idSchema,
  workDate: z.string(),
  /** Negative: paid before and taken back since. */
  minutes: z.int(),
  overtime: z.enum(overtimeKinds),
  /** Paid by the hour; otherwise they say how long she worked for her pieces or her salary. */
  paid: z.boolean(),
  /** 1/1,000,000 yuan an hour, and how much of it in per cent. */
  rate: z.int(),
  percent: z.int(),
  note: z.string(),
})
export type PaidTime = z.infer<typeof paidTimeSchema>

/** A step that was done without a rate being agreed. */
export const unratedStepSchema = z.object({
  styleId: idSchema,
  styleNumber: z.string(),
  styleName: z.string(),
  operationName: z.string(),
  entries: z.int(),
  pieces: z.int(),
})
export type UnratedStep = z.infer<typeof unratedStepSchema>

/** What a worker sees of her own by her badge. */
export const kioskSchema = z.object({
  today: z.array(
    z.object({
      operationName: z.string(),
      styleName: z.string(),
      pieces: z.int(),
      /** 1/1,000,000 yuan; null: none was agreed yet. */
      rate: z.int().nullable(),
      amount: z.int().nullable(),
    }),
  ),
  /** Not closed yet, up to today. */
  soFar: payslipSchema,
  past: z.array(z.object({ id: idSchema, ...span, net: moneySchema, paid: moneySchema })),
})
export type KioskView = z.infer<typeof kioskSchema>
