import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type RawDatabase from 'better-sqlite3'
import { listBackups } from '../../db/backup/backup-folder.ts'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { newestVersion } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { storeFile } from '../../db/open.ts'
import type { Random } from '../../electron/host/demo/random.ts'
import { openHost } from '../../electron/host/host.ts'
import { rowsOf } from '../migrations/rows.ts'
import { contents, storeBefore } from '../migrations/support.ts'
import { killWhileAtWork } from './kill-child.ts'

/**
 * Kills a program that brings a store of an earlier version to its own, in turn from every version there was. After each
 * kill the store is of the one version or of the other, whole, with the rows of its time; and the next start ends it.
 */
export async function migrationRounds(
  kills: number,
  random: Random,
  work: string,
  fault: (kill: number, text: string) => void,
): Promise<{ readonly kills: number; readonly before: number; readonly after: number }> {
  const names = Object.keys(migrations).sort()
  const stores = new Map<
    string,
    { readonly dir: string; readonly rows: Readonly<Record<string, unknown[]>> }
  >()
  for (const name of names.slice(1)) stores.set(name, await olderStore(name, work))
  const peaceful = mkdtempSync(join(work, 'peaceful-'))
  cpSync(stores.get(names[1]!)!.dir, peaceful, { recursive: true })
  const { milliseconds: longest } = await killWhileAtWork('migrator.ts', [peaceful], null)
  let unchanged = 0
  let done = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    const name = names[1 + ((kill - 1) % (names.length - 1))]!
    const { dir: pattern, rows } = stores.get(name)!
    const dir = mkdtempSync(join(work, 'older-'))
    cpSync(pattern, dir, { recursive: true })
    // Its copy comes first, and takes most of the time; the migration itself comes after it.
    await killWhileAtWork(
      'migrator.ts',
      [dir],
      random.whole(Math.floor(longest * 0.4), Math.ceil(longest * 1.1)),
    )
    const version = look(dir, (text) => fault(kill, `from before ${name}: ${text}`), rows)
    if (version === newestVersion) done += 1
    else unchanged += 1
    for (const { state, name: file } of await listBackups(dir, null))
      if (state === 'unreadable') fault(kill, `from before ${name}: the copy ${file} is not whole`)
    try {
      const host = await openHost({ dataDir: dir, version: 'crash', upkeep: false })
      if (host.services.trouble()) fault(kill, `from before ${name}: ${host.services.trouble()!.kind}`)
      await host.close()
      if (look(dir, (text) => fault(kill, `${name}, in the end: ${text}`), rows) !== newestVersion)
        fault(kill, `from before ${name}: the next start did not end it`)
    } catch (error) {
      fault(kill, `from before ${name}: the next start does not open it: ${String(error)}`)
    }
    rmSync(dir, { recursive: true })
  }
  return { kills, before: unchanged, after: done }
}

/** A folder as the program before that migration left it, with a row of everything. */
async function olderStore(name: string, work: string) {
  const store = await storeBefore(name)
  for (const [earlier, rows] of Object.entries(rowsOf))
    if (earlier < name) for (const [table, row] of rows) store.insert(table, row)
  const rows = contents(store.raw)
  store.raw.pragma('wal_checkpoint(TRUNCATE)')
  const dir = mkdtempSync(join(work, 'pattern-'))
  cpSync(storeFile(store.dir), storeFile(dir))
  await store.close()
  return { dir, rows }
}

/** The store's version; tells where pages are broken or rows of tables that no migration rewrites are gone. */
function look(
  dir: string,
  tell: (text: string) => void,
  rows: Readonly<Record<string, readonly unknown[]>>,
): string | null {
  if (!existsSync(storeFile(dir))) {
    tell('there is no database')
    return null
  }
  const { raw } = openFile(storeFile(dir), false)
  try {
    for (const page of quickCheck(raw as RawDatabase.Database)) tell(page)
    const now = contents(raw)
    for (const [table, before] of Object.entries(rows))
      if ((now[table]?.length ?? 0) < before.length) tell(`rows of ${table} are gone`)
    const last = raw
      .prepare<[], { name: string }>('SELECT name FROM kysely_migration ORDER BY name DESC LIMIT 1')
      .get()
    return last?.name ?? null
  } finally {
    raw.close()
  }
}
