import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Host, openHost } from '../../../electron/host/host.ts'
import type { SystemVault } from '../../../electron/host/workers/data-keys.ts'
import { idCheckCharacter } from '../../../shared/workers/id-number.ts'
import { type clientOf, id } from '../../support/host.ts'
import { newDataFolder } from '../../support/new-folder.ts'

export const now = Date.UTC(2026, 4, 20, 2)

/** One PC's safe: what another wrapped does not open here. */
export function vaultOf(pc: string): SystemVault {
  const key = createHash('sha256').update(pc).digest()
  return {
    wrap: (secret) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(secret), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    unwrap: (wrapped) => {
      const bytes = Buffer.from(wrapped, 'base64')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      cipher.setAuthTag(bytes.subarray(12, 28))
      try {
        return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
      } catch {
        return null
      }
    },
  }
}

export const newFolder = () => newDataFolder('yifang-workers-')

export function openAt(dataDir: string, vault?: SystemVault): Promise<Host> {
  return openHost({ dataDir, version: 'test', upkeep: false, clock: () => now, ...(vault && { vault }) })
}

export type Client = ReturnType<typeof clientOf>

/** A worker with nothing but a name. */
export const plain = (name: string) => ({
  commandId: id(),
  id: null,
  name,
  kind: 'piece' as const,
  note: '',
  archived: false,
})

/** The n-th woman's ID number of Cao county. */
export function idNumber(n: number): string {
  const first17 = `3717211980${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}${String(2 * n).padStart(3, '0')}`
  return first17 + idCheckCharacter(first17)
}

export const card = '6228480402564890018'

export const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: { code: string }) => error.code,
  )

/** Every byte of a folder's files, those of its folders too, as text. */
export function bytesUnder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')
}
