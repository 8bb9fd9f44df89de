import { randomUUID } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import { listBackups } from '../../../db/backup/backup-folder.ts'
import { storeFile } from '../../../db/open.ts'
import { blankEndedOrders } from '../../../db/orders/blank.ts'
import { readBackupPlan } from '../../../db/settings/backup-plan.ts'
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
const minuteMs = 60_000
/** A copy that could not be made is tried again after this. */
const againAfter = 15 * minuteMs

/** `services` is asked for each time: it is made together with this. */
export function createCare(services: () => HostServices): Care {
  let running: CareStatus['running'] = null
  let check: CareStatus['check'] = { state: 'waiting', at: null, problems: [] }
  let failure: CareStatus['failure'] = null
  let queue: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let ended = false
  /** By the program's running time: nobody can set it. */
  let nextCopyAt = 0
  let blankedAt = Number.NEGATIVE_INFINITY
  let isTicking = false
  const shown = () => services().changed(['store_care'])

  /** One at a time: two copies at once would only be slower. */
  const task: Care['task'] = (kind, input, onCopied) => {
    const run = async () => {
      running =
        kind === 'backup' || kind === 'thin' || kind === 'place' || kind === 'sealCopy'
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

  /** Whether there is nothing that no copy has, whatever the clock says of which one is newest. */
  const isCopied = async () => {
    const last = await lastCommand()
    return (await backups()).some(({ state, lastCommandId }) => state === 'good' && lastCommandId === last)
  }

  /** False where it failed. */
  const automatic = async (reason: BackupReason, onCopied?: () => void): Promise<boolean> => {
    const { dataDir } = services()
    try {
      if (await isCopied()) {
        onCopied?.()
        return true
      }
      await backup(reason, onCopied ? { onCopied } : {})
      failure = null
      await task('thin', { dataDir })
      return true
    } catch (raised) {
      note(raised)
      return false
    }
  }

  /** The copy of this folder, then those besides this PC. Says when the next one is due. */
  const scheduled = async () => {
    const { store, uptime, places } = services()
    const isMade = await automatic('start')
    if (ended) return
    await places.copyAll(false)
    const { everyHours } = await readBackupPlan(store.reader)
    nextCopyAt = uptime() + (isMade ? everyHours * hourMs : againAfter)
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

  const start = async () => {
    if (ended || !services().store.isFilled) return
    try {
      await lookOver()
      await services().places.look()
      await scheduled()
      if (!ended) await sweepUnused()
    } catch (raised) {
      note(raised)
    }
  }

  /** Every minute: is a stick here that was not, is a copy due, has a buyer's time come. */
  const tick = async () => {
    const { store, clock, uptime, places } = services()
    if (ended || isTicking || !store.isFilled) return
    isTicking = true
    try {
      await places.look()
      if (uptime() >= nextCopyAt) {
        await scheduled()
        if (!ended) await sweepUnused()
      } else if (places.isAwaited()) await places.copyAll(false)
      if (!ended && uptime() - blankedAt >= hourMs) {
        blankedAt = uptime()
        // A clock that is years ahead would take everybody's name away.
        if (services().clockGuard.doubt() === null) {
          await blankEndedOrders(services().store, clock())
          await services().printQueue.sweep()
        }
      }
    } catch (raised) {
      note(raised)
    } finally {
      isTicking = false
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
      ended = false
      timer = setTimeout(() => {
        timer = setInterval(() => void tick(), minuteMs)
        timer.unref()
        isTicking = true
        void start().finally(() => {
          isTicking = false
          void tick()
        })
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
