import { basename, join } from 'node:path'
import { swapBack } from '../../../../db/backup/swap-back.ts'
import { newestVersion } from '../../../../db/migrate.ts'
import { YifangError } from '../../../../shared/errors.ts'
import type { Connection, HostServices } from '../../services.ts'
import { createFinding } from './finding.ts'
import { exchangeForBefore, readSince, rescueBefore } from './go-back.ts'
import { type SetupRun, setupArguments } from './installer.ts'
import { dropRecord, readRecord, type UpdateRecord, writeRecord } from './record.ts'
import { createReview, keepsData, outcomeOf, versionBefore } from './review.ts'
import type { KeptSetup } from './setups.ts'
import { verifyKeptSetup } from './update-file.ts'
import { RefusedUpdate } from './update-format.ts'
import type { UpdateOptions, Updates } from './updates-service.ts'
import { readWaits, requireQuiet } from './waits.ts'

/** The first screen comes first. */
const firstAfter = 6000
const lookEvery = 60_000

export function createUpdates(services: () => HostServices, options: UpdateOptions): Updates {
  const finding = createFinding(services, options)
  const { keys } = finding
  const installer = options.installer ?? null
  const review = createReview(services)
  let plan: KeptSetup | null = null
  let preparing = false
  let timer: NodeJS.Timeout | null = null

  const shown = () => services().changed(['program_update'])
  const requireInstaller = () => {
    if (!installer) throw new YifangError('install-elsewhere', {})
    return installer
  }

  const runOf = ({ file, manifest }: KeptSetup, withdraw: () => Promise<void>): SetupRun => ({
    file,
    args: setupArguments,
    manifest,
    verify: async () => {
      const { sha256 } = await verifyKeptSetup(file, keys)
      // Signed by us and yet another one.
      if (sha256 !== manifest.sha256) throw new RefusedUpdate('altered')
    },
    withdraw,
  })

  const install = async (setup: KeptSetup, caller: Connection | null, isClosing: boolean): Promise<void> => {
    const { dataDir, care, version, clock, log } = services()
    const end = requireInstaller()
    const quiet = async () => {
      if (!isClosing) requireQuiet(await readWaits(services(), caller))
    }
    await quiet()
    const { file, manifest } = await care.backup('update')
    // The backup took its time: somebody may have begun something.
    await quiet()
    const present = readRecord(dataDir)
    const record: UpdateRecord = {
      format: 1,
      kind: 'update',
      state: 'starting',
      from: version,
      to: setup.manifest.version,
      olderSchema: newestVersion,
      at: clock(),
      backup: basename(file),
      lastCommandId: manifest.lastCommandId,
      counts: manifest.counts,
      starts: 0,
      keptAs: null,
      list: null,
      rows: 0,
      complete: null,
      seen: false,
      previous: present,
    }
    await writeRecord(dataDir, record)
    log.info('update', { from: version, to: record.to })
    end.endAndRun(runOf(setup, () => (present ? writeRecord(dataDir, present) : dropRecord(dataDir))))
  }
  const alone = async <R>(work: () => Promise<R>): Promise<R> => {
    if (preparing) throw new YifangError('store-busy', {})
    preparing = true
    shown()
    try {
      return await work()
    } finally {
      preparing = false
      shown()
    }
  }

  return {
    review,
    status: async (caller) => {
      const { dataDir, version } = services()
      const record = readRecord(dataDir)
      const last = versionBefore(record, version)
      return {
        version,
        canInstall: installer !== null,
        why: installer ? null : caller.door === 'desktop' ? 'not-installed' : 'browser',
        ...(await finding.facts()),
        waits: await readWaits(services(), caller),
        planned: plan?.manifest.version ?? null,
        preparing,
        outcome: outcomeOf(record, version),
        before: last && {
          version: last.from,
          at: last.at,
          hasSetup: finding.hasSetup(last.from),
          keepsData: keepsData(last),
        },
      }
    },
    look: () => finding.look(true),
    bring: finding.bring,
    plan: async (id) => {
      requireInstaller()
      // Copied now: by the evening the installer has gone on with her stick.
      plan = id === null ? null : await alone(() => finding.keep(id))
      shown()
    },
    planned: () => plan?.manifest.version ?? null,
    install: (id, caller) => {
      requireInstaller()
      return alone(async () => {
        requireQuiet(await readWaits(services(), caller))
        await install(await finding.keep(id), caller, false)
      })
    },
    installPlanned: async () => {
      const setup = plan
      if (setup) await alone(() => install(setup, null, true))
    },
    fetch: finding.fetch,
    putAway: async () => {
      const { dataDir } = services()
      const record = readRecord(dataDir)
      if (!record) return
      // What came to nothing leaves the record as it was before it.
      const previous = record.state === 'failed' ? record.previous : null
      await writeRecord(
        dataDir,
        previous ? { ...previous, seen: true, previous: null } : { ...record, seen: true },
      )
      shown()
    },
    since: () => readSince(services()),
    goBack: (upTo, words, caller) => {
      const end = requireInstaller()
      return alone(async () => {
        requireQuiet(await readWaits(services(), caller))
        const host = services()
        const record = versionBefore(readRecord(host.dataDir), host.version)
        if (!record) throw new YifangError('not-found', { what: 'update', id: host.version })
        const setup = await finding.setupOf(record.from, null)
        await exchangeForBefore(host, upTo, words)
        // The database is the older version's now: withdrawing would need the newer one back, which the next start offers.
        end.endAndRun(runOf(setup, async () => {}))
      })
    },
    rescueBack: async (file, words) => {
      const host = services()
      const trouble = host.trouble()
      const record = readRecord(host.dataDir)
      if (!trouble || !record) throw new YifangError('not-allowed', { procedure: 'settings.rescue.goBack' })
      if (trouble.kind === 'newer' && record.kind === 'update' && record.from === host.version) {
        // The older setup was run by hand: its database is all that is missing.
        await host.gate.alone(async () => {
          await rescueBefore(host, record, words)
          await host.reopen()
        })
        host.events.publish('host', { kind: 'session' })
        return
      }
      if (trouble.kind !== 'update' && trouble.kind !== 'going-back')
        throw new YifangError('not-allowed', { procedure: 'settings.rescue.goBack' })
      const end = requireInstaller()
      const older = record.kind === 'update' ? record.from : record.to
      const setup = await finding.setupOf(older, file)
      const update = versionBefore(record, host.version)
      if (trouble.kind === 'update' && update) await host.gate.alone(() => rescueBefore(host, update, words))
      end.endAndRun(runOf(setup, async () => {}))
    },
    rescueOn: async () => {
      const host = services()
      const trouble = host.trouble()
      if (trouble?.kind !== 'update' && trouble?.kind !== 'going-back')
        throw new YifangError('not-allowed', { procedure: 'settings.rescue.goOn' })
      await host.gate.alone(async () => {
        const record = readRecord(host.dataDir)
        if (record?.kind === 'go-back') {
          if (record.keptAs !== null) await swapBack(host.dataDir, record.keptAs, host.clock())
          await writeRecord(host.dataDir, { ...record, state: 'failed' })
        }
        await host.reopen()
      })
      host.events.publish('host', { kind: 'session' })
    },
    listFile: () => {
      const { dataDir } = services()
      const list = readRecord(dataDir)?.list ?? null
      return list === null ? null : join(dataDir, basename(list))
    },
    pageIsThere: () => {
      void review
        .confirm()
        .catch((error: unknown) =>
          services().log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'update' }),
        )
    },
    begin: () => {
      timer = setTimeout(() => {
        void finding.look()
        timer = setInterval(() => void finding.look(), lookEvery)
        timer.unref()
      }, firstAfter)
      timer.unref()
    },
    end: async () => {
      if (timer) clearTimeout(timer)
      await finding.settle()
      await review.confirm()
    },
  }
}
