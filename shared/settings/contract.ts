import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { platforms } from '../orders/platforms.ts'
import { commandInput, exportedFileSchema, idSchema, instantSchema, procedure } from '../rpc.ts'
import { awayReasons } from '../stations/away.ts'
import { kiosks } from '../stations/kiosk.ts'
import { auditContract } from './audit-contract.ts'
import { backupContract } from './backup-contract.ts'
import { clockContract } from './clock.ts'
import { dataFolderContract } from './data-folder-contract.ts'
import { healthContract, repairContract } from './health-contract.ts'
import { rescueContract } from './rescue-contract.ts'
import { roles } from './roles.ts'
import { updateContract } from './update-contract.ts'

export const languageSchema = z.enum(['zh-CN', 'en'])
export const roleSchema = z.enum(roles)
export const platformSchema = z.enum(platforms)

export const sessionSchema = z.object({
  /** Null while the screen is locked. */
  user: z.object({ id: idSchema, name: z.string(), role: roleSchema }).nullable(),
  /** Whether anybody has a PIN: before that the program just opens. */
  pinsInUse: z.boolean(),
  people: z.array(z.object({ id: idSchema, name: z.string(), role: roleSchema, hasPin: z.boolean() })),
  language: languageSchema,
  station: z.string(),
  workshopName: z.string(),
  lockAfterMinutes: z.int(),
  dataDir: z.string(),
  version: z.string(),
  /** Which door the page came through: decides how it prints. */
  door: z.enum(['desktop', 'browser', 'process', 'station']),
  /** What a paired device shows and never leaves; null: all that its role may. */
  kiosk: z.enum(kiosks).nullable(),
  /** Who works at a paired device when nobody has typed a PIN there; null elsewhere, and where a PIN is asked for. */
  deviceUser: z.object({ id: idSchema, name: z.string(), role: roleSchema }).nullable(),
})
export type Session = z.infer<typeof sessionSchema>

/** What a workshop is called until somebody gives it its name. */
export const namelessWorkshop = '我的衣坊'

export const workshopSchema = z.object({
  name: z.string().trim().min(1).max(60),
  phone: z.string().trim().max(40),
  address: z.string().trim().max(200),
  lockAfterMinutes: z.int().min(0).max(240),
  /** Days after an order's end at which its buyer's name, phone and address are blanked. */
  keepPersonalDays: z.int().min(30).max(3650),
})
export type Workshop = z.infer<typeof workshopSchema>

export const shopSchema = z.object({
  id: idSchema,
  platform: platformSchema,
  name: z.string().trim().min(1).max(60),
  currency: z.enum(['CNY', 'USD', 'MYR', 'VND', 'THB', 'PHP', 'SGD', 'IDR']),
  timeZone: z.string(),
  /** Hours after payment within which the shop promises to ship; null: no promise. */
  promiseHours: z.int().positive().max(2000).nullable(),
  sender: z.object({ name: z.string().max(60), phone: z.string().max(40), address: z.string().max(200) }),
  archived: z.boolean(),
  orderCount: z.int(),
  /** Export time of the newest order file of this shop. */
  newestExportAt: instantSchema.nullable(),
  /** What order files call it, learnt from the imports. */
  namesInFiles: z.array(
    z.object({
      id: idSchema,
      /** Null: in files of an ERP. */
      platform: platformSchema.nullable(),
      name: z.string(),
    }),
  ),
})
export type Shop = z.infer<typeof shopSchema>

export const changeEventSchema = z.object({
  /** Names of the tables that changed; the page refreshes the queries that read them. */
  tables: z.array(z.string()),
  at: instantSchema,
})
export type ChangeEvent = z.infer<typeof changeEventSchema>

export const jobSchema = z.object({
  id: idSchema,
  kind: z.string(),
  subjectId: z.int().nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  done: z.int(),
  total: z.int(),
  result: z.unknown(),
  error: z.object({ code: z.string(), data: z.unknown() }).nullable(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
})
export type Job = z.infer<typeof jobSchema>

/** A job that failed or was cut off, and what became of its work since: `result` is that of the job that finished it. */
export const jobNoteSchema = jobSchema.extend({ since: z.enum(['open', 'goes-on', 'finished']) })
export type JobNote = z.infer<typeof jobNoteSchema>

export const hostEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), ...changeEventSchema.shape }),
  z.object({ kind: z.literal('job'), job: jobSchema }),
  z.object({ kind: z.literal('session') }),
  /** To paired devices: why the owner's PC may not answer soon; null: it is there again. */
  z.object({ kind: z.literal('away'), why: z.enum(awayReasons).nullable() }),
])
export type HostEvent = z.infer<typeof hostEventSchema>

export const todaySchema = z.object({
  date: z.string(),
  hasShops: z.boolean(),
  hasOrders: z.boolean(),
  hasSkus: z.boolean(),
  hasStock: z.boolean(),
  /** A parcel was ever packed. */
  hasParcels: z.boolean(),
  overdue: z.int(),
  dueToday: z.int(),
  dueTomorrow: z.int(),
  noDate: z.int(),
  performanceSoon: z.int(),
  ready: z.int(),
  shortOrders: z.int(),
  shortPieces: z.int(),
  unmatchedListings: z.int(),
  unmatchedOrders: z.int(),
  addressDiffers: z.int(),
  onHold: z.int(),
  afterSale: z.int(),
  packed: z.int(),
  shippedToday: z.int(),
  jobNotes: z.array(jobNoteSchema),
  stagedImports: z.int(),
  /** Receipts of bought goods without a price. */
  unpricedReceipts: z.int(),
})
export type Today = z.infer<typeof todaySchema>

const none = z.object({})

export const settingsContract = {
  /** A workbook of rows that a screen shows; the host only writes the file. */
  sheet: procedure
    .input(
      z.object({
        fileName: z.string().trim().min(1).max(80),
        header: z.array(z.string().max(100)).min(1).max(60),
        rows: z.array(z.array(z.union([z.string().max(2000), z.number(), z.null()])).max(60)).max(20_000),
      }),
    )
    .output(exportedFileSchema),
  session: {
    get: procedure.output(sessionSchema),
    unlock: procedure.input(z.object({ userId: idSchema, pin: z.string().max(12) })).output(sessionSchema),
    lock: procedure.output(sessionSchema),
    setLanguage: procedure.input(z.object({ language: languageSchema })).output(sessionSchema),
  },
  events: { watch: procedure.output(eventIterator(hostEventSchema)) },
  jobs: {
    list: procedure.output(z.array(jobSchema)),
    cancel: procedure.input(z.object({ jobId: idSchema })).output(none),
    /** The first screen says no more of a job that did not end well. */
    putAway: procedure.input(commandInput({ jobId: idSchema })).output(none),
  },
  workshop: {
    get: procedure.output(workshopSchema),
    update: procedure.input(commandInput(workshopSchema.partial().shape)).output(workshopSchema),
  },
  shops: {
    list: procedure.output(z.array(shopSchema)),
    save: procedure
      .input(
        commandInput({
          id: idSchema.nullable(),
          ...shopSchema.pick({ platform: true, name: true, promiseHours: true }).shape,
          currency: shopSchema.shape.currency.optional(),
          timeZone: z.string().optional(),
          sender: shopSchema.shape.sender.optional(),
          archived: z.boolean().optional(),
        }),
      )
      .output(z.object({ id: idSchema })),
    /** Files with that name ask again. */
    forgetName: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
  },
  users: {
    list: procedure.output(
      z.array(
        z.object({
          id: idSchema,
          name: z.string(),
          role: roleSchema,
          hasPin: z.boolean(),
          archived: z.boolean(),
        }),
      ),
    ),
    save: procedure
      .input(
        commandInput({
          id: idSchema.nullable(),
          name: z.string().trim().min(1).max(40),
          role: roleSchema,
          archived: z.boolean().optional(),
        }),
      )
      .output(z.object({ id: idSchema })),
    setPin: procedure
      .input(
        z.object({
          commandId: z.uuidv7(),
          userId: idSchema,
          /** Null takes the PIN away. */
          pin: z
            .string()
            .regex(/^\d{4,12}$/)
            .nullable(),
        }),
      )
      .output(none),
  },
  backup: backupContract,
  rescue: rescueContract,
  health: healthContract,
  repair: repairContract,
  updates: updateContract,
  audit: auditContract,
  clock: clockContract,
  dataFolder: dataFolderContract,
  today: procedure.output(todaySchema),
}
