import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { backupEnding } from './backup-folder.ts'
import { placeError } from './place.ts'
import { extractBackup, readManifest } from './read-archive.ts'
import { requireRoom } from './room.ts'
import type { SealingKey } from './seal.ts'
import { SealStream } from './seal-stream.ts'
import { removeFile, renameDurably, syncFile } from './stubborn-files.ts'

/**
 * Seals a copy that lies open in a place: written beside it under a name of its own, read back part by part, and only then the
 * open one is deleted. Cut off in between both lie there, and the next time ends it. Raises BrokenBackup where the open one
 * is damaged, or the place does not keep what is written to it; no-room, place-gone, file-too-large. The open one is still there then.
 */
export async function sealCopy(folder: string, name: string, key: SealingKey): Promise<void> {
  const file = join(folder, name)
  const sealed = `${name.slice(0, -backupEnding.length)}-sealed${backupEnding}`
  const draft = join(folder, `.draft-${process.pid}-${Math.random().toString(36).slice(2, 8)}`)
  try {
    const manifest = await readManifest(file)
    requireRoom(folder, statSync(file).size * 1.01 + 1_000_000)
    const large = { highWaterMark: 1 << 20 }
    await pipeline(
      createReadStream(file, large),
      new SealStream(key, manifest),
      createWriteStream(draft, large),
    )
    syncFile(draft)
    await extractBackup(draft, folder, () => false, { keys: [key] })
    await renameDurably(draft, join(folder, sealed), folder)
    await removeFile(file)
  } catch (error) {
    throw placeError(error, folder)
  } finally {
    // A stick that was pulled out cannot be tidied: its draft goes when it is next written to.
    await removeFile(draft).catch(() => {})
  }
}
