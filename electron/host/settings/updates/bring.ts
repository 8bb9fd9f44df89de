import type { KeyObject } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { removeFile } from '../../../../db/backup/stubborn-files.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { makeSetupFolder } from './record.ts'
import { type KeptSetup, keepSetup } from './setups.ts'
import { openUpdate, type ProgramHere, refusalOf, requireSuitable, updateEnding } from './update-file.ts'
import { RefusedUpdate } from './update-format.ts'

/** Takes an update in that a page sends, for this PC and newer than its program (or the one version `only`). Raises update-refused. */
export async function bringSetup(
  dataDir: string,
  file: File,
  here: ProgramHere,
  keys: readonly KeyObject[],
  only: string | null = null,
): Promise<KeptSetup> {
  const path = join(makeSetupFolder(dataDir), `.brought-${crypto.randomUUID()}${updateEnding}`)
  try {
    return await asRefusal(file.name, async () => {
      // A bare setup cannot bring its companions along.
      if (/\.exe$/i.test(file.name)) throw new RefusedUpdate('unsigned')
      // Its stream type is the browser's; Node's is the same thing.
      const stream = file.stream() as unknown as Parameters<typeof Readable.fromWeb>[0]
      await pipeline(Readable.fromWeb(stream), createWriteStream(path, { mode: 0o600 }))
      const update = await openUpdate(path, keys)
      requireSuitable(update.manifest, here, only)
      return keepSetup(dataDir, update, keys)
    })
  } finally {
    await removeFile(path)
  }
}

/** Runs work on an update's file; what makes it refused becomes the error with its sentence. */
export async function asRefusal<R>(file: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch (error) {
    if (
      error instanceof YifangError ||
      (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
    )
      throw error
    throw new YifangError('update-refused', { file, reason: refusalOf(error).reason })
  }
}
