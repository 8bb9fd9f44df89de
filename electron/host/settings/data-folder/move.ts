import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { openFile, readFacts } from '../../../../db/backup/examine.ts'
import { removeFile, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { runCommand } from '../../../../db/command.ts'
import { storeFile } from '../../../../db/open.ts'
import { readSetting, writeSetting } from '../../../../db/settings/settings.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { type DataFolderState, lastMoveSchema } from '../../../../shared/settings/data-folder-contract.ts'
import { lockFolder } from '../../folder-lock.ts'
import type { JobRun } from '../../jobs.ts'
import type { HostServices } from '../../services.ts'
import { storeError } from '../../store-error.ts'
import { makeSetupFolder, setupFolder } from '../updates/record.ts'
import {
  clearSetups,
  copyVerified,
  type FolderFile,
  filesToMove,
  type Way,
  waysToMove,
} from './copy-files.ts'
import { forgetMovedNote, readMovedNote, writeMovedNote } from './moved-note.ts'
import { makePrivate } from './privacy.ts'
import { beginTarget, clearTarget, endTarget, requireTarget } from './target.ts'

/** Who moves it: told to the store in its new place, once that is opened. */
interface Author {
  readonly userId: number | null
  readonly station: string
}

/** Lies in the new folder until its store is opened there for the first time. */
const arrivedFile = (dir: string) => join(dir, 'moved-from.json')
interface Arrived extends Author {
  readonly from: string
  readonly at: number
  readonly bytes: number
}

const setting = 'last-move'

/**
 * Moves the whole workshop to another folder: photos, backups, papers and the setups that are kept beside them are copied
 * while work goes on; then everybody waits for the database and what changed meanwhile. Each file is read back and
 * compared. Only then does a note in the old folder lead there, and the program starts again in its new place; the old
 * files stay until somebody clears them. Whatever fails or is cut off before the note leaves everything as it was.
 * Raises what `requireTarget` raises.
 */
export async function startMove(host: HostServices, asked: string, author: Author): Promise<number> {
  const { dataDir } = host
  const bytes = sizeOf(await waysToMove(dataDir, asked))
  const target = await requireTarget(asked, dataDir, dirname(process.execPath), bytes)
  const copied = Promise.withResolvers<void>()
  const jobId = await host.jobs.start('move-data', null, async (run) => {
    // It lies in the old folder as well: the way back, should the new disk be lost.
    await host.care.backup('move')
    await beginTarget(target, dataDir)
    const present = await waysToMove(dataDir, target)
    if (existsSync(setupFolder(dataDir))) makeSetupFolder(target)
    await copyRound(present.slice(0, -1), bytes, run)
    copied.resolve()
    return { to: target }
  })
  // Not a part of the job: its row goes with the store, which is closed then.
  void copied.promise.then(() => switchOver(host, target, author))
  return jobId
}

/** What is in its place already, unchanged, is not copied again: the second round takes what came meanwhile. */
async function copyRound(ways: readonly Way[], total: number, run: JobRun | null): Promise<void> {
  let done = 0
  for (const { from, to, ...file } of ways) {
    const there = statSync(to, { throwIfNoEntry: false })
    if (there && there.size === file.bytes && Math.abs(there.mtimeMs - file.changedAt) < 1) {
      done += file.bytes
      continue
    }
    try {
      await copyVerified(from, to, (bytes) => {
        done += bytes
      })
    } catch (error) {
      // Thinned out, or swept away, since the list was made.
      if (existsSync(from)) throw error
      await removeFile(to)
    }
    await run?.progress(Math.min(done, total), total)
  }
}

async function switchOver(host: HostServices, target: string, author: Author): Promise<void> {
  const { dataDir } = host
  const at = host.clock()
  try {
    await host.gate.alone(async () => {
      await host.jobs.settle()
      await host.care.end()
      const lock = lockFolder(target)
      await host.store.empty(new YifangError('data-moved', { path: target }))
      try {
        const ways = await waysToMove(dataDir, target)
        const bytes = sizeOf(ways)
        await copyRound(ways, bytes, null)
        await dropGone(target, ways)
        await requireSame(dataDir, target)
        const arrived: Arrived = { from: dataDir, at, bytes, ...author }
        writeFileSync(arrivedFile(target), JSON.stringify(arrived))
        syncFile(arrivedFile(target))
        // One rename decides: until it a start finds everything here, after it there. The rest is cleared at that start.
        await writeMovedNote(dataDir, target, at)
      } finally {
        lock.release()
      }
    })
  } catch (raised) {
    await undoSwitch(host, target, raised)
    return
  }
  host.log.info('moved')
  host.events.publish('host', { kind: 'session' })
  host.moved(target)
}

/** Copies of files that are no more, such as backups thinned out between the rounds. */
async function dropGone(target: string, ways: readonly Way[]): Promise<void> {
  const places = new Set(ways.map(({ to }) => to))
  for (const { name } of await filesToMove(target))
    if (!places.has(join(target, name))) await removeFile(join(target, name))
}

const sizeOf = (files: readonly FolderFile[]) => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** The copy opens, and says what the original says. */
async function requireSame(dataDir: string, target: string): Promise<void> {
  const facts = async (dir: string) => {
    const { raw, db } = openFile(storeFile(dir), true)
    try {
      return JSON.stringify(await readFacts(db))
    } finally {
      raw.close()
    }
  }
  if ((await facts(dataDir)) !== (await facts(target)))
    throw new YifangError('copy-differs', { path: storeFile(target) })
  for (const end of ['-wal', '-shm']) await rm(`${storeFile(target)}${end}`, { force: true })
}

/** The workshop goes on where it was. */
async function undoSwitch(host: HostServices, target: string, raised: unknown): Promise<void> {
  const error = storeError(raised)
  const known = error instanceof YifangError ? error : null
  if (!known) host.log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'settings.dataFolder.move' })
  // Whatever failed came too late to lead anybody away: two sets of books would begin.
  await forgetMovedNote(host.dataDir)
  await host.reopen()
  host.care.begin()
  await clearTarget(target).catch(() => {})
  await endTarget(target).catch(() => {})
  await clearSetups(target).catch(() => {})
  await noteMove(host, null, {
    failed: { to: target, code: known?.code ?? 'internal', data: known?.data ?? {}, at: host.clock() },
  })
  host.events.publish('host', { kind: 'session' })
}

/**
 * The first opening in the new place says so in the audit and on the screen. The place may have been a home of the
 * workshop before: nothing leads away from it any more, and what lies there is no half copy.
 */
export async function welcomeMoved(host: HostServices): Promise<void> {
  await forgetMovedNote(host.dataDir)
  await endTarget(host.dataDir)
  let arrived: Arrived
  try {
    arrived = JSON.parse(readFileSync(arrivedFile(host.dataDir), 'utf8')) as Arrived
  } catch {
    return
  }
  const { from, at, bytes } = arrived
  await noteMove(host, arrived, { done: { from, to: host.dataDir, at, bytes } })
  await removeFile(arrivedFile(host.dataDir))
}

async function noteMove(host: HostServices, author: Author | null, value: object): Promise<void> {
  const call = { uuid: v7(), name: 'settings.dataFolder.move', at: host.clock(), input: null }
  const { userId = null, station = 'host' } = author ?? {}
  await runCommand(host.store, { ...call, userId, station }, async (scope) => {
    await writeSetting(scope, setting, value)
    return null
  })
  host.changed(['setting'])
}

export async function readState(host: HostServices): Promise<DataFolderState> {
  const stored = lastMoveSchema.safeParse(await readSetting(host.store.reader, setting))
  const last = stored.success ? stored.data : {}
  const old = last.done && (await oldFolder(host.dataDir, last.done.from))
  return {
    folder: host.dataDir,
    bytes: sizeOf(await waysToMove(host.dataDir, host.dataDir)),
    lastMove: last.done ?? null,
    failed: last.failed ?? null,
    old: old ?? null,
    isPrivate: await makePrivate(host.dataDir),
  }
}

/** What still lies in the folder of before; null where it was cleared, or is another workshop's by now. */
async function oldFolder(
  dataDir: string,
  from: string,
): Promise<{ readonly folder: string; readonly bytes: number } | null> {
  const note = readMovedNote(from)
  if (note === null || note === 'unreadable' || note.to !== dataDir) return null
  const files = await waysToMove(from, dataDir).catch(() => [])
  return files.length > 0 ? { folder: from, bytes: sizeOf(files) } : null
}

/** Deletes the old copies; the note that leads here stays. Raises not-found where there are none. */
export async function clearOld(host: HostServices): Promise<void> {
  const { old } = await readState(host)
  if (!old) throw new YifangError('not-found', { what: 'folder', id: 0 })
  // Nobody may have it open: an older program would not know the note.
  const lock = lockFolder(old.folder)
  try {
    // The database first: cut off half-way, nothing is left that looks like a workshop.
    const names = (await readdir(old.folder)).sort(
      (a, b) => Number(b === 'yifang.db') - Number(a === 'yifang.db'),
    )
    for (const name of names)
      if (name !== 'moved.json' && !name.startsWith('folder.lock'))
        await rm(join(old.folder, name), { recursive: true, force: true })
    await clearSetups(old.folder)
  } finally {
    lock.release()
  }
  host.log.info('old-folder-cleared')
  host.changed(['setting'])
}
