import { z } from 'zod'
import { commandInput, exportedFileSchema, idSchema, instantSchema, procedure } from '../rpc.ts'
import { roles } from '../settings/roles.ts'
import { kiosks } from './kiosk.ts'
import { holderSchema, seenKinds } from './presence.ts'
import { printingContract } from './print-contract.ts'
import { putAwayInput, putAwaySchema } from './put-away.ts'

export const kioskSchema = z.enum(kiosks)
/** Whom a station may be trusted to: what the owner alone does stays at her PC. */
export const stationRoles = [
  'office',
  'packer',
  'recorder',
  'worker',
] as const satisfies (typeof roles)[number][]
export const stationRoleSchema = z.enum(stationRoles)

export const networkCardSchema = z.object({
  name: z.string(),
  address: z.string(),
  /** This PC alone: to try it out. */
  isLoopback: z.boolean(),
})
export type NetworkCard = z.infer<typeof networkCardSchema>

/** Why stations cannot come although sharing is on. */
export const sharingProblems = ['no-card', 'card-gone', 'port-taken', 'failed'] as const

export const sharingSchema = z.object({
  on: z.boolean(),
  /** Whether the door is open now. */
  isOpen: z.boolean(),
  problem: z.enum(sharingProblems).nullable(),
  /** Chosen card, by its address. */
  address: z.string().nullable(),
  port: z.int(),
  cards: z.array(networkCardSchema),
  /** "yifang-3f2a.local" */
  hostName: z.string(),
  /** By name, then by address; empty while closed. */
  urls: z.array(z.string()),
  /** SHA-256 of the workshop's root certificate, in groups of four; null before the first use. */
  fingerprint: z.string().nullable(),
  keepAwake: z.boolean(),
})
export type Sharing = z.infer<typeof sharingSchema>

export const stationSchema = z.object({
  id: idSchema,
  name: z.string(),
  place: z.string(),
  role: z.enum(roles),
  kiosk: kioskSchema.nullable(),
  userName: z.string(),
  pairedAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  /** Open pages of it now. */
  pages: z.int(),
  seenAt: instantSchema.nullable(),
  /** What it keeps and has not sent yet, as it last told. */
  waiting: z.int(),
  /** By how many minutes its own clock is ahead of the host's, where it is off by more than a few; its records are dated by the host's. */
  clockOff: z.int().nullable(),
  address: z.string().nullable(),
})
export type Station = z.infer<typeof stationSchema>

/** A device that asks to be let in. Its code is shown on the device alone. */
export const pairingRequestSchema = z.object({
  id: z.string(),
  /** "Chrome · Android", as the device says. */
  device: z.string(),
  address: z.string(),
  at: instantSchema,
  triesLeft: z.int(),
})
export type PairingRequest = z.infer<typeof pairingRequestSchema>

/** Something that was not let in: from where, why, how often, when last. */
export const doorRefusalSchema = z.object({
  address: z.string(),
  station: z.string().nullable(),
  reason: z.string(),
  count: z.int(),
  at: instantSchema,
})
export type DoorRefusal = z.infer<typeof doorRefusalSchema>

const stationName = z.string().trim().min(1).max(30)
const place = z.string().trim().max(40)

export const stationsContract = {
  sharing: procedure.output(sharingSchema),
  /** Raises card-gone. */
  share: procedure
    .input(
      commandInput({
        on: z.boolean(),
        address: z.ipv4().nullable(),
        /** Null: as before, or 7443 where it is free. */
        port: z.int().min(1024).max(65_535).nullable(),
        keepAwake: z.boolean(),
      }),
    )
    .output(sharingSchema),
  list: procedure.output(z.array(stationSchema)),
  requests: procedure.output(z.array(pairingRequestSchema)),
  /**
   * Lets a device in. `userId`: who works there; null: a new user called as the station. Raises pairing-code-wrong,
   * pairing-gone, already-exists.
   */
  pair: procedure
    .input(
      commandInput({
        requestId: z.string(),
        code: z.string().regex(/^\d{6}$/),
        name: stationName,
        place,
        role: stationRoleSchema,
        kiosk: kioskSchema.nullable(),
        userId: idSchema.nullable(),
      }),
    )
    .output(z.object({ id: idSchema })),
  turnAway: procedure.input(z.object({ requestId: z.string() })).output(z.object({})),
  /** Raises already-exists, not-found. */
  rename: procedure.input(commandInput({ id: idSchema, name: stationName, place })).output(z.object({})),
  /** At once: its pages end in the middle of what they do. Raises not-found. */
  revoke: procedure.input(commandInput({ id: idSchema })).output(z.object({})),
  printing: printingContract,
  /** From a paired device only: what it had kept and could not be written is given up there. Raises not-allowed elsewhere. */
  putAway: procedure.input(commandInput(putAwayInput.shape)).output(z.object({})),
  /** What was given up so, the unseen first, 200 at most. */
  putAways: procedure.output(z.array(putAwaySchema)),
  /** All up to one were read. */
  seePutAways: procedure.input(commandInput({ upTo: idSchema })).output(z.object({})),
  /** A FloorPack (shared/stations/pack.ts) as a JSON file, made for another device `age` milliseconds ago. */
  pack: procedure.output(z.object({ age: z.int(), file: z.file() })),
  /** Tells what this page shows, or that it shows nothing of the kind any more; gives who else has it before her. */
  look: procedure
    .input(z.object({ kind: z.enum(seenKinds), id: idSchema.nullable() }))
    .output(z.array(holderSchema)),
  refusals: procedure.output(z.array(doorRefusalSchema)),
  /** The workshop's root certificate, to be installed on tablets; never a key. Raises not-found before the first use. */
  certificate: procedure.output(exportedFileSchema),
}
