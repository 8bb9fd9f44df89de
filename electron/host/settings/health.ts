import { statfsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { cpus, release, type as systemType, totalmem } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { backupFolder } from '../../../db/backup/backup-folder.ts'
import { newestVersion } from '../../../db/migrate.ts'
import type { Health, LogLine } from '../../../shared/settings/health-contract.ts'
import { cutOffEvent } from '../../../shared/settings/log-events.ts'
import { logFolder, newestLines } from '../log-files.ts'
import type { HostServices } from '../services.ts'
import { readOutside } from './outside-record.ts'

/** Lines of the log that a screen shows. */
const shownLines = 200

/** How the program, its data and its disk are, for whoever looks after the PC. */
export async function readHealth(host: HostServices): Promise<Health> {
  const { dataDir, store } = host
  const disk = statfsSync(dataDir)
  const engine = await sql<{ version: string }>`SELECT sqlite_version() AS version`.execute(store.reader)
  return {
    version: host.version,
    runtime: {
      node: process.versions.node,
      electron: process.versions.electron ?? null,
      chromium: process.versions.chrome ?? null,
      sqlite: engine.rows[0]!.version,
    },
    system: {
      name: `${systemType()} ${release()} ${process.arch}`,
      processors: cpus().length,
      memoryBytes: totalmem(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    // An open store has it: opening brings it there or fails.
    schema: newestVersion,
    folder: dataDir,
    sizes: await readSizes(dataDir),
    freeBytes: disk.bavail * disk.bsize,
    diskBytes: disk.blocks * disk.bsize,
    copies: { inside: (await host.care.status()).newest, outside: readOutside(host.dataDir).newest },
    unclean: lastUnclean(dataDir),
  }
}

export async function readSizes(dataDir: string): Promise<Health['sizes']> {
  const top = await measure(dataDir, false)
  const named = (wanted: RegExp) => sum(top.filter(({ name }) => wanted.test(name)))
  return {
    database: named(/^yifang\.db(?:-wal|-shm)?$/),
    photos: sum(await measure(join(dataDir, 'photos'), true)),
    backups: sum(await measure(backupFolder(dataDir), true)),
    aside: named(/^yifang\.(?:before-|damaged-).*\.db(?:-wal|-shm)?$/),
    logs: sum(await measure(logFolder(dataDir), false)),
  }
}

interface Measured {
  readonly name: string
  readonly bytes: number
}

async function measure(folder: string, recursive: boolean): Promise<Measured[]> {
  try {
    const entries = await readdir(folder, { recursive, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    return await Promise.all(
      files.map(async ({ name, parentPath }) => ({
        name,
        // It may have been thinned out in between.
        bytes: await stat(join(parentPath, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      })),
    )
  } catch {
    return []
  }
}

function sum(files: readonly Measured[]) {
  return { files: files.length, bytes: files.reduce((total, { bytes }) => total + bytes, 0) }
}

/** The newest start after a stop that was none, found in the log together with the last line before it. */
function lastUnclean(dataDir: string): Health['unclean'] {
  const lines = newestLines(dataDir, Number.MAX_SAFE_INTEGER, () => true)
  const found = lines.findIndex((line) => line.includes('"event":"open"') && line.includes('"unclean":true'))
  const at = found < 0 ? null : instantOf(lines[found]!)
  if (at === null) return null
  return { at, lastSeenAt: lines[found + 1] === undefined ? null : instantOf(lines[found + 1]!) }
}

function instantOf(line: string): number | null {
  const at = Date.parse(/^\{"at":"([^"]+)"/.exec(line)?.[1] ?? '')
  return Number.isNaN(at) ? null : at
}

export function readLog(dataDir: string, onlyErrors: boolean): LogLine[] {
  return newestLines(dataDir, shownLines, (line) => !onlyErrors || isError(line)).map(toLogLine)
}

function isError(line: string): boolean {
  return /"event":"(?:bug|trouble)"/.test(line)
}

function toLogLine(line: string): LogLine {
  try {
    const { at, event, ...facts } = JSON.parse(line) as Record<string, unknown>
    const text = Object.entries(facts)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join('\n')
    return { at: String(at), event: String(event), isError: isError(line), text }
  } catch {
    // The power failed while it was written.
    return { at: '', event: cutOffEvent, isError: false, text: line.slice(0, 300) }
  }
}
