import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { removeFile, renameDurably, syncFile } from '../../db/backup/stubborn-files.ts'
import type { SystemVault } from '../host/workers/data-keys.ts'

/*
 * A PC whose program works in the workshop of another PC has a note in its data folder: where that one is, whom to believe
 * that it is, and this PC's own key, which opens for this user on this PC alone. A workshop of its own that lies beside it
 * is not touched.
 */

const noteSchema = z.strictObject({
  format: z.literal(1),
  address: z.string().min(1),
  port: z.int().min(1).max(65_535),
  /** The workshop's root certificate, in PEM, and its SHA-256. */
  root: z.string(),
  fingerprint: z.string(),
  /** SPKI, base64url. */
  publicKey: z.string(),
  /** PKCS#8, as the system's safe wraps it. */
  wrappedKey: z.string(),
})
export type JoinedNote = z.infer<typeof noteSchema>

const noteFile = (dataDir: string) => join(dataDir, 'station.json')

/** Null where this PC has not joined another. `unreadable`: it has, and the note was altered or damaged. */
export function readJoinedNote(dataDir: string): JoinedNote | 'unreadable' | null {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(noteFile(dataDir), 'utf8')))
  } catch (error) {
    // Of a folder that cannot be opened, or is none, whoever opens it says more.
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' ? null : 'unreadable'
  }
}

/** On the disk before it returns. Raises what the system raises. */
export async function writeJoinedNote(dataDir: string, note: JoinedNote): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  const draft = join(dataDir, '.station.json')
  writeFileSync(draft, JSON.stringify(note), { mode: 0o600 })
  syncFile(draft)
  await renameDurably(draft, noteFile(dataDir), dataDir)
}

/** From the next start on this PC has its own workshop again. */
export async function dropJoinedNote(dataDir: string): Promise<void> {
  await removeFile(noteFile(dataDir))
}

/** This PC's key: what it is known by at the workshop. */
export interface StationKey {
  /** SPKI, base64url. */
  readonly publicKey: string
  readonly privateKey: KeyObject
}

export function newStationKey(): StationKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url') }
}

/** Null where this PC has no safe for it. */
export function wrapStationKey({ privateKey }: StationKey, vault: SystemVault): string | null {
  return vault.wrap(privateKey.export({ type: 'pkcs8', format: 'der' }))
}

/** Null where it was wrapped by another user, or on another PC. */
export function unwrapStationKey(wrapped: string, vault: SystemVault): StationKey | null {
  const der = vault.unwrap(wrapped)
  if (der === null) return null
  const privateKey = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64url')
  return { privateKey, publicKey }
}
