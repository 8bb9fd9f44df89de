import { z } from 'zod'
import { businessDateSchema, commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'

export const numberKinds = ['id-number', 'bank-account'] as const
export type NumberKind = (typeof numberKinds)[number]

/** How she is paid out (as wage payments say it). */
export const payMethods = ['cash', 'bank', 'wechat', 'alipay'] as const

const text = (most: number) => z.string().trim().max(most)

/** What the office writes down of a worker, besides her numbers. */
export const workerDetailsSchema = z.object({
  sex: z.enum(['', 'female', 'male']),
  birthDate: businessDateSchema.nullable(),
  phone: text(40),
  /** Village and group, as the county's lists say it. */
  village: text(60),
  address: text(200),
  emergencyName: text(40),
  emergencyPhone: text(40),
  contractFrom: businessDateSchema.nullable(),
  contractTo: businessDateSchema.nullable(),
  payMethod: z.enum(payMethods),
  wechatName: text(60),
  bankName: text(80),
  /** Whose account it is, where it is not her own. */
  accountHolder: text(40),
})
export type WorkerDetails = z.infer<typeof workerDetailsSchema>

export const maskedNumberSchema = z.object({
  /** `locked`: it is there, and the data key is not open; `unreadable`: sealed with a key that was given up, or damaged. */
  state: z.enum(['none', 'masked', 'locked', 'unreadable']),
  /** "•••• 1234" */
  text: z.string(),
})
export type MaskedNumber = z.infer<typeof maskedNumberSchema>

export const workerPersonSchema = workerDetailsSchema.extend({
  id: idSchema,
  idNumber: maskedNumberSchema,
  bankAccount: maskedNumberSchema,
  leftOn: businessDateSchema.nullable(),
  leftReason: z.string(),
})
export type WorkerPerson = z.infer<typeof workerPersonSchema>

const codeSchema = z.object({ code: z.string() })

export const detailsContract = {
  /** What is known of every worker; her numbers as their last four. */
  details: procedure.output(z.array(workerPersonSchema)),
  /** A number in full, for the owner alone: who had whose shown is in the audit. Raises data-key-locked, number-unreadable. */
  reveal: procedure
    .input(commandInput({ workerId: idSchema, kind: z.enum(numberKinds) }))
    .output(z.object({ number: z.string() })),
  /** What a worker still has here, before she leaves. */
  openWork: procedure.input(z.object({ workerId: idSchema })).output(
    z.object({
      /** Bundles handed out to her and not brought back. */
      inHand: z.int(),
      /** The last day she worked; null: none. */
      lastWorked: businessDateSchema.nullable(),
      /** Entries of hers that no payroll run holds yet. */
      unpaidEntries: z.int(),
    }),
  ),
  /** She leaves; what she earned stays owed. Raises worked-later, date-ahead. */
  leave: procedure
    .input(commandInput({ workerId: idSchema, leftOn: businessDateSchema, reason: text(200) }))
    .output(z.object({})),
  /** She is back: the same worker with her badge and her past. Raises already-exists, worker-known. */
  comeBack: procedure.input(commandInput({ workerId: idSchema })).output(z.object({})),
  dataKey: {
    state: procedure.output(
      z.object({
        state: z.enum(['none', 'locked', 'open']),
        /** This PC opens it at each start; else the code opens it until the program ends. */
        keptHere: z.boolean(),
        codeMadeAt: instantSchema.nullable(),
      }),
    ),
    /**
     * Begins to keep numbers; gives the recovery code, this once. `forget`: nobody can open the old key any more, and the
     * numbers under it are given up. Raises already-exists, code-shown-once where the first answer was lost on its way.
     */
    create: procedure.input(commandInput({ forget: z.boolean() })).output(codeSchema),
    /** Raises recovery-code-wrong. */
    open: procedure.input(z.object({ code: z.string().max(60) })).output(z.object({})),
    /** Another code instead of the one before. Raises data-key-locked, code-shown-once. */
    renew: procedure.input(commandInput({})).output(codeSchema),
  },
}
