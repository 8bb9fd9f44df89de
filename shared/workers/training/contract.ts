import { z } from 'zod'
import { businessDateSchema, commandInput, exportedFileSchema, idSchema, procedure } from '../../rpc.ts'
import { languageSchema } from '../../settings/contract.ts'
import { workerSkillSchema } from '../contract.ts'
import { idNumberForms } from '../households/contract.ts'

const text = (most: number) => z.string().trim().max(most)
const level = z.int().min(1).max(3)

export const courseSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** What a pass grants, and at which level; empty: nothing. */
  skill: z.string(),
  level,
  note: z.string(),
  archived: z.boolean(),
  sessions: z.int(),
  passed: z.int(),
})
export type Course = z.infer<typeof courseSchema>

const sessionFields = {
  courseId: idSchema,
  date: businessDateSchema,
  minutes: z.int().min(1).max(1440),
  trainer: text(40),
  place: text(60),
  note: text(300),
} as const

export const sessionRowSchema = z.object({
  id: idSchema,
  ...sessionFields,
  courseName: z.string(),
  invited: z.int(),
  attended: z.int(),
  passed: z.int(),
})
export type SessionRow = z.infer<typeof sessionRowSchema>

export const trainingResults = ['undecided', 'passed', 'failed'] as const
export type TrainingResult = (typeof trainingResults)[number]

export const attendanceSchema = z
  .object({ workerId: idSchema, attended: z.boolean(), result: z.enum(trainingResults) })
  // Nobody passes or fails what she did not come to.
  .refine(({ attended, result }) => attended || result === 'undecided')
export type Attendance = z.infer<typeof attendanceSchema>

export const attendeeSchema = z.object({
  workerId: idSchema,
  name: z.string(),
  attended: z.boolean(),
  result: z.enum(trainingResults),
  /** What her pass granted; null: nothing, or she could do it as well already. */
  granted: workerSkillSchema.nullable(),
})
export type Attendee = z.infer<typeof attendeeSchema>

export const trainingCertificateSchema = z.object({
  workerId: idSchema,
  /** Of the pass: the same however often it is printed. */
  number: z.string(),
  workshopName: z.string(),
  name: z.string(),
  /** Masked or whole as asked; empty where it was not asked for, or none is known. */
  idNumber: z.string(),
  photoHash: z.string(),
  courseName: z.string(),
  /** First and last day of the course that she came to, up to the pass. */
  from: businessDateSchema,
  to: businessDateSchema,
  /** Of all these days together. */
  minutes: z.int(),
  trainer: z.string(),
  skill: z.string(),
  level,
})
export type TrainingCertificate = z.infer<typeof trainingCertificateSchema>

export const skillMatrixSchema = z.object({
  /** Skills that routings or batches ask for or somebody has; those that open batches need first, the widest gap first. */
  skills: z.array(
    z.object({
      skill: z.string(),
      names: z.array(z.string()),
      seconds: z.int(),
      firstDue: businessDateSchema.nullable(),
      able: z.int(),
      noted: z.int(),
      needed: z.int(),
      missing: z.int(),
    }),
  ),
  workers: z.array(z.object({ id: idSchema, name: z.string(), skills: z.array(workerSkillSchema) })),
})
export type SkillMatrix = z.infer<typeof skillMatrixSchema>

export const trainingContract = {
  courses: {
    list: procedure.output(z.array(courseSchema)),
    /** Raises already-exists (`course`) and not-found. */
    save: procedure
      .input(
        commandInput({
          id: idSchema.nullable(),
          name: text(60).min(1),
          skill: text(40),
          level,
          note: text(300),
          archived: z.boolean(),
        }),
      )
      .output(z.object({ id: idSchema })),
  },
  sessions: {
    /** The newest first. */
    list: procedure.output(z.array(sessionRowSchema)),
    get: procedure
      .input(z.object({ id: idSchema }))
      .output(z.object({ session: sessionRowSchema, attendees: z.array(attendeeSchema) })),
    /**
     * Adds or changes one with all who are to come. A pass grants the course's skill; one taken back takes it back, where
     * her level is still what it granted. Raises date-ahead (somebody attended a day to come), changed-meanwhile and not-found.
     */
    save: procedure
      .input(
        commandInput({
          id: idSchema.nullable(),
          ...sessionFields,
          attendees: z.array(attendanceSchema).max(500),
          /** As it was when its user began to change it. */
          before: z.object({ ...sessionFields, attendees: z.array(attendanceSchema) }).optional(),
        }),
      )
      .output(z.object({ id: idSchema })),
    /** Raises still-used where somebody attended. */
    remove: procedure.input(commandInput({ id: idSchema })).output(z.null()),
    /** Of those who passed in a session; `workerIds` empty: of all of them. */
    certificates: procedure
      .input(z.object({ id: idSchema, workerIds: z.array(idSchema).max(500) }))
      .output(z.array(trainingCertificateSchema)),
    /** The same with ID numbers. That they were taken is in the audit. */
    certificatesWithIds: procedure
      .input(
        commandInput({
          id: idSchema,
          workerIds: z.array(idSchema).max(500),
          idNumbers: z.enum(idNumberForms),
        }),
      )
      .output(z.array(trainingCertificateSchema)),
  },
  matrix: procedure.output(skillMatrixSchema),
  /** The matrix as XLSX. */
  exportMatrix: procedure.input(z.object({ headers: languageSchema })).output(exportedFileSchema),
}
