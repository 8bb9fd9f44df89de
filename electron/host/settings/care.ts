import { randomUUID } from 'node:crypto'
import { statfsSync, statSync } from 'node:fs'
import { listBackups } from '../../../db/backup/backup-folder.ts'
import type { MadeBackup } from '../../../db/backup/make-backup.ts'
import type { RuleResult } from '../../../db/check/rule.ts'
import { storeFile } from '../../../db/open.ts'
import { blankEndedOrders } from '../../../db/orders/blank.ts'
import { hourMs } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { Backup, BackupReason, CareStatus } from '../../../shared/settings/backup-contract.ts'
import type { HostServices } from '../services.ts'
import { storeError } from '../store-error.ts'
import { type CareKind, type CareTasks, runCareTask } from './care-tasks.ts'

/** Looks after the store: checks it, copies it, thins out old copies, forgets buyers whose time has come. */
export interface Care {
  status(): Promise<CareStatus>
  backups(): Promise<Backup[]>
  backup(reason: BackupReason, options?: BackupOptions): Promise<MadeBackup>
  /** A copy before an import, unless there is one of the last hour. Resolves once the copy is taken. */
  beforeImport(): Promise<void>
  check(): Promise<readonly RuleResult[]>
  task<K extends CareKind>(
    kind: K,
    input: CareTasks[K]['input'],
    onCopied?: () => void,
  ): Promise<CareTasks[K]['answer']>
  /** Called once the first screen had its time. Goes on by itself every hour. */
  begin(): void
  end(): Promise<void>
}

export interface BackupOptions {
  readonly target?: string
  readonly photos?: boolean
  readonly onCopied?: () => void
}

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
          : kind === 'pages' || kind === 'check'
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

  const lookOver = async () => {
    const { dataDir, store, clock } = services()
    if (store.wasUnclean) {
      const pages = await task('pages', { dataDir })
      if (pages.length > 0) {
        check = { state: 'bad', at: clock(), problems: [...pages] }
        return shown()
      }
    }
    const rules = await task('check', { dataDir })
    const problems = rules.flatMap(({ rule, violations }) =>
      violations.map(({ detail }) => `§5.${rule} ${detail}`),
    )
    check = { state: problems.length === 0 ? 'good' : 'bad', at: clock(), problems: problems.slice(0, 50) }
    shown()
  }

  const round = async (first: boolean) => {
    if (ended || !services().store.isFilled) return
    const { clock } = services()
    try {
      if (first) await lookOver()
      const last = await newest()
      if (first || !last || clock() - last.createdAt > dailyAfter) await automatic('start')
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
    check: async () => {
      const { dataDir, clock } = services()
      const rules = await task('check', { dataDir })
      const problems = rules.flatMap(({ rule, violations }) =>
        violations.map(({ detail }) => `§5.${rule} ${detail}`),
      )
      check = { state: problems.length === 0 ? 'good' : 'bad', at: clock(), problems: problems.slice(0, 50) }
      return rules
    },
    beforeImport: async () => {
      const some = await services().store.reader.selectFrom('orders').select('id').limit(1).executeTakeFirst()
      // Nothing to lose yet: the first file goes in at once.
      if (!some) return
      const last = await newest()
      if (last && services().clock() - last.createdAt < hourMs) return
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
    },
  }
}
