import { z } from 'zod'
import { businessDateSchema, commandInput, exportedFileSchema, idSchema, procedure } from '../rpc.ts'
import { languageSchema } from '../settings/contract.ts'
import { detailsContract, workerDetailsSchema } from './details-contract.ts'
import { rosterContract } from './roster-contract.ts'

/** How somebody is paid or came to work here (DESIGN §1, and the county's programme). */
export const workerKinds = [
  'piece',
  'hourly',
  'monthly',
  'casual',
  'home',
  'returning',
  'graduate',
  'student',
] as const
export type WorkerKind = (typeof workerKinds)[number]

/** What she can do: a skill that steps ask for, or a step by its name. 1: learning, 2: able, 3: can teach it. */
export const workerSkillSchema = z.object({
  skill: z.string().trim().min(1).max(40),
  level: z.int().min(1).max(3),
})
export type WorkerSkill = z.infer<typeof workerSkillSchema>

/** Why somebody does not come on days that were said before: leave, or the fields. */
export const awayKinds = ['leave', 'season'] as const
export type AwayKind = (typeof awayKinds)[number]

/** Days on which she does not come, both ends included. Attendance cuts a day out of them, or ticks one into them. */
export const workerAwaySchema = z
  .object({
    from: businessDateSchema,
    to: businessDateSchema,
    kind: z.enum(awayKinds),
    note: z.string().trim().max(100),
  })
  .refine(({ from, to }) => from <= to)
export type WorkerAway = z.infer<typeof workerAwaySchema>

export const workerSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(workerKinds),
  /** What her badge's code says, of this restore epoch. */
  code: z.string(),
  /** The code as her badge's QR code says it. */
  qr: z.string(),
  note: z.string(),
  archived: z.boolean(),
  /** Her last day, where she left. */
  leftOn: businessDateSchema.nullable(),
  photoHash: z.string(),
  /** Minutes of her working day; null: the workshop's. */
  dailyMinutes: z.int().nullable(),
  skills: z.array(workerSkillSchema),
  /** The soonest first; what is over is among them. */
  away: z.array(workerAwaySchema),
})
export type Worker = z.infer<typeof workerSchema>

/** Whether work of a day can be hers: she is here, or left on that day or later and her sheet is typed now. */
export function wasHere(
  { archived, leftOn }: Pick<Worker, 'archived' | 'leftOn'>,
  workDate: string,
): boolean {
  return !archived || (leftOn !== null && leftOn >= workDate)
}

export const workersContract = {
  ...detailsContract,
  sheet: rosterContract,
  /** Skills that the routings' steps ask for, the commonest first. */
  skills: procedure.output(z.array(z.string())),
  /** All of them, those who left last. A few hundred at most: no paging. */
  list: procedure.output(z.array(workerSchema)),
  /** The same list as XLSX. */
  export: procedure.input(z.object({ headers: languageSchema })).output(exportedFileSchema),
  /**
   * Raises already-exists (`worker`) for a second active one of that name: two of one name need a mark (大, 小); worker-known
   * and worker-was-here for an ID number that is here already.
   */
  save: procedure
    .input(
      commandInput({
        id: idSchema.nullable(),
        name: z.string().trim().min(1).max(40),
        kind: z.enum(workerKinds),
        note: z.string().trim().max(300),
        archived: z.boolean(),
        photoHash: z
          .string()
          .regex(/^(?:[0-9a-f]{64})?$/)
          .optional(),
        dailyMinutes: z.int().min(0).max(1440).nullable().optional(),
        skills: z.array(workerSkillSchema).max(60).optional(),
        away: z.array(workerAwaySchema).max(100).optional(),
        details: workerDetailsSchema.partial().optional(),
        /** Null takes it away, left out it stays; raises id-number-wrong, data-key-none, data-key-locked. */
        idNumber: z.string().max(40).nullable().optional(),
        bankAccount: z.string().max(40).nullable().optional(),
        /** She left, and comes back as a new worker: her ID number may be here twice. */
        again: z.boolean().optional(),
      }),
    )
    .output(z.object({ id: idSchema })),
}
