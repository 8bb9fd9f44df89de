import { z } from 'zod'
import { businessDateSchema, commandInput, idSchema, instantSchema, procedure } from '../rpc.ts'
import { againWordsSchema } from './again-list.ts'
import { isProgramVersion } from './program-version.ts'

export const programVersionSchema = z.string().refine(isProgramVersion)

/** The signed part of an update: all that may be believed of it. */
export const updateManifestSchema = z.strictObject({
  product: z.literal('yifang'),
  version: programVersionSchema,
  /** As Node names them: "win32", "x64". */
  platform: z.string().regex(/^[a-z0-9]{1,20}$/),
  arch: z.string().regex(/^[a-z0-9]{1,20}$/),
  /** Name of the newest migration that this version knows. */
  schema: z.string().regex(/^[a-z0-9-]{1,100}$/),
  /** The oldest version that can be updated to this one. */
  minVersion: programVersionSchema,
  /** Of the setup, in bytes. */
  size: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  notes: z.strictObject({ zh: z.string().max(4000), en: z.string().max(4000) }),
  date: businessDateSchema,
})
export type UpdateManifest = z.infer<typeof updateManifestSchema>

/** Why a file is not installed; each has its own sentence on the screen. */
export const updateRefusals = [
  'not-an-update',
  'newer-format',
  'cut-off',
  'unsigned',
  'altered',
  'other-platform',
  'older',
  'same',
  'too-far',
  'no-key',
  'other-version',
  'unreadable',
] as const
export type UpdateRefusal = (typeof updateRefusals)[number]

/** An update that was found, as its own signed words describe it. */
export const foundUpdateSchema = z.object({
  id: z.string(),
  version: z.string(),
  date: z.string(),
  notes: z.object({ zh: z.string(), en: z.string() }),
  size: z.int(),
  /** Where it lies: a drive or folder by its name; empty for one that was brought by the page. */
  place: z.string(),
  kind: z.enum(['drive', 'folder', 'brought', 'server']),
})
export type FoundUpdate = z.infer<typeof foundUpdateSchema>

/** What the last update or return came to; it stays on the screens until it is put away. */
export const updateOutcomeSchema = z.object({
  kind: z.enum(['updated', 'not-installed', 'returned', 'not-returned']),
  from: z.string(),
  to: z.string(),
  at: instantSchema,
  /** Updated: whether everything of before is there. Null: it was not counted yet. */
  complete: z.boolean().nullable(),
  backup: z.string().nullable(),
  /** Returned: the newer database, kept under this name; and the list of what to enter again. */
  keptAs: z.string().nullable(),
  list: z.string().nullable(),
  rows: z.int(),
})
export type UpdateOutcome = z.infer<typeof updateOutcomeSchema>

export const updateSettingsSchema = z.object({
  /** A folder of this PC or its network where updates may lie; empty for none. */
  folder: z.string().trim().max(300),
  /** https address of a server that has updates; empty: the program asks nobody. */
  server: z
    .string()
    .trim()
    .max(300)
    .refine((text) => text === '' || (URL.canParse(text) && new URL(text).protocol === 'https:'), {
      message: 'https',
    }),
})
export type UpdateSettings = z.infer<typeof updateSettingsSchema>

/** What an update waits for: it is never forced during work. */
export const updateWaitsSchema = z.object({
  jobs: z.array(z.string()),
  /** Other stations that wrote something within the last minutes. */
  stations: z.array(z.string()),
  /** Parcels that are being packed just now. */
  parcels: z.int(),
})
export type UpdateWaits = z.infer<typeof updateWaitsSchema>

export const updateStatusSchema = z.object({
  version: z.string(),
  /** Where the program can start a setup: the installed desktop. `why` elsewhere. */
  canInstall: z.boolean(),
  why: z.enum(['browser', 'not-installed']).nullable(),
  lookedAt: instantSchema.nullable(),
  looking: z.boolean(),
  /** The newest that can be installed. */
  offer: foundUpdateSchema.nullable(),
  refused: z.array(z.object({ file: z.string(), place: z.string(), reason: z.enum(updateRefusals) })),
  waits: updateWaitsSchema,
  /** Version that will be installed when the window is closed. */
  planned: z.string().nullable(),
  /** Is being copied, checked and backed up for. */
  preparing: z.boolean(),
  outcome: updateOutcomeSchema.nullable(),
  /** The version before this one; `hasSetup`: its setup is kept here or lies on a stick. */
  before: z
    .object({ version: z.string(), at: instantSchema, hasSetup: z.boolean(), keepsData: z.boolean() })
    .nullable(),
  settings: updateSettingsSchema,
  server: z.object({
    /** Newer version that the server has and this PC has not. */
    version: z.string().nullable(),
    size: z.int(),
    failed: z.boolean(),
  }),
})
export type UpdateStatus = z.infer<typeof updateStatusSchema>

/** One thing that was done since the update. */
export const doneSinceSchema = z.object({
  commandId: idSchema,
  at: instantSchema,
  userName: z.string(),
  command: z.string(),
  table: z.string(),
  /** What people call the row; empty where it has no name. */
  name: z.string(),
  rows: z.int(),
})
export type DoneSince = z.infer<typeof doneSinceSchema>

export const sinceUpdateSchema = z.object({
  from: z.string(),
  to: z.string(),
  at: instantSchema,
  /** The newest command that is in it. */
  upTo: z.int(),
  keepsData: z.boolean(),
  counts: z.object({ commands: z.int(), orders: z.int(), parcels: z.int(), workEntries: z.int() }),
  rows: z.array(doneSinceSchema),
  /** More than are listed. */
  more: z.int(),
})
export type SinceUpdate = z.infer<typeof sinceUpdateSchema>

/** Rows a list of what to enter again has at most. */
export const longestList = 20_000

const none = z.object({})

export const updateContract = {
  status: procedure.output(updateStatusSchema),
  /** Looks at drives, folder and server now. */
  look: procedure.output(updateStatusSchema),
  /** A file that the user chose: kept if it can be installed. */
  bring: procedure.input(z.object({ file: z.file() })).output(foundUpdateSchema),
  /** Installs when the window is closed; null takes that back. */
  plan: procedure.input(z.object({ id: z.string().max(100).nullable() })).output(none),
  /** Copies, checks, backs up, then ends the program and starts the setup. */
  install: procedure.input(z.object({ id: z.string().max(100) })).output(none),
  /** Fetches the server's update as a job. */
  fetch: procedure.output(z.object({ jobId: idSchema })),
  putAway: procedure.output(none),
  saveSettings: procedure.input(commandInput(updateSettingsSchema.shape)).output(none),
  /** What would have to be entered again after going back. */
  since: procedure.output(sinceUpdateSchema),
  /** Goes back to the version before: keeps the newer database, writes the list, starts the old setup. */
  goBack: procedure.input(z.object({ upTo: z.int(), words: againWordsSchema })).output(none),
  /** The list of what to enter again, as it was written. */
  list: procedure.output(z.object({ fileName: z.string(), file: z.file() })),
}
