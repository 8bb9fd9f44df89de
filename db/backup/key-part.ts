import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { DataKey } from '../workers/sealing.ts'
import { keyPart } from './archive.ts'
import { BrokenBackup } from './read-archive.ts'
import { removeFile } from './stubborn-files.ts'

const schema = z.object({ format: z.literal(1), id: z.string().max(60), key: z.string().length(43) })

/** A data key as the part of a backup that says it in the open. */
export function keyPartOf(key: DataKey): Buffer {
  return Buffer.from(
    JSON.stringify({ format: 1, id: key.id, key: Buffer.from(key.bytes).toString('base64url') }),
  )
}

/** Takes the key out of a backup that was taken apart; null where it carries none. Raises BrokenBackup. */
export async function takeKeyPart(folder: string): Promise<DataKey | null> {
  const file = join(folder, keyPart)
  if (!existsSync(file)) return null
  try {
    const { id, key } = schema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { id, bytes: Buffer.from(key, 'base64url') }
  } catch {
    throw new BrokenBackup('the data key cannot be read')
  } finally {
    await removeFile(file)
  }
}
