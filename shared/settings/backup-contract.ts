import { z } from 'zod'
import { currencies } from '../money.ts'
import { businessDateSchema, idSchema, instantSchema, pageInput, pageOf, procedure } from '../rpc.ts'

/** Why a backup was made. */
export const backupReasons = ['start', 'import', 'update', 'restore', 'manual'] as const
export type BackupReason = (typeof backupReasons)[number]

const countsSchema = z.object({
  orders: z.int(),
  skus: z.int(),
  parcels: z.int(),
  stockMoves: z.int(),
  commands: z.int(),
})

/** manifest.json of a `.yifang-backup` file: what is in it, and how to know that it is whole. */
export const manifestSchema = z.object({
  format: z.literal(1),
  /** Version of the program that made it. */
  program: z.string().max(40),
  /** Name of the store's newest migration. */
  schema: z.string().max(100),
  siteId: z.string().max(60),
  workshopName: z.string().max(100),
  createdAt: instantSchema,
  reason: z.enum(backupReasons),
  restoreEpoch: z.int().positive(),
  /** No id above this was ever given out by the store: a restore goes on beyond it. */
  highestId: z.int(),
  lastCommandId: z.int(),
  lastCommandAt: instantSchema.nullable(),
  counts: countsSchema,
  /** False for the daily copies: photos never change and stay in the data folder beside them. */
  photos: z.boolean(),
  /**
   * Of ID and bank numbers. `carried`: in the open, with the file; `wrapped`: the recovery code opens it, or the PC that
   * wrapped it; `none`: no number was ever kept.
   */
  dataKey: z.enum(['none', 'wrapped', 'carried']).default('none'),
  parts: z
    .array(z.object({ name: z.string().max(300), bytes: z.int().min(0), sha256: z.string().length(64) }))
    .max(1_000_000),
})
export type Manifest = z.infer<typeof manifestSchema>

export const backupSchema = z.object({
  name: z.string(),
  bytes: z.int(),
  /** `newer`: made by a newer program; `other-site`: of another workshop; `unreadable`: not a whole backup. */
  state: z.enum(['good', 'newer', 'other-site', 'unreadable']),
  manifest: manifestSchema.omit({ parts: true }).nullable(),
})
export type Backup = z.infer<typeof backupSchema>

/** A backup of the folder's list by name, or a file that the user brings. */
export const backupSourceSchema = z.union([
  z.object({ name: z.string().min(1).max(200) }),
  z.object({ file: z.file() }),
])

export const ruleResultSchema = z.object({
  rule: z.int(),
  name: z.string(),
  violations: z.array(z.object({ detail: z.string() })),
})

export const verifiedSchema = z.object({
  ok: z.boolean(),
  manifest: manifestSchema.omit({ parts: true }),
  /** In the words of the check; empty where it is sound. */
  problems: z.array(z.string()),
})

/** What had happened after the backup was taken, and is not in the store any more. */
export const lostSchema = z.object({
  /** Null: the database that was replaced could not be read. */
  commands: z.int().nullable(),
  orders: z.int().nullable(),
  parcels: z.int().nullable(),
  from: instantSchema,
  until: instantSchema.nullable(),
})
export type Lost = z.infer<typeof lostSchema>

export const restoredSchema = z.object({
  lost: lostSchema,
  /** File name under which the replaced database was kept; null where there was none. */
  keptAs: z.string().nullable(),
  epoch: z.int(),
  photos: z.int(),
  /** Whether ID and bank numbers can be read now; `locked`: with the recovery code. */
  dataKey: z.enum(['none', 'locked', 'open']),
})
export type Restored = z.infer<typeof restoredSchema>

export const careStatusSchema = z.object({
  folder: z.string(),
  freeBytes: z.int(),
  storeBytes: z.int(),
  newest: instantSchema.nullable(),
  running: z.enum(['backup', 'check', 'restore']).nullable(),
  /** The program was not closed last time: power, a crash. */
  unclean: z.boolean(),
  check: z.object({
    state: z.enum(['waiting', 'good', 'bad']),
    at: instantSchema.nullable(),
    problems: z.array(z.string()),
  }),
  /** Why the newest automatic backup was not made, as an error code; null where it was. */
  failure: z.object({ code: z.string(), at: instantSchema }).nullable(),
})
export type CareStatus = z.infer<typeof careStatusSchema>

export const backupContract = {
  status: procedure.output(careStatusSchema),
  list: procedure.output(z.array(backupSchema)),
  make: procedure.output(z.object({ jobId: idSchema })),
  /** A file to carry away: everything, photos too. */
  download: procedure
    .input(
      z
        .object({
          /** Leave the key of ID and bank numbers out of it: the recovery code opens them then. */
          withoutKey: z.boolean(),
        })
        .optional(),
    )
    .output(z.object({ fileName: z.string(), file: z.file() })),
  downloadOne: procedure
    .input(z.object({ name: z.string() }))
    .output(z.object({ fileName: z.string(), file: z.file() })),
  verify: procedure.input(backupSourceSchema).output(verifiedSchema),
  restore: procedure.input(backupSourceSchema).output(restoredSchema),
  check: procedure.output(z.object({ ok: z.boolean(), rules: z.array(ruleResultSchema) })),
}

export const rescueStateSchema = z.object({
  /**
   * `damaged`: renamed aside; `missing`: backups are there and no database; `newer`: of a newer program; `update`: the new
   * version did not come up; `going-back`: the older version was not installed yet.
   */
  kind: z.enum(['damaged', 'missing', 'newer', 'update', 'going-back']),
  renamedTo: z.string().nullable(),
  version: z.string().nullable(),
  dataDir: z.string(),
  backups: z.array(backupSchema),
  /** The versions of an update that can be taken back from here; its own words where it failed. */
  update: z.object({ from: z.string(), to: z.string(), detail: z.string() }).nullable(),
})
export type RescueState = z.infer<typeof rescueStateSchema>

/** All that answers while the store cannot be opened; open to whoever sits at the PC, for nobody can be known. */
export const rescueContract = {
  state: procedure.output(rescueStateSchema.nullable()),
  restore: procedure.input(backupSourceSchema).output(restoredSchema),
  startEmpty: procedure.output(z.object({})),
  /** Back to the version before an update; `file`: its setup, where none is kept. */
  goBack: procedure.input(z.object({ file: z.file().optional() })).output(z.object({})),
  /** Stays with this version. */
  goOn: procedure.output(z.object({})),
}

export const auditRowSchema = z.object({
  id: idSchema,
  at: instantSchema,
  userName: z.string(),
  station: z.string(),
  command: z.string(),
  table: z.string(),
  rowId: z.int(),
  lastRowId: z.int(),
  action: z.enum(['insert', 'update', 'delete']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  /** What the row and the numbers in it are called now, by `nameKey` of audit-references.ts. */
  names: z.record(z.string(), z.string()),
  /** Of the amounts in it. */
  currency: z.enum(currencies),
})
export type AuditRow = z.infer<typeof auditRowSchema>

export const auditFilterSchema = z.object({
  userId: z.int().min(0).optional(),
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  command: z.string().max(80).optional(),
  table: z.string().max(60).optional(),
})

export const auditContract = {
  list: procedure.input(auditFilterSchema.extend(pageInput)).output(pageOf(auditRowSchema)),
  /** What there is to choose from. */
  choices: procedure.output(
    z.object({
      users: z.array(z.object({ id: z.int(), name: z.string() })),
      commands: z.array(z.string()),
      tables: z.array(z.string()),
    }),
  ),
}
