import { z } from 'zod'
import {
  businessDateSchema,
  commandInput,
  exportedFileSchema,
  idSchema,
  instantSchema,
  procedure,
} from '../../rpc.ts'
import { languageSchema } from '../../settings/contract.ts'
import { awayKinds, workerKinds } from '../../workers/contract.ts'
import { dayMarks } from './day-hours.ts'
import { shiftMinutes } from './shift.ts'

const minute = z.int().min(0).max(2879)
const minutes = z.int().min(0).max(1440)
export const dayKinds = ['workday', 'rest', 'holiday'] as const

const shiftShape = {
  name: z.string().trim().min(1).max(40),
  starts: z.int().min(0).max(1439),
  /** Beyond 1440 on the next day. */
  ends: minute,
  breaks: z
    .array(z.object({ from: minute, to: minute }))
    .max(10)
    .readonly(),
  grace: z.int().min(0).max(60),
  /** Of everybody who has none of her own. */
  isUsual: z.boolean(),
  workerIds: z.array(idSchema).max(2000).readonly(),
}
export const shiftSchema = z.object({ id: idSchema, ...shiftShape })
export type Shift = z.infer<typeof shiftSchema>
export type ShiftDraft = Omit<Shift, 'id'>

/** What may be wrong with a shift's times. */
export function shiftProblem(
  shift: Pick<ShiftDraft, 'starts' | 'ends' | 'breaks' | 'grace'>,
): 'ends' | 'breaks' | null {
  if (shift.ends <= shift.starts || shift.ends > shift.starts + 1440) return 'ends'
  const isOutside = shift.breaks.some(({ from, to }) => to <= from || from < shift.starts || to > shift.ends)
  return isOutside || shiftMinutes(shift) <= 0 ? 'breaks' : null
}

export const punchSchema = z.object({
  id: idSchema,
  way: z.enum(['in', 'out']),
  /** Since midnight of the work date. */
  minute: z.int(),
  /** Said later, not scanned. */
  byHand: z.boolean(),
})
export type DayPunch = z.infer<typeof punchSchema>

export const hourWorkSchema = z.object({
  batchId: idSchema.nullable(),
  minutes: z.int().min(1).max(1440),
  note: z.string().trim().max(100),
})

export const fixedHoursSchema = z
  .object({ normal: minutes, overtime: minutes, kind: z.enum(dayKinds) })
  .refine(({ normal, overtime }) => normal + overtime <= 1440)

const hoursSchema = z.object({
  normal: z.int(),
  overtime: z.int(),
  kind: z.enum(dayKinds),
  outMissing: z.boolean(),
})

/** One worker's day: what was seen of her, and what it comes to. */
export const workerDaySchema = z.object({
  workerId: idSchema,
  name: z.string(),
  photoHash: z.string(),
  kind: z.enum(workerKinds),
  punches: z.array(punchSchema),
  mark: z.enum(dayMarks).nullable(),
  leftMinute: z.int().nullable(),
  extraMinutes: z.int(),
  fixed: z.object({ normal: z.int(), overtime: z.int(), kind: z.enum(dayKinds) }).nullable(),
  note: z.string(),
  away: z.enum(awayKinds).nullable(),
  hourWork: z.array(z.object({ ...hourWorkSchema.shape, batchNumber: z.string() })),
  hours: hoursSchema,
  /** Her shift of that day. */
  starts: z.int(),
  ends: z.int(),
  /** A closed run has hours of this day: what changes is taken from or added to the next. */
  paid: z.boolean(),
})
export type WorkerDay = z.infer<typeof workerDaySchema>

export const daySheetSchema = z.object({
  workDate: businessDateSchema,
  kind: z.enum(dayKinds),
  /** Whether the calendar knows this year's public holidays, and somebody has checked them. */
  holidays: z.enum(['unknown', 'unchecked', 'checked']),
  rows: z.array(workerDaySchema),
  /** Earlier days on which somebody scanned in and never out. */
  missing: z.array(z.object({ workDate: businessDateSchema, workers: z.int() })),
})
export type DaySheet = z.infer<typeof daySheetSchema>

/** What the station says to a badge. */
export const scannedBadgeSchema = z.object({
  outcome: z.enum(['in', 'out', 'again']),
  /** What stands written: of `again`, by the scan before. */
  way: z.enum(['in', 'out']),
  worker: z.object({ id: idSchema, name: z.string(), photoHash: z.string() }),
  at: instantSchema,
  workDate: businessDateSchema,
  /** Minutes that the day comes to by now. */
  minutes: z.int(),
  /** An earlier day on which she did not scan out: when she came, and when her shift ended. */
  missed: z.object({ workDate: businessDateSchema, from: z.int(), ends: z.int() }).nullable(),
  /** She was said to be away today; now she is not. */
  wasAway: z.enum(awayKinds).nullable(),
  /** The latest scan of anybody, where it lies ahead of this clock. */
  clockBehind: instantSchema.nullable(),
})
export type ScannedBadge = z.infer<typeof scannedBadgeSchema>

export const monthCellSchema = z.object({
  day: z.int(),
  state: z.enum([...dayMarks, ...awayKinds, 'open']).nullable(),
  normal: z.int(),
  workday: z.int(),
  rest: z.int(),
  holiday: z.int(),
  /** First arrival and last leave by badge. */
  from: z.int().nullable(),
  to: z.int().nullable(),
})
export type MonthCell = z.infer<typeof monthCellSchema>

export const monthSheetSchema = z.object({
  month: z.string(),
  days: z.array(z.object({ date: businessDateSchema, kind: z.enum(dayKinds) })),
  rows: z.array(
    z.object({
      workerId: idSchema,
      name: z.string(),
      kind: z.enum(workerKinds),
      /** Days of which there is something to say. */
      cells: z.array(monthCellSchema),
    }),
  ),
})
export type MonthSheet = z.infer<typeof monthSheetSchema>

const monthSchema = z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/)
const workerDay = { workerId: idSchema, workDate: businessDateSchema }

export const timeContract = {
  /**
   * A badge at the station: she comes, or she leaves; the same badge within a minute is told, not written. Raises
   * code-unknown, code-foreign, code-old-epoch, clock-back (her last scan lies ahead of this clock).
   */
  scan: procedure.input(commandInput({ text: z.string().min(1).max(200) })).output(scannedBadgeSchema),
  /** Everybody's day. */
  day: procedure.input(z.object({ workDate: businessDateSchema })).output(daySheetSchema),
  /** Ticks a day for workers; null takes the tick away. Raises date-ahead, not-found. */
  mark: procedure
    .input(
      commandInput({
        workDate: businessDateSchema,
        workerIds: z.array(idSchema).min(1).max(500),
        mark: z.enum([...dayMarks, ...awayKinds]).nullable(),
        /** For `left`; null: now, or noon of an earlier day. */
        leftMinute: minute.nullable(),
      }),
    )
    .output(z.null()),
  /** Minutes beside what the day came to, such as of an evening. Raises date-ahead, not-found. */
  extra: procedure.input(commandInput({ ...workerDay, minutes })).output(z.null()),
  /** A scan that was forgotten. Raises date-ahead, not-found. */
  addPunch: procedure
    .input(commandInput({ ...workerDay, way: z.enum(['in', 'out']), minute }))
    .output(z.object({ id: idSchema })),
  /** Takes a scan back. A second time changes nothing. Raises not-found. */
  voidPunch: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  /** All work by the hour of a worker's day. Raises date-ahead, not-found. */
  hourWork: procedure
    .input(commandInput({ ...workerDay, work: z.array(hourWorkSchema).max(20) }))
    .output(z.null()),
  /** The office says the hours of a day; null: as attendance says. Raises date-ahead, not-found. */
  fix: procedure
    .input(
      commandInput({ ...workerDay, fixed: fixedHoursSchema.nullable(), note: z.string().trim().max(100) }),
    )
    .output(z.null()),
  month: procedure.input(z.object({ month: monthSchema })).output(monthSheetSchema),
  /** The month as XLSX. */
  export: procedure
    .input(z.object({ month: monthSchema, headers: languageSchema }))
    .output(exportedFileSchema),
  /** Reckons a month's hours anew from attendance, by the shifts, terms and calendar of now; closed days stay. */
  remake: procedure.input(commandInput({ month: monthSchema })).output(z.object({ days: z.int() })),
  shifts: {
    list: procedure.output(z.array(shiftSchema)),
    /** Raises not-found, already-exists (`shift`), input-invalid (times that cannot be). */
    save: procedure
      .input(
        commandInput({ id: idSchema.nullable(), archived: z.boolean(), ...shiftShape }).superRefine(
          (shift, context) => {
            const problem = shiftProblem(shift)
            if (problem) context.addIssue({ code: 'custom', path: [problem], message: 'shift-times' })
          },
        ),
      )
      .output(z.object({ id: idSchema })),
  },
}
