import { z } from 'zod'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  moneySchema,
  procedure,
} from '../../rpc.ts'
import { languageSchema } from '../../settings/contract.ts'
import { workerKinds } from '../contract.ts'
import { incomeLinesSchema } from './lines.ts'
import { householdKinds, monitoredKinds, relations } from './types.ts'

const text = (most: number) => z.string().trim().max(most)
const inOrder = ({ from, to }: { readonly from: string | null; readonly to: string | null }) =>
  from === null || to === null || from <= to

export const monthSchema = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)

/** What the county says a household is, both days included. */
export const householdTypeSchema = z
  .object({
    kind: z.enum(householdKinds),
    from: businessDateSchema,
    to: businessDateSchema.nullable(),
    /** Of the watched kinds: from which day their risk is cleared; null: not yet. */
    riskClearedOn: businessDateSchema.nullable(),
    note: text(200),
  })
  .refine(inOrder)
  .refine(({ kind, riskClearedOn }) => riskClearedOn === null || monitoredKinds.includes(kind))

export const householdMemberSchema = z
  .object({
    /** Null: does not work here. */
    workerId: idSchema.nullable(),
    name: text(40).min(1),
    relation: z.enum(relations),
    /** Null: always, still. */
    from: businessDateSchema.nullable(),
    to: businessDateSchema.nullable(),
  })
  .refine(inOrder)

/** A subsidy asked for; `receivedOn` null: not received. */
export const subsidySchema = z
  .object({
    workerId: idSchema.nullable(),
    name: text(60).min(1),
    appliedOn: businessDateSchema,
    amount: moneySchema.min(0),
    receivedOn: businessDateSchema.nullable(),
    receivedAmount: moneySchema.min(0).nullable(),
    note: text(200),
  })
  .refine(({ receivedOn, receivedAmount }) => (receivedOn === null) === (receivedAmount === null))

export const householdFields = {
  number: text(40).min(1),
  head: text(40).min(1),
  village: text(60),
  address: text(120),
  note: text(300),
  archived: z.boolean(),
  types: z.array(householdTypeSchema).max(50),
  members: z.array(householdMemberSchema).max(40),
  subsidies: z.array(subsidySchema).max(200),
} as const

export const householdSchema = z.object({ id: idSchema, ...householdFields })
export type Household = z.infer<typeof householdSchema>
export type HouseholdDraft = Omit<Household, 'id'>

const kindOnSchema = z.object({ kind: z.enum(householdKinds), cleared: z.boolean().nullable() })

const sharedIncome = {
  gross: moneySchema,
  net: moneySchema,
  persons: z.int(),
  /** Null: nobody is there. */
  perPerson: moneySchema.nullable(),
  line: moneySchema.nullable(),
  above: z.boolean(),
} as const
const incomeMonthSchema = z.object({ month: monthSchema, rolling: moneySchema, ...sharedIncome })
const incomeYearSchema = z.object({ year: z.string(), ...sharedIncome })

export const householdRowSchema = z.object({
  id: idSchema,
  number: z.string(),
  head: z.string(),
  village: z.string(),
  archived: z.boolean(),
  kinds: z.array(kindOnSchema),
  /** Names of those of them who work here. */
  workers: z.array(z.string()),
  persons: z.int(),
  /** The last month reckoned; null: nothing was ever paid to them. */
  last: incomeMonthSchema.nullable(),
  since: monthSchema.nullable(),
})
export type HouseholdRow = z.infer<typeof householdRowSchema>

/** What this workshop paid a household (shared/workers/households/income.ts). */
export const householdIncomeSchema = z.object({
  months: z.array(incomeMonthSchema),
  years: z.array(incomeYearSchema),
  since: monthSchema.nullable(),
  /** Each worker's own part, by month. */
  workers: z.array(
    z.object({
      workerId: idSchema,
      name: z.string(),
      months: z.array(z.object({ month: monthSchema, gross: moneySchema, net: moneySchema })),
    }),
  ),
  linesChecked: z.boolean(),
})
export type HouseholdIncomeShown = z.infer<typeof householdIncomeSchema>

/** How ID numbers are given away: with their middle hidden, or whole. */
export const idNumberForms = ['masked', 'unmasked'] as const
export type IdNumberForm = (typeof idNumberForms)[number]

export const rosterRowSchema = z.object({
  householdNumber: z.string(),
  head: z.string(),
  village: z.string(),
  address: z.string(),
  name: z.string(),
  relation: z.enum(relations),
  /** Masked or whole as asked; empty where none is known. */
  idNumber: z.string(),
  workerKind: z.enum(workerKinds),
  /** On the roster's last day. */
  kinds: z.array(kindOnSchema),
  /** Months of the year in which she was paid, and what she was paid in them. */
  months: z.int(),
  gross: moneySchema,
  net: moneySchema,
  householdGross: moneySchema,
  persons: z.int(),
  perPerson: moneySchema.nullable(),
  line: moneySchema.nullable(),
  above: z.boolean(),
  since: monthSchema.nullable(),
})
export type RosterRow = z.infer<typeof rosterRowSchema>

const rosterInput = {
  year: z.string().regex(/^\d{4}$/),
  /** Leaves out households that are ordinary ones. */
  onlyProgramme: z.boolean(),
  idNumbers: z.enum(idNumberForms),
} as const
export const rosterSchema = z.object({
  workshopName: z.string(),
  /** The last day it speaks of. */
  day: businessDateSchema,
  rows: z.array(rosterRowSchema),
  linesChecked: z.boolean(),
})
export type Roster = z.infer<typeof rosterSchema>

const certificateInput = {
  workerId: idSchema,
  from: monthSchema,
  to: monthSchema,
  idNumbers: z.enum(idNumberForms),
}
/** Five years: what a bank or a county asks for at most. Beyond a year the paper shows years (certificateSpans). */
export const mostCertificateMonths = 60

export const incomeCertificateSchema = z.object({
  workshopName: z.string(),
  day: businessDateSchema,
  name: z.string(),
  idNumber: z.string(),
  workerKind: z.enum(workerKinds),
  household: z
    .object({ number: z.string(), head: z.string(), village: z.string(), address: z.string() })
    .nullable(),
  /** Every month of the span; `days`: on which she worked. */
  months: z.array(z.object({ month: monthSchema, days: z.int(), gross: moneySchema, net: moneySchema })),
  gross: moneySchema,
  net: moneySchema,
})
export type IncomeCertificate = z.infer<typeof incomeCertificateSchema>

export const householdsContract = {
  /** All of them, those no longer kept last, and who works here without belonging to any. */
  list: procedure.output(
    z.object({
      rows: z.array(householdRowSchema),
      without: z.array(z.object({ id: idSchema, name: z.string() })),
      linesChecked: z.boolean(),
    }),
  ),
  get: procedure
    .input(z.object({ id: idSchema }))
    .output(z.object({ household: householdSchema, income: householdIncomeSchema })),
  /**
   * Adds or changes one, its types, members and subsidies as a whole. Raises already-exists (`household`: another has that
   * number), member-elsewhere (a worker belongs to another at the same time), changed-meanwhile (it is no longer what was read) and not-found.
   */
  save: procedure
    .input(
      commandInput({
        id: idSchema.nullable(),
        ...householdFields,
        /** As it was when its user began to change it. */
        before: z.object(householdFields).optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
  lines: {
    get: procedure.output(incomeLinesSchema),
    save: procedure.input(commandInput({ lines: incomeLinesSchema })).output(z.null()),
  },
  roster: {
    /** For paper. That it was taken is in the audit. */
    print: procedure.input(commandInput(rosterInput)).output(rosterSchema),
    export: procedure
      .input(commandInput({ ...rosterInput, headers: languageSchema }))
      .output(exportedFileSchema),
  },
  certificate: {
    /** For paper. Raises income-months (the span is none, or too long) and not-found. */
    print: procedure.input(commandInput(certificateInput)).output(incomeCertificateSchema),
    export: procedure
      .input(commandInput({ ...certificateInput, headers: languageSchema }))
      .output(exportedFileSchema),
  },
}
