import type { KeyObject } from 'node:crypto'
import { existsSync, readdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { removeFile } from '../../../../db/backup/stubborn-files.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { compareVersions } from '../../../../shared/settings/program-version.ts'
import type { UpdateManifest } from '../../../../shared/settings/update-contract.ts'
import { makeSetupFolder, setupFolder } from './record.ts'
import { copySetup, setupFiles, setupNameOf, type UpdateFile, verifyKeptSetup } from './update-file.ts'

/** A setup that lies here, and was read byte for byte. */
export interface KeptSetup {
  readonly file: string
  readonly manifest: UpdateManifest
}

/** Copies an update's setup beside the data and reads the copy. One that is there and sound stays. Raises RefusedUpdate, disk-full. */
export async function keepSetup(
  dataDir: string,
  update: UpdateFile,
  keys: readonly KeyObject[],
): Promise<KeptSetup> {
  const { manifest } = update
  const known = await keptSetup(dataDir, manifest.version, keys)
  if (known?.manifest.sha256 === manifest.sha256) return known
  const folder = makeSetupFolder(dataDir)
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize < manifest.size * 1.2) throw new YifangError('disk-full', {})
  const file = join(folder, setupNameOf(manifest.version))
  try {
    await copySetup(update, file)
  } catch (error) {
    for (const part of setupFiles(file)) await removeFile(part)
    throw error
  }
  return { file, manifest }
}

/** The setup of a version that is kept here; null where it is not, or is not sound any more. */
export async function keptSetup(
  dataDir: string,
  version: string,
  keys: readonly KeyObject[],
): Promise<KeptSetup | null> {
  const file = join(setupFolder(dataDir), setupNameOf(version))
  if (!existsSync(file)) return null
  try {
    const manifest = await verifyKeptSetup(file, keys)
    return manifest.version === version ? { file, manifest } : null
  } catch {
    return null
  }
}

/** Takes away setups older than a version, and what an interrupted copy left. */
export async function tidySetups(dataDir: string, oldest: string): Promise<void> {
  const folder = setupFolder(dataDir)
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder)) {
    const version = /^Yifang-(?:Setup-)?(\d+\.\d+\.\d+)\./.exec(name)?.[1]
    const isPast = version !== undefined && compareVersions(version, oldest) < 0
    if (isPast || name.startsWith('.brought-')) await removeFile(join(folder, name))
  }
}
