import type { KeyObject } from 'node:crypto'
import { basename, join } from 'node:path'
import type { UpdateRefusal } from '../../../../shared/settings/update-contract.ts'
import { startWorker } from '../../worker.ts'
import { looksLikeUpdate, openUpdate, refusalOf, type UpdateFile } from './update-file.ts'

export interface LookOrder {
  readonly places: {
    /** Null: the drives of this PC. */
    readonly pc: readonly string[] | null
    readonly named: readonly string[]
  }
  readonly skip: readonly string[]
  readonly wanted: readonly string[]
}

export type LookMessage =
  | { readonly kind: 'at'; readonly place: string }
  | {
      readonly kind: 'found'
      readonly place: string
      readonly name: string
      readonly size: number
      readonly mtimeMs: number
    }
  | { readonly kind: 'end' }

/** A file with the name of an update: its signed words, or why it is none. */
export interface SeenFile {
  readonly path: string
  readonly name: string
  readonly place: string
  readonly update: UpdateFile | null
  readonly refusal: UpdateRefusal | null
}

/** How long one place may take, in milliseconds. */
const patience = 8000
const wanted = ['\\.yifang-update$', '^yifang-setup-[0-9.]+\\.exe$']

/** Looks into places for updates. Files that have not changed since the last look are not read again. */
export function createLook(keys: readonly KeyObject[]) {
  const known = new Map<string, { readonly mark: string; readonly seen: SeenFile }>()
  /** Places that hung: left out until the program starts again. */
  const slow = new Set<string>()
  return async (places: LookOrder['places']): Promise<SeenFile[]> => {
    const files = await findFiles({ places, skip: [...slow], wanted }, (place) => slow.add(place))
    const seen: SeenFile[] = []
    for (const { place, name, size, mtimeMs } of files) {
      if (!looksLikeUpdate(name)) continue
      const path = join(place, name)
      const mark = `${size} ${mtimeMs}`
      const before = known.get(path)
      if (before?.mark === mark && before.seen.refusal !== 'unreadable') {
        seen.push(before.seen)
        continue
      }
      const file = await readOne(path, place, keys)
      known.set(path, { mark, seen: file })
      seen.push(file)
    }
    return seen
  }
}

async function readOne(path: string, place: string, keys: readonly KeyObject[]): Promise<SeenFile> {
  const about = { path, name: basename(path), place }
  try {
    return { ...about, update: await openUpdate(path, keys), refusal: null }
  } catch (error) {
    return { ...about, update: null, refusal: refusalOf(error).reason }
  }
}

type Found = Extract<LookMessage, { kind: 'found' }>

function findFiles(order: LookOrder, hangs: (place: string) => void): Promise<Found[]> {
  const worker = startWorker('look-worker', new URL('./look-worker.ts', import.meta.url), order)
  // The program need not wait for a drive to end.
  worker.unref()
  return new Promise((resolve) => {
    const found: Found[] = []
    let at = ''
    const end = () => {
      clearTimeout(timer)
      // Not awaited: a thread in a blocking call ends only when that returns.
      void worker.terminate()
      resolve(found)
    }
    const late = () => {
      if (at) hangs(at)
      end()
    }
    let timer = setTimeout(late, patience)
    worker.on('message', (message: LookMessage) => {
      clearTimeout(timer)
      timer = setTimeout(late, patience)
      if (message.kind === 'at') at = message.place
      else if (message.kind === 'found') found.push(message)
      else end()
    })
    worker.on('error', end)
    worker.on('exit', end)
  })
}
