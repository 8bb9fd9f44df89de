import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newestVersion } from '../../db/migrate.ts'
import {
  canonicalManifest,
  signManifest,
  updateHeader,
} from '../../electron/host/settings/updates/update-format.ts'
import type { UpdateManifest } from '../../shared/settings/update-contract.ts'

export interface ReleaseKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}
export const newKey = (): ReleaseKey => generateKeyPairSync('ed25519')

/** An update for this PC, as a release would say it. */
export function manifestFor(setup: Buffer, given: Partial<UpdateManifest> = {}): UpdateManifest {
  return {
    product: 'yifang',
    version: '0.2.0',
    platform: process.platform,
    arch: process.arch,
    schema: newestVersion,
    minVersion: '0.1.0',
    size: setup.length,
    sha256: createHash('sha256').update(setup).digest('hex'),
    notes: { zh: '打印更快了。', en: 'Printing is faster.' },
    date: '2026-06-01',
    ...given,
  }
}

/** A `.yifang-update` as bytes. */
export function updateBytes(key: ReleaseKey, setup: Buffer, given: Partial<UpdateManifest> = {}): Buffer {
  const manifest = manifestFor(setup, given)
  return Buffer.concat([updateHeader(manifest, signManifest(manifest, key.privateKey)), setup])
}

/** Puts a `.yifang-update` into a folder; gives its path. */
export function putUpdate(
  folder: string,
  key: ReleaseKey,
  setup: Buffer,
  given: Partial<UpdateManifest> = {},
): string {
  const file = join(folder, `Yifang-${given.version ?? '0.2.0'}.yifang-update`)
  writeFileSync(file, updateBytes(key, setup, given))
  return file
}

/** Puts a bare setup with its two companions into a folder. */
export function putSetup(
  folder: string,
  key: ReleaseKey,
  setup: Buffer,
  given: Partial<UpdateManifest> = {},
): string {
  const manifest = manifestFor(setup, given)
  const file = join(folder, `Yifang-Setup-${manifest.version}.exe`)
  writeFileSync(file, setup)
  writeFileSync(`${file}.json`, canonicalManifest(manifest))
  writeFileSync(`${file}.sig`, signManifest(manifest, key.privateKey).toString('base64'))
  return file
}
