import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { asideName, moveAside } from '../../../../db/backup/restore.ts'
import { removeFile, renameDurably, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { storeFile } from '../../../../db/open.ts'

/**
 * Left in a folder whose workshop was moved: it leads every later start to the new place, however it was started. There
 * is no other record of the place, so that none can contradict it.
 */
interface MovedNote {
  readonly to: string
  readonly at: number
}

const noteFile = (dir: string) => join(dir, 'moved.json')

/** The workshop was moved to a place that is not there now: a disk that is not connected, a folder that was renamed. */
export class DataFolderGone extends Error {
  readonly from: string
  readonly to: string
  readonly movedAt: number | null
  constructor(from: string, to: string, movedAt: number | null) {
    super('the folder that the workshop was moved to is not there')
    this.name = 'DataFolderGone'
    this.from = from
    this.to = to
    this.movedAt = movedAt
  }
}

/**
 * The folder in which the workshop of `dir` lies now: `dir` itself, or where it was moved to. A move back to an earlier
 * home closes a circle until that home is opened: the youngest note of it is right. Never begins a second workshop where
 * the first is only out of reach: raises DataFolderGone.
 */
export function presentFolder(dir: string): string {
  const followed = new Map<string, MovedNote>()
  let here = resolve(dir)
  while (!followed.has(here)) {
    const note = readMovedNote(here)
    if (note === null) return here
    if (note === 'unreadable') throw new DataFolderGone(here, '', null)
    if (!existsSync(storeFile(note.to)) && readMovedNote(note.to) === null)
      throw new DataFolderGone(here, note.to, note.at)
    followed.set(here, note)
    here = resolve(note.to)
  }
  return [...followed.values()].reduce((youngest, note) => (note.at > youngest.at ? note : youngest)).to
}

export function readMovedNote(dir: string): MovedNote | 'unreadable' | null {
  if (!statSync(noteFile(dir), { throwIfNoEntry: false })) return null
  try {
    const { to, at } = JSON.parse(readFileSync(noteFile(dir), 'utf8')) as Partial<MovedNote>
    return typeof to === 'string' && isAbsolute(to) && typeof at === 'number' ? { to, at } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/**
 * From this moment the workshop of `dir` is at `to`, also where `to` is an earlier home that still leads here. On the
 * disk before it returns.
 */
export async function writeMovedNote(dir: string, to: string, at: number): Promise<void> {
  const draft = join(dir, '.moved-draft')
  // Younger than the notes it closes a circle with, whatever the clock says.
  let age = at
  const seen = new Set<string>()
  for (let here = resolve(to); !seen.has(here); ) {
    seen.add(here)
    const note = readMovedNote(here)
    if (note === null || note === 'unreadable') break
    age = Math.max(age, note.at + 1)
    here = resolve(note.to)
  }
  writeFileSync(draft, JSON.stringify({ to, at: age } satisfies MovedNote))
  syncFile(draft)
  await renameDurably(draft, noteFile(dir), dir)
}

/**
 * The place that the workshop was moved to is lost for good: the next start of `dir` shows the rescue screen, with the
 * copies that lie there. What the old database says is put aside and not gone on with, for tickets were printed since.
 */
export async function giveUpMoved(dir: string, at: number): Promise<void> {
  if (existsSync(storeFile(dir))) await moveAside(dir, asideName(dir, 'before-restore', at))
  renameSync(noteFile(dir), join(dir, `moved-given-up-${at}.json`))
}

/** The workshop is in this folder again: nothing leads away from it. */
export async function forgetMovedNote(dir: string): Promise<void> {
  await removeFile(noteFile(dir))
}
