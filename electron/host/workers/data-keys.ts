import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v4 } from 'uuid'
import { renameDurably, syncFile } from '../../../db/backup/stubborn-files.ts'
import { type DataKeyRow, readDataKey } from '../../../db/workers/data-key.ts'
import { type DataKey, isKeyOf, unwrapKey } from '../../../db/workers/sealing.ts'
import { YifangError } from '../../../shared/errors.ts'
import { readRecoveryCode } from '../../../shared/workers/recovery-code.ts'
import type { StoreSlot } from '../store-slot.ts'

/** The system's own safe for small secrets (Electron's safeStorage). Each gives null where it cannot. */
export interface SystemVault {
  wrap(secret: Uint8Array): string | null
  unwrap(wrapped: string): Uint8Array | null
}

/** None: no number was ever kept. Locked: the recovery code opens it until the program ends. */
export type DataKeyState = 'none' | 'locked' | 'open'

/** The data key of the open store, in memory only. */
export interface DataKeys {
  state(): Promise<DataKeyState>
  /** Whether this PC opens it by itself at each start. */
  isKeptHere(): boolean
  /** Raises data-key-none, data-key-locked. */
  current(): Promise<DataKey>
  /** The key, where it is open. For what goes on without it. */
  ifOpen(): Promise<DataKey | null>
  /** Opens it with what the owner wrote down. Raises recovery-code-wrong, data-key-none. */
  openWith(code: string): Promise<void>
  /** Holds a key that was just made, or that a backup brought, where it is the open store's. */
  offer(key: DataKey): Promise<void>
}

export function newDataKey(): DataKey {
  return { id: v4(), bytes: randomBytes(32) }
}

/** Beside the store and not in it: what one PC's safe wrapped is nothing to any other. */
const wrappedFile = (dataDir: string) => join(dataDir, 'wrapped-keys.json')

export function createDataKeys(dataDir: string, store: StoreSlot, vault: SystemVault | null): DataKeys {
  let held: DataKey | null = null

  const openKey = (row: DataKeyRow): DataKey | null => {
    // A restore may have put another store in place of the one that the key was of.
    if (held?.id === row.key_id && isKeyOf(held, row.key_check)) return held
    const wrapped = readWrapped(dataDir)[row.key_id]
    const bytes = wrapped === undefined ? null : (vault?.unwrap(wrapped) ?? null)
    const key = bytes && { id: row.key_id, bytes }
    if (!key || !isKeyOf(key, row.key_check)) return null
    held = key
    return key
  }

  const keep = async (key: DataKey) => {
    held = key
    const wrapped = vault?.wrap(key.bytes) ?? null
    if (wrapped === null) return
    await writeWrapped(dataDir, { ...readWrapped(dataDir), [key.id]: wrapped })
  }

  return {
    state: async () => {
      const row = await readDataKey(store.reader)
      if (!row) return 'none'
      return openKey(row) ? 'open' : 'locked'
    },
    isKeptHere: () => held !== null && held.id in readWrapped(dataDir) && vault !== null,
    current: async () => {
      const row = await readDataKey(store.reader)
      if (!row) throw new YifangError('data-key-none', {})
      const key = openKey(row)
      if (!key) throw new YifangError('data-key-locked', {})
      return key
    },
    ifOpen: async () => {
      const row = await readDataKey(store.reader)
      return row && openKey(row)
    },
    openWith: async (code) => {
      const row = await readDataKey(store.reader)
      if (!row) throw new YifangError('data-key-none', {})
      const bare = readRecoveryCode(code)
      const wrapped = { salt: row.code_salt, wrapped: row.code_wrapped }
      const key = bare === null ? null : await unwrapKey(row.key_id, wrapped, bare)
      if (!key || !isKeyOf(key, row.key_check)) throw new YifangError('recovery-code-wrong', {})
      await keep(key)
    },
    offer: async (key) => {
      const row = await readDataKey(store.reader)
      if (row?.key_id === key.id && isKeyOf(key, row.key_check)) await keep(key)
    },
  }
}

function readWrapped(dataDir: string): Readonly<Record<string, string>> {
  const file = wrappedFile(dataDir)
  if (!existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  } catch {
    // Half written: the recovery code opens it, and it is written anew.
    return {}
  }
}

async function writeWrapped(dataDir: string, keys: Readonly<Record<string, string>>): Promise<void> {
  const file = wrappedFile(dataDir)
  const draft = `${file}.draft`
  writeFileSync(draft, JSON.stringify(keys), { mode: 0o600 })
  syncFile(draft)
  await renameDurably(draft, file, dataDir)
}
