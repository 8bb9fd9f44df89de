import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defaultDataDir } from '../host/default-data-dir.ts'

/** The folder named by `--data DIR` or `--data=DIR` among Chromium's own switches; else the usual one. */
export function dataDirOf(argv: readonly string[]): string {
  const at = argv.findIndex((argument) => argument === '--data' || argument.startsWith('--data='))
  const named =
    at < 0 ? undefined : argv[at]!.startsWith('--data=') ? argv[at]!.slice('--data='.length) : argv[at + 1]
  return named ? resolve(named) : defaultDataDir()
}

/**
 * Where Chromium keeps its own things for a data folder; made where it is missing, as Electron wants it. One
 * each, because Electron's lock against a second start goes by this folder; outside the data, because it is
 * not worth a backup and must be there even when the data folder cannot be written.
 */
export function profileDirOf(appDataDir: string, dataDir: string): string {
  const name = realName(dataDir)
  const key = createHash('sha256').update(name).digest('hex').slice(0, 16)
  const folder = join(appDataDir, 'Yifang', 'windows', key)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** One name for a folder, however it was spelled. */
function realName(dataDir: string): string {
  let real = dataDir
  try {
    // Made first: a folder that comes to be between two starts would be known by two names.
    mkdirSync(dataDir, { recursive: true })
    real = realpathSync.native(dataDir)
  } catch {
    // It cannot be made: the name as it was given; opening it will say why.
  }
  return process.platform === 'win32' ? real.toLowerCase() : real
}
