import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { YifangError } from '../../shared/errors.ts'

/** How another process of the same user reaches the host that has a folder open. */
export interface HostAddress {
  readonly pid: number
  readonly door: 'desktop' | 'browser' | 'process'
  /** Null where the host has no HTTP door. */
  readonly url: string | null
  /** Lets the CLI and a second start in; readable by this user only. */
  readonly secret: string
}

export interface FolderLock {
  publish(address: HostAddress): void
  release(): void
}

/** A data folder is open in another process. `address` tells where, when it said so. */
export class FolderInUse extends Error {
  readonly address: HostAddress | null
  constructor(address: HostAddress | null) {
    super('data folder is open in another process')
    this.name = 'FolderInUse'
    this.address = address
  }
}

const addressFile = (dir: string) => join(dir, 'host.json')

/**
 * Takes a data folder for this process. The lock is an exclusive SQLite transaction on a file of its own:
 * the system drops it when the process dies, however it dies, and no pid can be mistaken for another.
 * Raises FolderInUse, folder-unwritable or disk-full.
 */
export function lockFolder(dir: string): FolderLock {
  try {
    mkdirSync(dir, { recursive: true })
    // With a byte in it: an empty file needs no room.
    writeFileSync(join(dir, '.write-test'), '.')
    rmSync(join(dir, '.write-test'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      rmSync(join(dir, '.write-test'), { force: true })
      throw new YifangError('disk-full', {})
    }
    throw new YifangError('folder-unwritable', { path: dir })
  }
  const raw = new RawDatabase(join(dir, 'folder.lock'), { timeout: 0 })
  try {
    raw.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    raw.close()
    if (error instanceof RawDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new FolderInUse(readAddress(dir))
    throw error
  }
  rmSync(addressFile(dir), { force: true })
  return {
    publish: (address) => {
      writeFileSync(addressFile(dir), JSON.stringify(address), { mode: 0o600 })
      chmodSync(addressFile(dir), 0o600)
    },
    release: () => {
      rmSync(addressFile(dir), { force: true })
      raw.close()
    },
  }
}

function readAddress(dir: string): HostAddress | null {
  if (!existsSync(addressFile(dir))) return null
  try {
    return JSON.parse(readFileSync(addressFile(dir), 'utf8')) as HostAddress
  } catch {
    return null
  }
}
