import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { readSetting } from '../../../../db/settings/settings.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { compareVersions } from '../../../../shared/settings/program-version.ts'
import {
  type FoundUpdate,
  type UpdateManifest,
  type UpdateSettings,
  type UpdateStatus,
  updateSettingsSchema,
} from '../../../../shared/settings/update-contract.ts'
import type { HostServices } from '../../services.ts'
import { asRefusal, bringSetup } from './bring.ts'
import { createLook, type SeenFile } from './look.ts'
import { setupFolder } from './record.ts'
import { programKeys } from './release-key.ts'
import { askServer, dropFetched, fetchUpdate } from './server.ts'
import { type KeptSetup, keepSetup, keptSetup } from './setups.ts'
import { openUpdate, type ProgramHere, requireSuitable } from './update-file.ts'
import { RefusedUpdate } from './update-format.ts'
import type { UpdateOptions } from './updates-service.ts'

/** A server is asked once a day. */
const askEvery = 24 * 3_600_000

/** Finds updates on drives, in folders and on a server, and keeps the setups of those that are wanted. */
export type Finding = ReturnType<typeof createFinding>

export function createFinding(services: () => HostServices, options: UpdateOptions) {
  const keys = options.keys ?? programKeys()
  const fetch = options.fetch ?? globalThis.fetch
  const lookInto = createLook(keys)
  let seen: readonly SeenFile[] = []
  let lookedAt: number | null = null
  let running: Promise<void> | null = null
  let offered: UpdateManifest | null = null
  let serverFailed = false
  let askedAt = Number.NEGATIVE_INFINITY

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

  return {
    keys,
    look: lookOnce,
    /** Resolves when no look is under way. */
    settle: async () => {
      await running
    },
    keep,
    setupOf,
    hasSetup: (version: string) => seen.some((file) => file.update?.manifest.version === version),
    facts: async (): Promise<
      Pick<UpdateStatus, 'lookedAt' | 'looking' | 'offer' | 'refused' | 'settings' | 'server'>
    > => {
      const waiting = serverOffer()
      const best = suitable()[0]
      return {
        lookedAt,
        looking: running !== null,
        offer: best ? describe(best) : null,
        refused: seen.flatMap((file) => {
          const reason = refusal(file)
          const isQuiet = reason === null || reason === 'same' || reason === 'older'
          return isQuiet ? [] : [{ file: file.name, place: basename(file.place) || file.place, reason }]
        }),
        settings: await settings(),
        server: { version: waiting?.version ?? null, size: waiting?.size ?? 0, failed: serverFailed },
      }
    },
    bring: async (file: File): Promise<FoundUpdate> => {
      const { manifest } = await bringSetup(services().dataDir, file, here(), keys)
      await lookOnce()
      shown()
      const found = suitable().find((each) => idOf(each.update!) === idOf({ manifest }))
      if (!found) throw new YifangError('not-found', { what: 'update', id: manifest.version })
      return describe(found)
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
  }
}
