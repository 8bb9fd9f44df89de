import { randomUUID } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import { listBackups } from '../../../db/backup/backup-folder.ts'
import { storeFile } from '../../../db/open.ts'
import { blankEndedOrders } from '../../../db/orders/blank.ts'
import { hourMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { BackupReason, CareStatus } from '../../../shared/settings/backup-contract.ts'
import type { HostServices } from '../services.ts'
import { storeError } from '../store-error.ts'
import { clearBrought } from './backup-source.ts'
import { clearSent } from './backups.ts'
import type { Care } from './care-service.ts'
import { runCareTask } from './care-tasks.ts'

/** The first screen comes first: nothing of this is in a hurry. */
const firstAfter = 4000
/** A program that is never closed gets its daily copy too. */
const dailyAfter = 20 * hourMs

/** `services` is asked for each time: it is made together with this. */
export function createCare(services: () => HostServices): Care {
  let running: CareStatus['running'] = null
  let check: CareStatus['check'] = { state: 'waiting', at: null, problems: [] }
  let failure: CareStatus['failure'] = null
  let queue: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let ended = false
  const shown = () => services().changed(['store_care'])

  /** One at a time: two copies at once would only be slower. */
  const task: Care['task'] = (kind, input, onCopied) => {
    const run = async () => {
      running =
        kind === 'backup' || kind === 'thin'
          ? 'backup'
          : kind === 'pages' || kind === 'check' || kind === 'photos'
            ? 'check'
            : 'restore'
      shown()
      try {
        return await runCareTask(kind, input, onCopied)
      } finally {
        running = null
        shown()
      }
    }
    const result = queue.then(run, run)
    queue = result.catch(() => {})
    return result
  }

  const backup: Care['backup'] = async (reason, options = {}) => {
    const { dataDir, version, clock } = services()
    return task(
      'backup',
      {
        dataDir,
        reason,
        program: version,
        at: clock(),
        target: options.target ?? null,
        photos: options.photos ?? false,
        dataKey: options.dataKey ?? null,
        seal: options.seal ?? null,
        madeBy: options.madeBy ?? '',
      },
      options.onCopied,
    )
  }

  const backups = async () => {
    const { store, dataDir } = services()
    const workshop = store.isFilled
      ? await store.reader.selectFrom('workshop').select('site_id').executeTakeFirst()
      : undefined
    return listBackups(dataDir, workshop?.site_id ?? null)
  }

  const lastCommand = async () => {
    const row = await services()
      .store.reader.selectFrom('command')
      .select(({ fn }) => fn.max('id').as('id'))
      .executeTakeFirst()
    return row?.id ?? 0
  }

  /** The newest automatic or other copy of this workshop, whatever made it. */
  const newest = async () => (await backups()).find(({ state }) => state === 'good')?.manifest ?? null

  const automatic = async (reason: BackupReason, onCopied?: () => void) => {
    const { dataDir, clock } = services()
    try {
      const last = await newest()
      if (last?.lastCommandId === (await lastCommand())) return onCopied?.()
      await backup(reason, onCopied ? { onCopied } : {})
      failure = null
      await task('thin', { dataDir, now: clock() })
    } catch (raised) {
      note(raised)
    }
  }

  const note = (raised: unknown) => {
    const { clock, log } = services()
    const error = storeError(raised)
    const code = error instanceof YifangError ? error.code : 'internal'
    if (code === 'internal') log.bug(randomUUID().slice(0, 8), error, { procedure: 'care' })
    failure = { code, at: clock() }
    shown()
  }

  const readRules = async () => {
    const rules = await task('check', { dataDir: services().dataDir })
    found(rules.flatMap(({ rule, violations }) => violations.map(({ detail }) => `§5.${rule} ${detail}`)))
    return rules
  }

  const found = (problems: readonly string[]) => {
    check = {
      state: problems.length === 0 ? 'good' : 'bad',
      at: services().clock(),
      problems: problems.slice(0, 50),
    }
    shown()
  }

  const lookOver = async () => {
    const { dataDir, store } = services()
    const pages = store.wasUnclean ? await task('pages', { dataDir }) : []
    if (pages.length > 0) return found(pages)
    try {
      await readRules()
    } catch (raised) {
      // The rules met a page that cannot be read: a bad disk, though the last closing was in order.
      const error = storeError(raised)
      if (!(error instanceof YifangError && error.code === 'store-unsound')) throw error
      const unread = await task('pages', { dataDir })
      found(unread.length > 0 ? unread : [error.data.problem])
    }
  }

  /** Photos that nothing names any more, no kept copy either. In the queue: never beside a backup. */
  const sweepUnused = async () => {
    const { dataDir, clock } = services()
    const kept = (await backups()).map((backup) => backup.manifest?.createdAt ?? 0)
    await task('photos', { dataDir, now: clock(), oldestBackup: kept.length > 0 ? Math.min(...kept) : null })
  }

  const round = async (first: boolean) => {
    if (ended || !services().store.isFilled) return
    const { clock } = services()
    try {
      if (first) await lookOver()
      const last = await newest()
      if (first || !last || clock() - last.createdAt > dailyAfter) {
        await automatic('start')
        if (!ended) await sweepUnused()
      }
      if (!ended) await blankEndedOrders(services().store, clock())
    } catch (raised) {
      note(raised)
    }
  }

  return {
    task,
    backup,
    backups,
    status: async () => {
      const { dataDir, store } = services()
      const { bavail, bsize } = statfsSync(dataDir)
      return {
        folder: dataDir,
        freeBytes: bavail * bsize,
        storeBytes: statSync(storeFile(dataDir), { throwIfNoEntry: false })?.size ?? 0,
        newest: (await newest())?.createdAt ?? null,
        running,
        unclean: store.wasUnclean,
        check,
        failure,
      }
    },
    check: readRules,
    beforeImport: async () => {
      const some = await services().store.reader.selectFrom('orders').select('id').limit(1).executeTakeFirst()
      // Nothing to lose yet: the first file goes in at once.
      if (!some) return
      const last = await newest()
      const first = await services()
        .store.reader.selectFrom('import_file')
        .select((eb) => eb.fn.min<number | null>('finished_at').as('at'))
        .executeTakeFirst()
      // A copy of this hour is enough, unless it is of the empty workshop of the first morning.
      const hasOrders = last !== null && (first?.at ?? Number.POSITIVE_INFINITY) <= last.createdAt
      if (hasOrders && services().clock() - last.createdAt < hourMs) return
      await new Promise<void>((resolve) => void automatic('import', resolve).finally(resolve))
    },
    begin: () => {
      timer = setTimeout(() => {
        void round(true)
        timer = setInterval(() => void round(false), hourMs)
        timer.unref()
      }, firstAfter)
      timer.unref()
    },
    end: async () => {
      ended = true
      if (timer) clearTimeout(timer)
      await queue
      await clearSent(services().dataDir)
      await clearBrought(services().dataDir)
    },
  }
}
