import { z } from 'zod'
import { businessDateSchema, moneySchema } from '../rpc.ts'
import type { WorkerKind } from '../workers/contract.ts'

/** When overtime is worked: beyond a working day's hours, on a rest day, on a public holiday (劳部发〔1994〕489号 art. 13). */
export const overtimeKinds = ['none', 'workday', 'rest', 'holiday'] as const
export type OvertimeKind = (typeof overtimeKinds)[number]

/** What is given or taken besides the work. */
export const adjustmentKinds = ['allowance', 'bonus', 'charge', 'deduction'] as const
export type AdjustmentKind = (typeof adjustmentKinds)[number]

/** Whose fault it was that pieces were made again; '' where nothing was, or before it was told apart. */
export const faults = ['', 'own', 'other', 'nobody'] as const
export type Fault = (typeof faults)[number]

/** What she owes: money lent, damage to be made good, what was more than she earned. */
export const debtKinds = ['advance', 'damage', 'carried'] as const
export type DebtKind = (typeof debtKinds)[number]

/** How somebody is paid, from a day on. */
export const payTermsSchema = z.object({
  validFrom: businessDateSchema,
  basis: z.enum(['piece', 'hour', 'month']),
  /** 1/1,000,000 yuan an hour, for what is worked by the hour; 0: not agreed. */
  hourlyRate: z.int().min(0).max(1e12),
  /** Fen a month, for `month`. */
  salary: moneySchema.min(0),
  minimumApplies: z.boolean(),
  taxAs: z.enum(['wage', 'labour', 'none']),
  /** Her own part of social insurance and other yearly deductions from tax, in fen a month. */
  social: moneySchema.min(0),
  specialDeduction: moneySchema.min(0),
})
export type PayTerms = z.infer<typeof payTermsSchema>

const percent = z.int().min(100).max(1000)

/** What holds for everybody's wages: the owner sees and changes it. */
export const payRulesSchema = z.object({
  /** The law's minimum of this area, dated. */
  minimumWages: z
    .array(
      z.object({ validFrom: businessDateSchema, monthly: moneySchema.min(0), hourly: moneySchema.min(0) }),
    )
    .max(50),
  /** Minutes of a full month in normal hours. */
  monthMinutes: z.int().min(60).max(40_000),
  /** Of the normal pay, in overtime. */
  percent: z.object({ workday: percent, rest: percent, holiday: percent }),
  /** Premiums for pieces made in overtime. */
  pieceOvertime: z.boolean(),
  /** Premiums for hours paid by the hour. */
  hourlyOvertime: z.boolean(),
  /** Which pieces made again are paid as good ones are: none, those that were not her own fault, all. */
  rework: z.enum(['none', 'others', 'all']),
  /** What was paid to one for another's fault is charged to that other, as damage. */
  chargeRework: z.boolean(),
  withholdTax: z.boolean(),
  /** Of a month's wages, for damage at most. */
  damagePercent: z.int().min(0).max(20),
  /** The owner has compared all this with what holds in her county. */
  checked: z.boolean(),
})
export type PayRules = z.infer<typeof payRulesSchema>

/** Shandong's third area (Heze, Cao County) as of 2023-10-01; full month: 248 working days a year at 8 hours. To be checked. */
export const usualRules: PayRules = {
  minimumWages: [{ validFrom: '2023-10-01', monthly: 182_000, hourly: 1800 }],
  monthMinutes: 9920,
  percent: { workday: 150, rest: 200, holiday: 300 },
  pieceOvertime: true,
  hourlyOvertime: true,
  rework: 'others',
  chargeRework: false,
  withholdTax: true,
  damagePercent: 20,
  checked: false,
}

/** How somebody of a kind is paid until something else is agreed. */
export function usualTerms(kind: WorkerKind): PayTerms {
  const byHour = kind === 'hourly' || kind === 'casual' || kind === 'student'
  return {
    validFrom: '2000-01-01',
    basis: kind === 'monthly' ? 'month' : byHour ? 'hour' : 'piece',
    hourlyRate: 0,
    salary: 0,
    minimumApplies: true,
    taxAs: kind === 'casual' || kind === 'home' || kind === 'student' ? 'labour' : 'wage',
    social: 0,
    specialDeduction: 0,
  }
}
