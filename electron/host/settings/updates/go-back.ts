import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { backupPath } from '../../../../db/backup/backup-folder.ts'
import { openFile } from '../../../../db/backup/examine.ts'
import { asideName } from '../../../../db/backup/restore.ts'
import { syncFile } from '../../../../db/backup/stubborn-files.ts'
import { swapBack } from '../../../../db/backup/swap-back.ts'
import { storeVersion } from '../../../../db/migrate.ts'
import { storeFile } from '../../../../db/open.ts'
import { countsSince, doneSince, newestWork } from '../../../../db/settings/done-since.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { type AgainList, type AgainWords, againList } from '../../../../shared/settings/again-list.ts'
import { type DoneSince, longestList, type SinceUpdate } from '../../../../shared/settings/update-contract.ts'
import type { HostServices } from '../../services.ts'
import { xlsxFile } from '../../workbook.ts'
import { readRecord, type UpdateRecord, writeRecord } from './record.ts'
import { keepsData, versionBefore } from './review.ts'

/** The update that could be taken back. Raises not-found. */
export function requireBefore({ dataDir, version }: HostServices): UpdateRecord {
  const record = versionBefore(readRecord(dataDir), version)
  if (!record) throw new YifangError('not-found', { what: 'update', id: version })
  return record
}

/** What was done since the update, and would have to be entered again. */
export async function readSince(host: HostServices): Promise<SinceUpdate> {
  const record = requireBefore(host)
  const db = host.store.reader
  const { lastCommandId, from, at } = record
  const counts = await countsSince(db, lastCommandId)
  const parcels = await db
    .selectFrom('parcel')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'shipped')
    .executeTakeFirstOrThrow()
  const rows = await doneSince(db, lastCommandId, longestList)
  return {
    from,
    to: host.version,
    at,
    upTo: await newestWork(db),
    keepsData: keepsData(record),
    counts: { ...counts, parcels: Math.max(0, parcels.n - record.counts.parcels) },
    rows,
    more: Math.max(0, counts.commands - rows.length),
  }
}

/**
 * Exchanges the database for the copy from before the update, as that version left it, and leaves the record of it on the disk. The
 * store is closed afterwards: the older program opens it. Where both versions read the same database it stays as it is.
 * Where anything fails, the store is opened again and nothing was changed.
 */
export async function exchangeForBefore(host: HostServices, upTo: number, words: AgainWords): Promise<void> {
  const record = requireBefore(host)
  if (keepsData(record)) {
    await requireNothingSince(host, upTo)
    await writeRecord(host.dataDir, returning(record, host, null, null, 0))
    return
  }
  const prepared = await prepareBefore(host, record)
  try {
    await host.gate.alone(async () => {
      await requireNothingSince(host, upTo)
      await host.jobs.settle()
      const at = host.clock()
      const done = await doneSince(host.store.writer, record.lastCommandId, longestList)
      const name = await writeList(host.dataDir, againList(done, words), at)
      await writeRecord(
        host.dataDir,
        returning(record, host, asideName(host.dataDir, 'before-restore', at), name, done.length),
      )
      await host.store.empty(new YifangError('store-busy', {}))
      await applyBefore(host, prepared, at)
    })
  } catch (error) {
    const keptAs = readRecord(host.dataDir)?.keptAs ?? null
    if (keptAs !== null) await swapBack(host.dataDir, keptAs, host.clock())
    await writeRecord(host.dataDir, record)
    if (!host.store.isFilled) await host.reopen()
    await host.care.task('discard', { folder: prepared.folder })
    throw error
  }
}

/** The same while the store cannot be opened; gives whether the database was exchanged. */
export async function rescueBefore(
  host: HostServices,
  record: UpdateRecord,
  words: AgainWords,
): Promise<boolean> {
  const schema = await schemaOnDisk(host.dataDir)
  if (schema === record.olderSchema) {
    // The migration never came to its end: the older version opens what is there.
    await writeRecord(host.dataDir, returning(record, host, null, null, 0))
    return false
  }
  const prepared = await prepareBefore(host, record)
  const at = host.clock()
  const done = await doneOnDisk(host.dataDir, record.lastCommandId)
  const name = await writeList(host.dataDir, againList(done, words), at)
  const keptAs = existsSync(storeFile(host.dataDir)) ? asideName(host.dataDir, 'before-restore', at) : null
  await writeRecord(host.dataDir, returning(record, host, keptAs, name, done.length))
  await applyBefore(host, prepared, at)
  return true
}

type Prepared = Awaited<ReturnType<typeof prepareBefore>>

async function prepareBefore(host: HostServices, record: UpdateRecord) {
  const file = record.backup === null ? null : backupPath(host.dataDir, record.backup)
  if (!file) throw new YifangError('not-found', { what: 'backup', id: record.backup ?? '' })
  return host.care.task('prepare', {
    dataDir: host.dataDir,
    file,
    shownName: record.backup ?? '',
    opening: {},
  })
}

async function applyBefore(host: HostServices, prepared: Prepared, at: number): Promise<void> {
  await host.care.task('apply', { dataDir: host.dataDir, prepared, at, asItIs: true })
  const record = readRecord(host.dataDir)
  if (record) await writeRecord(host.dataDir, { ...record, state: 'restored' })
}

/** Somebody worked while the list was read: it would leave out what she did. */
async function requireNothingSince(host: HostServices, upTo: number): Promise<void> {
  const newest = await newestWork(host.store.writer)
  if (newest <= upTo) return
  const row = await host.store.writer
    .selectFrom('command')
    .leftJoin('user', 'user.id', 'command.user_id')
    .select(['user.name as who', 'command.at as at'])
    .where('command.id', '=', newest)
    .executeTakeFirstOrThrow()
  const at = new Date(row.at).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai' })
  throw new YifangError('changed-meanwhile', { who: row.who ?? '', at })
}

function returning(
  record: UpdateRecord,
  host: HostServices,
  keptAs: string | null,
  list: string | null,
  rows: number,
): UpdateRecord {
  return {
    ...record,
    kind: 'go-back',
    state: 'starting',
    from: host.version === record.from ? record.to : host.version,
    to: record.from,
    at: host.clock(),
    starts: 0,
    keptAs,
    list,
    rows,
    complete: null,
    seen: false,
    previous: { ...record, state: 'done' },
  }
}

/** Gives the name of its file; null where there is nothing to enter again. */
async function writeList(dataDir: string, list: AgainList, at: number): Promise<string | null> {
  if (list.rows.length === 0) return null
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  const mark = createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 4)
  const name = `yifang.enter-again-${time}-${mark}.xlsx`
  const file = await xlsxFile(name, list.header, list.rows)
  writeFileSync(join(dataDir, name), Buffer.from(await file.arrayBuffer()))
  syncFile(join(dataDir, name))
  return name
}

/** Nothing where the database cannot be read. */
async function doneOnDisk(dataDir: string, lastCommandId: number): Promise<readonly DoneSince[]> {
  if (!existsSync(storeFile(dataDir))) return []
  const { db } = openFile(storeFile(dataDir), true)
  try {
    return await doneSince(db, lastCommandId, longestList)
  } catch {
    return []
  } finally {
    await db.destroy()
  }
}

async function schemaOnDisk(dataDir: string): Promise<string | null> {
  if (!existsSync(storeFile(dataDir))) return null
  const { db } = openFile(storeFile(dataDir), true)
  try {
    return await storeVersion(db as unknown as Parameters<typeof storeVersion>[0])
  } catch {
    return null
  } finally {
    await db.destroy()
  }
}
