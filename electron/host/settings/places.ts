import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import {
  forgetPlace,
  isOpenCopy,
  type PlaceContent,
  placeFolderName,
  readMarker,
} from '../../../db/backup/place.ts'
import { readBackupPlan } from '../../../db/settings/backup-plan.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { PlaceState } from '../../../shared/settings/backup-contract.ts'
import { answers } from '../drives.ts'
import type { HostServices } from '../services.ts'
import { storeError } from '../store-error.ts'
import { runCareTask } from './care-tasks.ts'
import { noteOutside, readOutside } from './outside-record.ts'

/** Where copies go besides this PC. */
export interface Places {
  /** Looks which places are here; gives those that have just appeared. Cheap, and waits for no dead share. */
  look(): Promise<readonly string[]>
  state(): Promise<PlaceState[]>
  /** Takes the marker away where the place is here: it is none any more. What is in it stays. */
  forget(id: string): Promise<void>
  /** Folder of a place that is here. Raises not-found. */
  folder(id: string): string
  /** Whether a place came, or its passphrase was changed, and no copy was tried since. */
  isAwaited(): boolean
  /** At the next look a copy is made: what is to protect it has changed. */
  copySoon(): void
  /** Copies to every place that is here and lacks what was done last; `evenSame`: to each. Failures are noted, not raised. */
  copyAll(evenSame: boolean): Promise<{ readonly copied: number; readonly failure: YifangError | null }>
  /** Seals what lies open in a place that is here, newest first. Failures are noted, not raised. */
  sealOpen(id: string): Promise<void>
}

interface Seen {
  readonly folder: string
  content: PlaceContent | null
}

export function createPlaces(services: () => HostServices): Places {
  const here = new Map<string, Seen>()
  const failures = new Map<string, NonNullable<PlaceState['failure']>>()
  let writing: string | null = null
  let isAwaited = false
  let turn: Promise<unknown> = Promise.resolve()
  const shown = () => services().changed(['store_care'])

  const site = async () => {
    const { store } = services()
    const row = await store.reader.selectFrom('workshop').select('site_id').executeTakeFirstOrThrow()
    return row.site_id
  }

  const find = async (): Promise<Map<string, string>> => {
    const siteId = await site()
    const { places } = await readBackupPlan(services().store.reader)
    const candidates = [
      ...places.map(({ folder }) => folder),
      ...(places.length === 0
        ? []
        : (await services().drives.roots()).map((root) => join(root, placeFolderName))),
    ]
    const found = new Map<string, string>()
    for (const folder of new Set(candidates)) {
      const marker = (await answers(folder)) ? await readMarker(folder) : null
      // Another stick that was prepared for this workshop counts as well: two of them take turns.
      if (marker?.siteId === siteId && !found.has(marker.id)) found.set(marker.id, folder)
    }
    return found
  }

  const look: Places['look'] = async () => {
    if (!services().store.isFilled) return []
    const found = await find()
    const gone = [...here.keys()].filter((id) => !found.has(id))
    for (const id of gone) here.delete(id)
    const appeared: string[] = []
    for (const [id, folder] of found) {
      if (here.get(id)?.folder === folder) continue
      here.set(id, { folder, content: null })
      appeared.push(id)
    }
    if (appeared.length > 0) isAwaited = true
    for (const id of appeared) await readContent(id)
    if (gone.length + appeared.length > 0) shown()
    return appeared
  }

  /** In a thread of its own: a slow stick holds up nobody. */
  const readContent = async (id: string) => {
    const seen = here.get(id)
    if (!seen) return
    try {
      seen.content = await runCareTask('content', { folder: seen.folder, siteId: await site() })
    } catch {
      seen.content = null
    }
  }

  const copyTo = async (id: string, { folder }: Seen): Promise<void> => {
    const { dataDir, version, clock, care, dataKeys, placeKeys } = services()
    const seal = placeKeys.current()
    // In the open it must not lie about on a stick by itself; the recovery code opens such a copy.
    const dataKey = seal ? await dataKeys.ifOpen() : null
    const at = clock()
    const backup = { dataDir, photos: true, reason: 'start', program: version, at, dataKey, seal } as const
    const { content } = await care.task('place', { folder, siteId: await site(), backup })
    const seen = here.get(id)
    if (seen) seen.content = content
    const { places } = await readBackupPlan(services().store.reader)
    const isOutside = !places.find((place) => place.id === id)?.sameDisk
    await noteOutside(dataDir, { ...(isOutside && { newest: at }), places: { [id]: at } })
    failures.delete(id)
  }

  /** One piece of work at a time: copies are thinned out by one, and sealed by the other. */
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }

  /** For the place's row on the screen. */
  const noteFailure = (id: string, folder: string, raised: unknown): YifangError => {
    const { log, clock } = services()
    const error = storeError(raised)
    if (!(error instanceof YifangError)) log.bug(randomUUID().slice(0, 8), error, { procedure: 'places' })
    const failure = error instanceof YifangError ? error : new YifangError('place-gone', { place: folder })
    failures.set(id, { code: failure.code, at: clock() })
    return failure
  }

  const sealEach = async (id: string): Promise<void> => {
    const { care, placeKeys, store } = services()
    const seen = here.get(id)
    const key = placeKeys.current()
    if (!seen || !key) return
    const { folder } = seen
    writing = id
    shown()
    try {
      const copies = await runCareTask('folder', { folder, siteId: await site(), keys: [] })
      failures.delete(id)
      for (const { name } of copies.filter(isOpenCopy)) {
        if (!store.isFilled) return
        try {
          await care.task('sealCopy', { folder, name, key })
        } catch (raised) {
          // A damaged one stays as it is, and holds up no other.
          if (noteFailure(id, folder, raised).code !== 'backup-not-kept') return
        }
        await readContent(id)
        shown()
      }
    } catch (raised) {
      noteFailure(id, folder, raised)
    } finally {
      writing = null
      shown()
    }
  }

  const copyEach: Places['copyAll'] = async (evenSame) => {
    await look()
    isAwaited = false
    const { store } = services()
    const last = await store.reader
      .selectFrom('command')
      .select(({ fn }) => fn.max('id').as('id'))
      .executeTakeFirst()
    let copied = 0
    let failure: YifangError | null = null
    for (const [id, seen] of [...here]) {
      if (!evenSame && seen.content?.newestCommandId === last?.id) continue
      writing = id
      shown()
      try {
        await copyTo(id, seen)
        copied += 1
      } catch (raised) {
        failure = noteFailure(id, seen.folder, raised)
      } finally {
        writing = null
        shown()
      }
    }
    return { copied, failure }
  }

  return {
    look,
    forget: async (id) => {
      const seen = here.get(id)
      if (seen) await forgetPlace(seen.folder)
      await look()
      shown()
    },
    isAwaited: () => isAwaited,
    copySoon: () => {
      isAwaited = true
    },
    copyAll: (evenSame) => inTurn(() => copyEach(evenSame)),
    sealOpen: (id) => inTurn(() => sealEach(id)),
    folder: (id) => {
      const seen = here.get(id)
      if (!seen) throw new YifangError('not-found', { what: 'place', id })
      return seen.folder
    },
    state: async () => {
      const { dataDir, store } = services()
      const { places } = await readBackupPlan(store.reader)
      const record = readOutside(dataDir)
      const known = new Map(places.map((place) => [place.id, place]))
      const ids = new Set([...known.keys(), ...here.keys()])
      return [...ids].map((id) => {
        const seen = here.get(id)
        return {
          id,
          folder: seen?.folder ?? known.get(id)!.folder,
          isHere: seen !== undefined,
          sameDisk: known.get(id)?.sameDisk ?? false,
          newest: seen?.content?.newest ?? record.places[id] ?? null,
          count: seen?.content?.count ?? null,
          open: seen?.content?.open ?? null,
          freeBytes: seen?.content?.freeBytes ?? null,
          isWriting: writing === id,
          failure: failures.get(id) ?? null,
        }
      })
    },
  }
}
