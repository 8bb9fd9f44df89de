import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { swapBack } from '../../../db/backup/swap-back.ts'
import { newestVersion } from '../../../db/migrate.ts'
import { readSetting } from '../../../db/settings/settings.ts'
import { YifangError } from '../../../shared/errors.ts'
import { compareVersions } from '../../../shared/settings/program-version.ts'
import {
  type FoundUpdate,
  type UpdateManifest,
  type UpdateSettings,
  updateSettingsSchema,
} from '../../../shared/settings/update-contract.ts'
import type { Connection, HostServices } from '../services.ts'
import { asRefusal, bringSetup } from './bring.ts'
import { exchangeForBefore, readSince, rescueBefore } from './go-back.ts'
import { type SetupRun, setupArguments } from './installer.ts'
import { createLook, type SeenFile } from './look.ts'
import { dropRecord, readRecord, setupFolder, type UpdateRecord, writeRecord } from './record.ts'
import { programKeys } from './release-key.ts'
import { createReview, keepsData, outcomeOf, versionBefore } from './review.ts'
import { askServer, dropFetched, fetchUpdate } from './server.ts'
import { type KeptSetup, keepSetup, keptSetup } from './setups.ts'
import { openUpdate, type ProgramHere, requireSuitable, verifyKeptSetup } from './update-file.ts'
import { RefusedUpdate } from './update-format.ts'
import type { UpdateOptions, Updates } from './updates-service.ts'
import { readWaits, requireQuiet } from './waits.ts'

/** The first screen comes first. */
const firstAfter = 6000
const lookEvery = 60_000
/** A server is asked once a day. */
const askEvery = 24 * 3_600_000

export function createUpdates(services: () => HostServices, options: UpdateOptions): Updates {
  const keys = options.keys ?? programKeys()
  const installer = options.installer ?? null
  const fetch = options.fetch ?? globalThis.fetch
  const lookInto = createLook(keys)
  const review = createReview(services)
  const watching = new Set<Connection>()
  let seen: readonly SeenFile[] = []
  let lookedAt: number | null = null
  let running: Promise<void> | null = null
  let plan: KeptSetup | null = null
  let preparing = false
  let offered: UpdateManifest | null = null
  let serverFailed = false
  let askedAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null

  const here = (): ProgramHere => ({
    version: services().version,
    platform: process.platform,
    arch: process.arch,
  })
  const shown = () => services().changed(['program_update'])
  const settings = async (): Promise<UpdateSettings> => {
    const { store } = services()
    const read = store.isFilled ? await readSetting(store.reader, 'updates') : null
    return updateSettingsSchema.catch({ folder: '', server: '' }).parse(read ?? {})
  }

  const refusal = (file: SeenFile) => {
    if (!file.update) return file.refusal
    try {
      requireSuitable(file.update.manifest, here())
      return null
    } catch (error) {
      if (error instanceof RefusedUpdate) return error.reason
      throw error
    }
  }
  /** Newest first; of one version the one that lies here already. */
  const suitable = () => {
    const own = setupFolder(services().dataDir)
    return seen
      .filter((file) => file.update !== null && refusal(file) === null)
      .sort(
        (a, b) =>
          compareVersions(b.update!.manifest.version, a.update!.manifest.version) ||
          Number(b.place === own) - Number(a.place === own),
      )
  }
  const idOf = ({ manifest }: { readonly manifest: UpdateManifest }) =>
    `${manifest.version}-${manifest.sha256.slice(0, 16)}`
  const describe = (file: SeenFile): FoundUpdate => {
    const { manifest } = file.update!
    const isOwn = file.place === setupFolder(services().dataDir)
    const isDrive = /^[A-Z]:\\$/.test(file.place)
    return {
      id: idOf({ manifest }),
      version: manifest.version,
      date: manifest.date,
      notes: manifest.notes,
      size: manifest.size,
      place: isOwn ? '' : isDrive ? file.place.slice(0, 2) : basename(file.place),
      kind: isOwn ? 'brought' : isDrive ? 'drive' : 'folder',
    }
  }

  const look = async (askAnew: boolean): Promise<void> => {
    const { dataDir, clock, uptime } = services()
    const { folder, server } = await settings()
    const named = [
      ...(folder ? [folder] : []),
      ...(existsSync(setupFolder(dataDir)) ? [setupFolder(dataDir)] : []),
    ]
    const before = JSON.stringify([seen, offered, serverFailed])
    seen = await lookInto({ pc: options.places ?? null, named })
    lookedAt = clock()
    if (server && (askAnew || uptime() - askedAt > askEvery)) {
      askedAt = uptime()
      try {
        offered = await askServer(server, keys, fetch)
        serverFailed = false
      } catch {
        // No network today: the stick comes next week.
        serverFailed = true
      }
    }
    if (!server) offered = null
    if (before !== JSON.stringify([seen, offered, serverFailed])) shown()
  }
  /** One look at a time; who asks meanwhile waits for that one. */
  const lookOnce = (askAnew = false): Promise<void> => {
    // Who presses the button wants the server asked, which a look that is under way may not do.
    if (running && askAnew) return running.then(() => lookOnce(true))
    running ??= look(askAnew)
      .catch((error: unknown) =>
        services().log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'look' }),
      )
      .finally(() => {
        running = null
      })
    return running
  }

  const serverOffer = () => {
    if (!offered) return null
    try {
      requireSuitable(offered, here())
    } catch {
      return null
    }
    const newest = suitable()[0]?.update?.manifest.version
    return newest !== undefined && compareVersions(newest, offered.version) >= 0 ? null : offered
  }

  const requireInstaller = () => {
    if (!installer) throw new YifangError('install-elsewhere', {})
    return installer
  }

  /** Copies the update beside the data and reads the copy; the file is opened anew, whatever an earlier look saw. */
  const keep = async (id: string): Promise<KeptSetup> => {
    const file = suitable().find((each) => idOf(each.update!) === id)
    if (!file) throw new YifangError('not-found', { what: 'update', id })
    return asRefusal(file.name, async () => {
      const update = await openUpdate(file.path, keys)
      requireSuitable(update.manifest, here())
      if (idOf(update) !== id) throw new RefusedUpdate('altered')
      return keepSetup(services().dataDir, update, keys)
    })
  }

  const runOf = ({ file, manifest }: KeptSetup, withdraw: () => Promise<void>): SetupRun => ({
    file,
    args: setupArguments,
    manifest,
    verify: async () => {
      await verifyKeptSetup(file, keys)
    },
    withdraw,
  })

  const install = async (setup: KeptSetup, caller: Connection | null, isClosing: boolean): Promise<void> => {
    const { dataDir, care, version, clock, log } = services()
    const end = requireInstaller()
    const quiet = async () => {
      if (!isClosing) requireQuiet(await readWaits(services(), watching, caller))
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

  /** The setup of the version before: kept here, on a stick that is in, or brought. Raises setup-missing, update-refused. */
  const setupOf = async (version: string, brought: File | null): Promise<KeptSetup> => {
    const { dataDir } = services()
    if (brought) return bringSetup(dataDir, brought, here(), keys, version)
    const kept = await keptSetup(dataDir, version, keys)
    if (kept) return kept
    await lookOnce()
    const file = seen.find((each) => each.update?.manifest.version === version)
    if (!file) throw new YifangError('setup-missing', { version })
    return asRefusal(file.name, async () => {
      const update = await openUpdate(file.path, keys)
      requireSuitable(update.manifest, here(), version)
      return keepSetup(dataDir, update, keys)
    })
  }
  const hasSetup = (version: string) => seen.some((file) => file.update?.manifest.version === version)

  return {
    review,
    status: async (caller) => {
      const { dataDir, version } = services()
      const record = readRecord(dataDir)
      const last = versionBefore(record, version)
      const waiting = serverOffer()
      const best = suitable()[0]
      return {
        version,
        canInstall: installer !== null,
        why: installer ? null : caller.door === 'desktop' ? 'not-installed' : 'browser',
        lookedAt,
        looking: running !== null,
        offer: best ? describe(best) : null,
        refused: seen.flatMap((file) => {
          const reason = refusal(file)
          const isQuiet = reason === null || reason === 'same' || reason === 'older'
          return isQuiet ? [] : [{ file: file.name, place: basename(file.place) || file.place, reason }]
        }),
        waits: await readWaits(services(), watching, caller),
        planned: plan?.manifest.version ?? null,
        preparing,
        outcome: outcomeOf(record, version),
        before: last && {
          version: last.from,
          at: last.at,
          hasSetup: hasSetup(last.from),
          keepsData: keepsData(last),
        },
        settings: await settings(),
        server: { version: waiting?.version ?? null, size: waiting?.size ?? 0, failed: serverFailed },
      }
    },
    look: () => lookOnce(true),
    bring: async (file) => {
      const { manifest } = await bringSetup(services().dataDir, file, here(), keys)
      await lookOnce()
      shown()
      const found = suitable().find((each) => idOf(each.update!) === idOf({ manifest }))
      if (!found) throw new YifangError('not-found', { what: 'update', id: manifest.version })
      return describe(found)
    },
    plan: async (id) => {
      requireInstaller()
      // Copied now: by the evening the installer has gone on with her stick.
      plan = id === null ? null : await alone(() => keep(id))
      shown()
    },
    planned: () => plan?.manifest.version ?? null,
    install: (id, caller) => {
      requireInstaller()
      return alone(async () => {
        requireQuiet(await readWaits(services(), watching, caller))
        await install(await keep(id), caller, false)
      })
    },
    installPlanned: async () => {
      const setup = plan
      if (setup) await alone(() => install(setup, null, true))
    },
    fetch: async () => {
      const manifest = serverOffer()
      const { server } = await settings()
      if (!manifest || !server) throw new YifangError('not-found', { what: 'update', id: '' })
      const { dataDir, jobs } = services()
      const jobId = await jobs.start('update-fetch', null, async ({ progress, signal }) => {
        const file = await fetchUpdate(server, manifest, dataDir, fetch, progress, signal)
        try {
          await asRefusal(basename(file), async () => keepSetup(dataDir, await openUpdate(file, keys), keys))
        } finally {
          await dropFetched(file)
        }
        await lookOnce()
        return { version: manifest.version }
      })
      return { jobId }
    },
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
    goBack: (upTo, list, caller) => {
      const end = requireInstaller()
      return alone(async () => {
        requireQuiet(await readWaits(services(), watching, caller))
        const host = services()
        const record = versionBefore(readRecord(host.dataDir), host.version)
        if (!record) throw new YifangError('not-found', { what: 'update', id: host.version })
        const setup = await setupOf(record.from, null)
        await exchangeForBefore(host, upTo, list)
        // The database is the older version's now: withdrawing would need the newer one back, which the next start offers.
        end.endAndRun(runOf(setup, async () => {}))
      })
    },
    rescueBack: async (file) => {
      const host = services()
      const trouble = host.trouble()
      const record = readRecord(host.dataDir)
      if (!trouble || !record) throw new YifangError('not-allowed', { procedure: 'settings.rescue.goBack' })
      if (trouble.kind === 'newer' && record.kind === 'update' && record.from === host.version) {
        // The older setup was run by hand: its database is all that is missing.
        await host.gate.alone(async () => {
          await rescueBefore(host, record)
          await host.reopen()
        })
        host.events.publish('host', { kind: 'session' })
        return
      }
      if (trouble.kind !== 'update' && trouble.kind !== 'going-back')
        throw new YifangError('not-allowed', { procedure: 'settings.rescue.goBack' })
      const end = requireInstaller()
      const older = record.kind === 'update' ? record.from : record.to
      const setup = await setupOf(older, file)
      const update = versionBefore(record, host.version)
      if (trouble.kind === 'update' && update) await host.gate.alone(() => rescueBefore(host, update))
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
    watch: (connection) => {
      watching.add(connection)
      void review
        .confirm()
        .catch((error: unknown) =>
          services().log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'update' }),
        )
      return () => watching.delete(connection)
    },
    begin: () => {
      timer = setTimeout(() => {
        void lookOnce()
        timer = setInterval(() => void lookOnce(), lookEvery)
        timer.unref()
      }, firstAfter)
      timer.unref()
    },
    end: async () => {
      if (timer) clearTimeout(timer)
      await running
      await review.confirm()
    },
  }
}
