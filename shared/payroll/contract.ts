import { z } from 'zod'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  instantSchema,
  moneySchema,
  procedure,
} from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { workerKinds } from '../workers/contract.ts'
import { bankTemplateSchema } from './bank-file.ts'
import { insightContract } from './insight/contract.ts'
import { adjustmentKinds, debtKinds, overtimeKinds, payRulesSchema, payTermsSchema } from './rules.ts'
import { timeContract } from './time/contract.ts'

export const payMethods = ['cash', 'bank', 'wechat', 'alipay'] as const
export type PayMethod = (typeof payMethods)[number]

const amount = moneySchema.min(1)
const note = z.string().trim().max(300)
const reason = z.string().trim().min(1).max(100)
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
  /** Pieces; minutes of hours; days of a salary; fen earned before a top-up. */
  quantity: z.int(),
  /** 1/1,000,000 yuan a piece or an hour. */
  rate: z.int(),
  overtime: z.enum(overtimeKinds),
  /** Per cent of hours; days of a salary's month; 1/1,000,000 yuan that a premium is reckoned of; the least for a top-up in fen. */
  base: z.int(),
  adjustment: z.enum(adjustmentKinds).nullable(),
  debt: z.enum(debtKinds).nullable(),
  adjustmentId: idSchema.nullable(),
  debtId: idSchema.nullable(),
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

const badge = z.string().trim().min(1).max(100)

export const adjustmentSchema = z.object({
  id: idSchema,
  workerId: idSchema,
  workerName: z.string(),
  businessDate: z.string(),
  kind: z.enum(adjustmentKinds),
  amount: moneySchema,
  reason: z.string(),
  voided: z.boolean(),
  /** A closed run has it. */
  paid: z.boolean(),
})
export type Adjustment = z.infer<typeof adjustmentSchema>

export const debtSchema = z.object({
  id: idSchema,
  workerId: idSchema,
  workerName: z.string(),
  businessDate: z.string(),
  kind: z.enum(debtKinds),
  amount: moneySchema,
  left: moneySchema,
  instalment: moneySchema.nullable(),
  reason: z.string(),
})
export type Debt = z.infer<typeof debtSchema>

const openSlip = { ...span, workerId: idSchema } as const
const workerIds = z.array(idSchema).min(1).max(2000)

export const payrollContract = {
  time: timeContract,
  insight: insightContract,
  rules: {
    get: procedure.output(payRulesSchema),
    save: procedure.input(commandInput({ rules: payRulesSchema })).output(z.null()),
  },
  terms: {
    /** Each worker's terms, the newest first; empty: the usual of her kind. */
    list: procedure.output(z.array(z.object({ workerId: idSchema, terms: z.array(payTermsSchema) }))),
    /** Agrees terms from a day on; those of the same day are replaced. */
    save: procedure.input(commandInput({ workerId: idSchema, terms: payTermsSchema })).output(z.null()),
  },
  adjustments: {
    list: procedure.input(z.object(span)).output(z.array(adjustmentSchema)),
    /** For one or several workers alike. Raises not-found. */
    add: procedure
      .input(
        commandInput({
          workerIds,
          businessDate: businessDateSchema,
          kind: z.enum(adjustmentKinds),
          amount,
          reason,
        }),
      )
      .output(z.null()),
    /** Takes it back; what a closed run had of it is a line of the next one. Raises not-found. */
    void: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  },
  debts: {
    list: procedure.input(z.object({ all: z.boolean().default(false) })).output(z.array(debtSchema)),
    /** Money lent, or damage to be made good. Raises not-found. */
    add: procedure
      .input(
        commandInput({
          workerId: idSchema,
          businessDate: businessDateSchema,
          kind: z.enum(['advance', 'damage']),
          amount,
          instalment: amount.nullable(),
          reason,
        }),
      )
      .output(z.object({ id: idSchema })),
    /** What is taken of it a run at most; null: as much as can be. Raises not-found. */
    instalment: procedure
      .input(commandInput({ id: idSchema, instalment: amount.nullable() }))
      .output(z.null()),
    /** Paid back by hand. Raises not-found, debt-less. */
    repay: procedure
      .input(commandInput({ id: idSchema, businessDate: businessDateSchema, amount, note }))
      .output(z.null()),
    /** Lets off what is left of it. Raises not-found. */
    letOff: procedure
      .input(commandInput({ id: idSchema, businessDate: businessDateSchema, note }))
      .output(z.null()),
  },
  runs: {
    /** The period that is next to be paid: the month after the last one, or the month of the oldest unpaid work. */
    next: procedure.output(z.object(span)),
    /** What a run would pay, by worker; who has nothing is left out. Raises payroll-month, payroll-ahead. */
    preview: procedure.input(z.object(span)).output(z.array(wageRowSchema)),
    /** One worker's payslip as it would be. Raises payroll-month, payroll-ahead, payroll-behind, not-found. */
    previewOne: procedure.input(z.object({ ...span, workerId: idSchema })).output(payslipSchema),
    /** The tickets behind a line of pieces that is not closed yet. */
    tickets: procedure
      .input(
        z.object({
          ...openSlip,
          operationId: idSchema,
          rate: z.int(),
          why: z.enum(['now', 'late', 'reversed']),
          isRework: z.boolean(),
        }),
      )
      .output(z.array(paidTicketSchema)),
    /** The hours that closing would keep of one worker. */
    times: procedure.input(z.object(openSlip)).output(z.array(paidTimeSchema)),
    /** What of one worker's work waits for a rate. */
    unrated: procedure.input(z.object(openSlip)).output(z.array(unratedStepSchema)),
    /** Raises payroll-month, payroll-ahead, payroll-behind, payroll-changed, payroll-empty. */
    close: procedure
      .input(
        commandInput({
          ...span,
          workerIds,
          note,
          expected: z.object({ gross: moneySchema, net: moneySchema }),
        }),
      )
      .output(z.object({ id: idSchema, payslips: z.int() })),
    list: procedure.output(z.array(payrollRunSchema)),
    /** Raises not-found. */
    get: procedure
      .input(z.object({ id: idSchema }))
      .output(z.object({ run: payrollRunSchema, payslips: z.array(payslipRowSchema) })),
    /** A run's payslips and their lines as XLSX. Raises not-found. */
    export: procedure.input(z.object({ id: idSchema, headers: languageSchema })).output(exportedFileSchema),
    /** What is still owed of some of its payslips, for the bank to transfer: CSV by the template. Raises not-found, data-key-locked. */
    bankFile: procedure
      .input(commandInput({ id: idSchema, payslipIds: workerIds, headers: languageSchema }))
      .output(exportedFileSchema),
  },
  bankTemplate: {
    get: procedure.output(bankTemplateSchema),
    save: procedure.input(commandInput({ template: bankTemplateSchema })).output(z.null()),
  },
  payslips: {
    /** Raises not-found. */
    get: procedure.input(z.object({ id: idSchema })).output(payslipSchema),
    /** A worker's, the newest first. */
    ofWorker: procedure.input(z.object({ workerId: idSchema })).output(z.array(workerPayslipSchema)),
    /** All of a run, for printing. */
    ofRun: procedure.input(z.object({ runId: idSchema })).output(z.array(payslipSchema)),
    /** The tickets behind a line of pieces. Raises not-found. */
    tickets: procedure.input(z.object({ lineId: idSchema })).output(z.array(paidTicketSchema)),
    /** The hours behind it. */
    times: procedure.input(z.object({ id: idSchema })).output(z.array(paidTimeSchema)),
  },
  /** A worker's own, by the QR code of her badge. All raise badge-needed, code-foreign, code-unknown, code-old-epoch. */
  kiosk: {
    read: procedure.input(z.object({ badge })).output(kioskSchema),
    /** Raises not-found, also where it is another's. */
    payslip: procedure.input(z.object({ badge, id: idSchema })).output(payslipSchema),
    /** Raises not-found, also where the line is another's. */
    tickets: procedure
      .input(
        z.object({
          badge,
          line: z.union([
            z.object({ lineId: idSchema }),
            z.object({
              operationId: idSchema,
              rate: z.int(),
              why: z.enum(['now', 'late', 'reversed']),
              isRework: z.boolean(),
            }),
          ]),
        }),
      )
      .output(z.array(paidTicketSchema)),
  },
  payments: {
    /** Wages handed over, in full or in part. Raises not-found, wage-over. */
    pay: procedure
      .input(
        commandInput({
          payments: z
            .array(z.object({ payslipId: idSchema, amount }))
            .min(1)
            .max(2000),
          businessDate: businessDateSchema,
          method: z.enum(payMethods),
          note,
        }),
      )
      .output(z.null()),
    /** Takes a payment back by a second row. Raises not-found. */
    reverse: procedure
      .input(commandInput({ id: idSchema, businessDate: businessDateSchema, note }))
      .output(z.null()),
    /** What is owed to each worker, and what she owes. */
    owed: procedure.output(
      z.array(z.object({ workerId: idSchema, name: z.string(), owed: moneySchema, debt: moneySchema })),
    ),
  },
}
