import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { MadeBackup } from '../../../../db/backup/make-backup.ts'
import { NewerStore, newestVersion } from '../../../../db/migrate.ts'
import { DamagedStore, isDamage } from '../../../../db/open.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { compareVersions, isProgramVersion } from '../../../../shared/settings/program-version.ts'
import type { UpdateOutcome } from '../../../../shared/settings/update-contract.ts'
import type { HostServices } from '../../services.ts'
import type { Trouble } from '../rescue-state.ts'
import { readLastVersion, readRecord, type UpdateRecord, writeLastVersion, writeRecord } from './record.ts'
import { tidySetups } from './setups.ts'

/** What a start makes of the record of an update or a return. */
export interface Review {
  /** Before the store is opened. Null: nothing stands in the way. Looks once: who goes on has seen it. */
  before(): Promise<Trouble | null>
  /** The copy that was made before a migration. */
  copied(copy: MadeBackup): void
  /** The store is open. */
  opened(): Promise<void>
  /** The store did not open; null where that has nothing to do with an update. */
  failed(error: unknown): Trouble | null
  /** The new version has come as far as a screen, or was closed in order. */
  confirm(): Promise<void>
}

export function createReview(services: () => HostServices): Review {
  let looked = false
  let copy: MadeBackup | null = null
  let isOpen = false
  let confirmed: Promise<void> | null = null
  const save = (record: UpdateRecord) => writeRecord(services().dataDir, record)
  return {
    before: async () => {
      if (looked) return null
      looked = true
      const { dataDir, version } = services()
      const record = readRecord(dataDir)
      if (!record || record.state === 'done' || record.state === 'failed') return null
      const { from, to } = record
      if (record.kind === 'update') {
        if (version === from) {
          await save({ ...record, state: 'failed', seen: false })
          return null
        }
        await save({ ...record, starts: record.starts + 1 })
        return record.starts === 0 ? null : { kind: 'update', from, to, detail: '' }
      }
      if (version !== from) return null
      // The database was exchanged, and the setup did not run: opening it here would migrate it again.
      if (record.keptAs !== null && existsSync(join(dataDir, record.keptAs)))
        return { kind: 'going-back', from, to }
      await save({ ...record, state: 'failed', seen: false })
      return null
    },
    copied: (made) => {
      copy = made
    },
    opened: async () => {
      isOpen = true
      const { dataDir, version, store } = services()
      await noteSetupByHand(services(), copy)
      const record = readRecord(dataDir)
      if (!record || (record.state !== 'starting' && record.state !== 'restored')) return
      if (record.kind === 'go-back') {
        if (version !== record.from) await save({ ...record, state: 'done', seen: false })
        return
      }
      const now = await store.reader
        .selectNoFrom((eb) => [
          eb
            .selectFrom('orders')
            .select((e) => e.fn.countAll<number>().as('n'))
            .as('orders'),
          eb
            .selectFrom('command')
            .select((e) => e.fn.max('id').as('id'))
            .as('lastCommandId'),
        ])
        .executeTakeFirstOrThrow()
      const complete =
        (now.orders ?? 0) >= record.counts.orders && (now.lastCommandId ?? 0) >= record.lastCommandId
      await save({ ...record, complete })
      await tidySetups(dataDir, record.from)
    },
    failed: (error) => {
      const { dataDir, version } = services()
      const record = readRecord(dataDir)
      if (!record || version === (record.kind === 'update' ? record.from : record.to)) return null
      // A return that came to nothing leaves the update as open as it was.
      if (record.state !== (record.kind === 'update' ? 'starting' : 'failed')) return null
      // These have a way out of their own.
      const isKnown = error instanceof NewerStore || error instanceof DamagedStore || isDamage(error)
      if (isKnown || error instanceof YifangError) return null
      const [from, to] = record.kind === 'update' ? [record.from, record.to] : [record.to, record.from]
      const detail = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : ''
      services().log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'update' })
      return { kind: 'update', from, to, detail }
    },
    confirm: async () => {
      if (!isOpen || confirmed) return confirmed ?? undefined
      const { dataDir, version } = services()
      const record = readRecord(dataDir)
      if (record?.kind !== 'update' || record.state !== 'starting' || version === record.from) return
      // Before it is written: what comes after it must not be overwritten by a second confirmation.
      confirmed = save({ ...record, state: 'done', starts: 0 })
      await confirmed
    },
  }
}

/**
 * Somebody ran a newer setup by hand, as installers do: from here on it is an update like any other, with the copy that was made
 * before its migration.
 */
async function noteSetupByHand({ dataDir, version, store, clock }: HostServices, copy: MadeBackup | null) {
  if (!isProgramVersion(version)) return
  const from = readLastVersion(dataDir)
  if (from === version) return
  const present = readRecord(dataDir)
  const isPending = present?.state === 'starting' || present?.state === 'restored'
  if (from !== null && compareVersions(from, version) < 0 && !isPending) {
    const last = await store.reader
      .selectFrom('command')
      .select((eb) => eb.fn.max('id').as('id'))
      .executeTakeFirst()
    await writeRecord(dataDir, {
      format: 1,
      kind: 'update',
      state: 'starting',
      from,
      to: version,
      // Without a migration both versions read the same database.
      olderSchema: copy?.manifest.schema ?? newestVersion,
      at: clock(),
      backup: copy ? basename(copy.file) : null,
      lastCommandId: copy?.manifest.lastCommandId ?? last?.id ?? 0,
      counts: copy?.manifest.counts ?? { orders: 0, parcels: 0, commands: 0 },
      starts: 0,
      keptAs: null,
      list: null,
      rows: 0,
      complete: null,
      seen: false,
      previous: present,
    })
  }
  writeLastVersion(dataDir, version)
}

/** The note that the screens show, until it is put away. */
export function outcomeOf(record: UpdateRecord | null, version: string): UpdateOutcome | null {
  if (!record || record.seen) return null
  const { from, to, at, complete, backup, keptAs, list, rows, state } = record
  const facts = { from, to, at, complete, backup, keptAs, list, rows }
  if (record.kind === 'update') {
    if (state === 'failed') return { kind: 'not-installed', ...facts }
    return version === from ? null : { kind: 'updated', ...facts }
  }
  if (state === 'failed') return { kind: 'not-returned', ...facts }
  return state === 'done' ? { kind: 'returned', ...facts } : null
}

/** The version before this one and the copy of its last moment; null where none is known. */
export function versionBefore(record: UpdateRecord | null, version: string): UpdateRecord | null {
  const last = record?.state === 'failed' ? record.previous && { ...record.previous, previous: null } : record
  if (last?.kind !== 'update' || last.state === 'failed' || last.from === version) return null
  return last
}

/** Whether the version before reads the database as it is: then nothing has to be given up. */
export const keepsData = (record: UpdateRecord): boolean => record.olderSchema === newestVersion

/** The update behind a trouble, for the screen that offers the way back; null where there is none. */
export function updateInTrouble({ dataDir, version }: HostServices, trouble: Trouble) {
  if (trouble.kind === 'update') return { from: trouble.from, to: trouble.to, detail: trouble.detail }
  if (trouble.kind === 'going-back') return { from: trouble.from, to: trouble.to, detail: '' }
  const record = readRecord(dataDir)
  // The older setup was run by hand over a database that the newer version had migrated.
  if (trouble.kind !== 'newer' || record?.kind !== 'update' || record.from !== version) return null
  return { from: record.from, to: record.to, detail: '' }
}
