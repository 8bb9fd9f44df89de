import { z } from 'zod'
import { idSchema, instantSchema, procedure } from '../rpc.ts'

const sizeSchema = z.object({ files: z.int(), bytes: z.int() })

export const healthSchema = z.object({
  version: z.string(),
  /** Null where the program runs without it: the browser's door has no Electron. */
  runtime: z.object({
    node: z.string(),
    electron: z.string().nullable(),
    chromium: z.string().nullable(),
    sqlite: z.string(),
  }),
  system: z.object({ name: z.string(), processors: z.int(), memoryBytes: z.int(), zone: z.string() }),
  /** Name of the store's newest migration. */
  schema: z.string(),
  folder: z.string(),
  sizes: z.object({
    database: sizeSchema,
    photos: sizeSchema,
    backups: sizeSchema,
    /** Databases that a restore or damage left under another name. */
    aside: sizeSchema,
    logs: sizeSchema,
  }),
  freeBytes: z.int(),
  diskBytes: z.int(),
  /** When the newest copy was made. `outside`: in a second place; null where none is known. */
  copies: z.object({ inside: instantSchema.nullable(), outside: instantSchema.nullable() }),
  /** The newest start that found the program not closed: the last sign of life before it, and the start itself. */
  unclean: z.object({ lastSeenAt: instantSchema.nullable(), at: instantSchema }).nullable(),
})
export type Health = z.infer<typeof healthSchema>

export const logLineSchema = z.object({
  at: z.string(),
  event: z.string(),
  isError: z.boolean(),
  /** What else the line says, as it stands in the file. */
  text: z.string(),
})
export type LogLine = z.infer<typeof logLineSchema>

export const healthContract = {
  get: procedure.output(healthSchema),
  /** The newest lines of the log, newest first. */
  log: procedure.input(z.object({ onlyErrors: z.boolean() })).output(z.array(logLineSchema)),
  /** A file for whoever helps from afar: no names, numbers of people, amounts or texts out of the books. */
  diagnosis: procedure.output(z.object({ fileName: z.string(), file: z.file() })),
}

/** `levels`: stock levels anew from the ledger; `indexes`: written anew; `space`: what deleted rows left is given back. */
export const repairKinds = ['levels', 'indexes', 'space'] as const
export type RepairKind = (typeof repairKinds)[number]

export const levelDifferenceSchema = z.object({
  itemId: idSchema,
  locationId: idSchema,
  item: z.string(),
  location: z.string(),
  /** Thousandths of the unit where it is a material. */
  isMaterial: z.boolean(),
  before: z.object({ quantity: z.int(), value: z.int() }),
  after: z.object({ quantity: z.int(), value: z.int() }),
})
export type LevelDifference = z.infer<typeof levelDifferenceSchema>

/** What a repair's job gives as its result. */
export interface Repaired {
  readonly kind: RepairKind
  /** The copy that was made before. */
  readonly backup: string
  readonly differences: number
  readonly bytesBefore: number
  readonly bytesAfter: number
  /** What SQLite still says of pages and indexes afterwards. */
  readonly problems: readonly string[]
}

export const repairContract = {
  /** Where the level table is not the sum of its moves: what rebuilding it would change. */
  levels: procedure.output(z.array(levelDifferenceSchema)),
  start: procedure.input(z.object({ kind: z.enum(repairKinds) })).output(z.object({ jobId: idSchema })),
  /** Sets a database with bad pages aside, so that the rescue screen offers a copy of it or what can be salvaged. */
  rescue: procedure.output(z.object({})),
}
