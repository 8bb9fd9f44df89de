import { z } from 'zod'
import { commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'
import { outsideLevels } from './outside.ts'

/** Why a backup was made. */
export const backupReasons = ['start', 'import', 'update', 'restore', 'move', 'manual'] as const
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
  /** Who pressed for it; empty where the program made it by itself. */
  madeBy: z.string().max(100).default(''),
  /** The order that was entered last. */
  newestOrder: z
    .object({ number: z.string().max(200), at: instantSchema.nullable() })
    .nullable()
    .default(null),
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
  /** With a passphrase: what is in it is not known until somebody types it. */
  sealed: z.boolean(),
  createdAt: instantSchema.nullable(),
  reason: z.enum(backupReasons).nullable(),
  lastCommandId: z.int().nullable(),
  manifest: manifestSchema.omit({ parts: true }).nullable(),
})
export type Backup = z.infer<typeof backupSchema>

/** Short ones are guessed in an afternoon. */
export const newPassphraseSchema = z.string().min(8).max(200)
const opening = { passphrase: z.string().max(200).optional() }

/**
 * A backup of the folder's list by name, of a place besides this PC, a database that was replaced, a file that the user
 * brings, or one that was brought and looked into just now.
 */
export const backupSourceSchema = z.union([
  z.object({ ...opening, place: z.string().min(1).max(60), name: z.string().min(1).max(200) }),
  z.object({ ...opening, name: z.string().min(1).max(200) }),
  z.object({ ...opening, replaced: z.string().min(1).max(200) }),
  z.object({ ...opening, brought: z.uuid(), shownName: z.string().max(200) }),
  z.object({ ...opening, file: z.file() }),
])
export type BackupSource = z.infer<typeof backupSourceSchema>

/** To restore one: of another workshop only by somebody who was told so. */
export const restoreInput = z.intersection(
  backupSourceSchema,
  z.object({ otherWorkshop: z.boolean().optional() }),
)

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

/** What is in a backup, before anything is done with it. */
export const lookedSchema = z.object({
  manifest: manifestSchema.omit({ parts: true }),
  sealed: z.boolean(),
  bytes: z.int(),
  /** `newer`: this program is too old for it. `other-site`: of another workshop than the one whose data is here. */
  state: z.enum(['good', 'newer', 'other-site']),
  /** Megabytes that a restore takes, and that are free. */
  needed: z.int(),
  free: z.int(),
  /** Of a file that was brought: under this it is kept for the next hour. */
  brought: z.uuid().nullable(),
})
export type Looked = z.infer<typeof lookedSchema>

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

/** How often copies are made by themselves, and where besides the data folder. */
export const backupPlanSchema = z.object({
  /** Of work: by the program's running time, and only where something changed. */
  everyHours: z.int().min(1).max(24),
  places: z.array(
    z.object({
      id: z.uuid(),
      /** Where it was last; a stick is known again by its marker wherever it appears. */
      folder: z.string().min(1).max(500),
      /** On the data's own disk: a copy there is not outside this PC. */
      sameDisk: z.boolean(),
    }),
  ),
})
export type BackupPlan = z.infer<typeof backupPlanSchema>

export const placeStateSchema = z.object({
  id: z.uuid(),
  folder: z.string(),
  isHere: z.boolean(),
  sameDisk: z.boolean(),
  /** The newest copy in it; while it is away, the newest that this program knows of. */
  newest: instantSchema.nullable(),
  count: z.int().nullable(),
  /** Copies in it that have no passphrase, whatever later ones have. */
  open: z.int().nullable(),
  freeBytes: z.int().nullable(),
  isWriting: z.boolean(),
  /** Why the last copy was not made, as an error code. */
  failure: z.object({ code: z.string(), at: instantSchema }).nullable(),
})
export type PlaceState = z.infer<typeof placeStateSchema>

const planContract = {
  get: procedure.output(
    z.object({
      everyHours: z.int(),
      places: z.array(placeStateSchema),
      /** Copies in places are sealed with a passphrase. */
      sealed: z.boolean(),
    }),
  ),
  save: procedure.input(commandInput({ everyHours: backupPlanSchema.shape.everyHours })).output(z.object({})),
  /** Drives that are here now, for choosing. */
  drives: procedure.output(
    z.array(z.object({ path: z.string(), freeBytes: z.int(), sameDisk: z.boolean() })),
  ),
  /** `isDrive`: a folder of our own is made on it. Raises place-unusable. */
  add: procedure
    .input(
      commandInput({ path: z.string().trim().min(1).max(450), isDrive: z.boolean(), sameDisk: z.boolean() }),
    )
    .output(z.object({ id: z.uuid() })),
  /** The copies in it stay. */
  remove: procedure.input(commandInput({ id: z.uuid() })).output(z.object({})),
  /** Null: copies in places are in the open from now on. Earlier copies keep theirs. */
  setPassphrase: procedure
    .input(commandInput({ passphrase: newPassphraseSchema.nullable() }))
    .output(z.object({})),
  /**
   * Begins to seal the copies that lie open in a place, one after another, with the passphrase of today; what cannot be sealed
   * stays and is told as the place's failure. Raises not-found; not-allowed where there is no passphrase.
   */
  sealCopies: procedure.input(commandInput({ id: z.uuid() })).output(z.object({})),
  /** What is in a place that is here. Raises not-found. */
  copies: procedure.input(z.object({ id: z.uuid() })).output(z.array(backupSchema)),
  /** Makes a copy in every place that is here, as a job. Raises place-gone where none is. */
  copy: procedure.output(z.object({ jobId: idSchema })),
}

/** A database that a restore or a damage put aside. */
export const replacedSchema = z.object({
  name: z.string(),
  why: z.enum(['before-restore', 'damaged']),
  at: instantSchema,
  bytes: z.int(),
})
export type Replaced = z.infer<typeof replacedSchema>

export const outsideSchema = z.object({
  /** Of the newest copy outside this PC; null: there never was one. */
  newest: instantSchema.nullable(),
  level: z.enum(outsideLevels),
  days: z.int(),
  hasPlaces: z.boolean(),
  /** One of them is here: a copy can be made at once. */
  isHere: z.boolean(),
})
export type Outside = z.infer<typeof outsideSchema>

export const backupContract = {
  plan: planContract,
  /** Whether there is a copy that does not burn with this PC. */
  outside: procedure.output(outsideSchema),
  /** The file that was just saved was put on a stick or another PC: the user says so, nobody can see it. */
  carried: procedure.input(commandInput({})).output(z.object({})),
  replaced: procedure.output(z.array(replacedSchema)),
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
          passphrase: newPassphraseSchema.optional(),
        })
        .optional(),
    )
    .output(z.object({ fileName: z.string(), file: z.file() })),
  downloadOne: procedure
    .input(z.object({ name: z.string() }))
    .output(z.object({ fileName: z.string(), file: z.file() })),
  look: procedure.input(backupSourceSchema).output(lookedSchema),
  verify: procedure.input(backupSourceSchema).output(verifiedSchema),
  restore: procedure.input(restoreInput).output(restoredSchema),
  check: procedure.output(z.object({ ok: z.boolean(), rules: z.array(ruleResultSchema) })),
}
