import { z } from 'zod'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  moneySchema,
  procedure,
} from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { bankTemplateSchema } from './bank-file.ts'
import { insightContract } from './insight/contract.ts'
import {
  kioskSchema,
  paidTicketSchema,
  paidTimeSchema,
  payMethods,
  payrollRunSchema,
  payslipRowSchema,
  payslipSchema,
  unratedStepSchema,
  wageRowSchema,
  workerPayslipSchema,
} from './payslip-contract.ts'
import { recurringKinds, recurringPers } from './recurring.ts'
import { adjustmentKinds, debtKinds, faults, payRulesSchema, payTermsSchema } from './rules.ts'
import { timeContract } from './time/contract.ts'

const amount = moneySchema.min(1)
const note = z.string().trim().max(300)
const reason = z.string().trim().min(1).max(100)
const span = { from: businessDateSchema, to: businessDateSchema } as const
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

export const recurringSchema = z.object({
  id: idSchema,
  workerId: idSchema,
  workerName: z.string(),
  kind: z.enum(recurringKinds),
  per: z.enum(recurringPers),
  amount: moneySchema,
  reason: z.string(),
  from: z.string(),
  to: z.string().nullable(),
})
export type Recurring = z.infer<typeof recurringSchema>

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
  /** Given or charged each day she is there, or each month, by itself. */
  recurring: {
    /** `endedBefore`: without what has ended before that day; null: all. */
    list: procedure
      .input(z.object({ endedBefore: businessDateSchema.nullable() }))
      .output(z.array(recurringSchema)),
    /** For one or several workers alike. Raises not-found. */
    add: procedure
      .input(
        commandInput({
          workerIds,
          kind: z.enum(recurringKinds),
          per: z.enum(recurringPers),
          amount,
          reason,
          from: businessDateSchema,
          to: businessDateSchema.nullable(),
        }),
      )
      .output(z.null()),
    /** Its last day; before its first one: it never was. What runs paid beyond is taken back by the next. Raises not-found. */
    end: procedure.input(commandInput({ id: idSchema, to: businessDateSchema })).output(z.null()),
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
          fault: z.enum(faults),
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
    /** What is still owed of some of its payslips, for the bank to transfer: by its template, as a workbook or CSV. Raises not-found, data-key-locked, not-in-gbk. */
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
              fault: z.enum(faults),
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
