import type { BusinessDate } from '../dates.ts'
import type { MonthOfLabour, YearOfWages } from './income-tax.ts'
import type { MinimumWage } from './minimum-wage.ts'
import type { PayWarning } from './payslip-contract.ts'
import type { RecurringSum } from './recurring.ts'
import type { AdjustmentKind, DebtKind, Fault, OvertimeKind, PayRules, PayTerms } from './rules.ts'

/*
 * What one worker's wages of a period are reckoned from, and what comes of it line by line. Rates and piece amounts:
 * 1/1,000,000 yuan; amounts of lines: fen.
 */

export type PieceWhy = 'now' | 'late' | 'reversed'

/** Pieces of one step at one rate. */
export interface PieceSum {
  readonly operationId: number
  readonly rate: number
  /** Negative where they were paid before and taken back since. */
  readonly pieces: number
  /** In the period, typed after an earlier one was closed, or paid before and taken back since. */
  readonly why: PieceWhy
  readonly isRework: boolean
  /** Of rework; what is not paid by the rule has the rate 0. */
  readonly fault: Fault
}

/** Minutes of one kind. */
export interface HourSum {
  /** Paid by the hour; otherwise they only say how long she worked for her pieces or her salary. */
  readonly paid: boolean
  readonly overtime: OvertimeKind
  /** 1/1,000,000 yuan an hour, and how much of it is paid; of what is taken back, those it was paid at. */
  readonly rate: number
  readonly percent: number
  /** Negative where they were paid before and taken back since. */
  readonly minutes: number
}

export interface AdjustmentSum {
  readonly id: number
  readonly kind: AdjustmentKind
  /** Fen, positive: what it gives or takes is said by the kind. Negative where it was paid before and taken back since. */
  readonly amount: number
}

export interface DebtSum {
  readonly id: number
  readonly kind: DebtKind
  /** Fen still to be paid back. */
  readonly left: number
  /** Fen a run at most; null: as much as can be. */
  readonly instalment: number | null
}

/** Piece pay made in overtime of one kind that no closed run has, or that one had and that is taken back. */
export interface PremiumSum {
  readonly overtime: Exclude<OvertimeKind, 'none'>
  /** How much more of it is paid; 0 where the rule is off. */
  readonly percent: number
  readonly why: PieceWhy
  /** 1/1,000,000 yuan, in all and by day. */
  readonly base: number
  readonly days: readonly { readonly day: BusinessDate; readonly base: number }[]
}

/** A month's salary, by the working days of hers that were not paid yet. */
export interface SalaryMonth {
  /** Fen a month. */
  readonly salary: number
  readonly worked: number
  /** All working days of the month. */
  readonly month: number
  readonly from: BusinessDate
  readonly to: BusinessDate
  /** Late: of a month before the run's, that she was left out of. */
  readonly why: 'now' | 'late'
}

/** What earlier runs of the same calendar month came to. */
export interface MonthSoFar {
  /** Earned in normal hours: without premiums, overtime, allowances and top-ups. */
  readonly normalPay: number
  readonly normalMinutes: number
  readonly topUp: number
  readonly gross: number
  readonly damage: number
  readonly social: number
}

export interface WageInput {
  readonly terms: PayTerms
  readonly rules: PayRules
  readonly pieces: readonly PieceSum[]
  readonly hours: readonly HourSum[]
  readonly premiums: readonly PremiumSum[]
  readonly salaries: readonly SalaryMonth[]
  readonly adjustments: readonly AdjustmentSum[]
  readonly recurring: readonly RecurringSum[]
  readonly debts: readonly DebtSum[]
  readonly monthSoFar: MonthSoFar
  readonly minimum: MinimumWage | null
  /** Before this payment, but months and what is deducted each month up to and with this one. */
  readonly yearSoFar: YearOfWages
  readonly labourSoFar: MonthOfLabour
}

export type PayLine =
  | { readonly kind: 'piece'; readonly sum: PieceSum; readonly amount: number }
  | { readonly kind: 'hour'; readonly sum: HourSum; readonly amount: number }
  | { readonly kind: 'salary'; readonly sum: SalaryMonth; readonly amount: number }
  | { readonly kind: 'premium'; readonly sum: PremiumSum; readonly amount: number }
  | { readonly kind: 'adjustment'; readonly sum: AdjustmentSum; readonly amount: number }
  | { readonly kind: 'recurring'; readonly sum: RecurringSum; readonly amount: number }
  | { readonly kind: 'top-up'; readonly least: number; readonly earned: number; readonly amount: number }
  | { readonly kind: 'social'; readonly amount: number }
  | { readonly kind: 'tax'; readonly amount: number }
  | { readonly kind: 'debt'; readonly sum: DebtSum; readonly amount: number }
  /** She would owe more than she earned: the rest waits for the next run. */
  | { readonly kind: 'carry'; readonly amount: number }

export interface Wages {
  readonly lines: readonly PayLine[]
  /** All she earned. */
  readonly gross: number
  /** Of it, what counts for the minimum wage. */
  readonly normalPay: number
  readonly normalMinutes: number
  /** What is paid out: never less than nothing. */
  readonly net: number
  readonly warnings: readonly PayWarning[]
}
