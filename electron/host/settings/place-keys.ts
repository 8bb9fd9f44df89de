import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeSealingKey, type SealingKey } from '../../../db/backup/seal.ts'
import { removeFile, renameDurably, syncFile } from '../../../db/backup/stubborn-files.ts'
import type { SystemVault } from '../workers/data-keys.ts'

/** What seals copies in places. The passphrase itself is kept nowhere, only what scrypt makes of it. */
export interface PlaceKeys {
  /** Null: copies in places are in the open. */
  current(): SealingKey | null
  /** Null ends it. */
  set(passphrase: string | null): Promise<void>
}

const keySchema = z.object({ salt: z.string(), log2N: z.int(), r: z.int(), p: z.int(), bytes: z.string() })
const fileSchema = z.object({
  /** Wrapped by the system's safe where this PC has one; else for this user's eyes, as the books are. */
  wrapped: z.string().nullable(),
  plain: z.string().nullable(),
})

/** Beside the store, and in no backup. */
const keyFile = (dataDir: string) => join(dataDir, 'place-key.json')

export function createPlaceKeys(dataDir: string, vault: SystemVault | null): PlaceKeys {
  let held: SealingKey | null | undefined

  const read = (): SealingKey | null => {
    if (!existsSync(keyFile(dataDir))) return null
    try {
      const { wrapped, plain } = fileSchema.parse(JSON.parse(readFileSync(keyFile(dataDir), 'utf8')))
      const bytes = wrapped === null ? null : (vault?.unwrap(wrapped) ?? null)
      const text = bytes ? Buffer.from(bytes).toString('utf8') : plain
      if (text === null) return null
      const { salt, bytes: key, ...cost } = keySchema.parse(JSON.parse(text))
      return { ...cost, salt: Buffer.from(salt, 'base64'), bytes: Buffer.from(key, 'base64') }
    } catch {
      return null
    }
  }

  return {
    current: () => {
      held ??= read()
      return held
    },
    set: async (passphrase) => {
      if (passphrase === null) {
        await removeFile(keyFile(dataDir))
        held = null
        return
      }
      const key = await makeSealingKey(passphrase)
      const { salt, bytes, ...cost } = key
      const base64 = (part: Uint8Array) => Buffer.from(part).toString('base64')
      const text = JSON.stringify({ ...cost, salt: base64(salt), bytes: base64(bytes) })
      const wrapped = vault?.wrap(Buffer.from(text)) ?? null
      const draft = `${keyFile(dataDir)}.draft`
      const kept = { wrapped, plain: wrapped === null ? text : null }
      writeFileSync(draft, JSON.stringify(kept), { mode: 0o600 })
      syncFile(draft)
      await renameDurably(draft, keyFile(dataDir), dataDir)
      held = key
    },
  }
}
