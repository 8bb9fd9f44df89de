import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'

/** A day of a busy workshop is some tens of kilobytes; a fault that repeats must not fill the disk. */
const largestFile = 2_000_000
const largestTogether = 20_000_000
const days = 14
/** A clock that jumps to and fro at each start makes many short days. */
const mostFiles = 60

const currentName = 'yifang.log'
/** Its number says the order, the day in it only what the clock said then. */
const pastName = /^yifang-(\d{6,})-(\d{4,6}-\d{2}-\d{2})\.log$/

export interface LogFile {
  readonly name: string
  readonly path: string
  readonly bytes: number
}

export const logFolder = (dataDir: string) => join(dataDir, 'logs')

/**
 * Appends lines to DIR/logs/yifang.log, which is put aside when the day changes or it grows too large. Of those put
 * aside the newest fourteen days are kept, by the order in which they were written and never by their age: a clock
 * that is set on by years does not make the whole log old, one that is set back does not make it new.
 */
export function openLogFiles(dataDir: string): { append(line: string, day: string): void } {
  const folder = logFolder(dataDir)
  const current = join(folder, currentName)
  mkdirSync(folder, { recursive: true })
  let began = firstDay(current)
  return {
    append: (line, day) => {
      if (began !== null && (began !== day || sizeOf(current) > largestFile)) {
        putAside(folder, began)
        began = null
      }
      appendFileSync(current, `${line}\n`)
      began ??= day
    },
  }
}

/** Oldest first; the one in use last. */
export function listLogFiles(dataDir: string): LogFile[] {
  const folder = logFolder(dataDir)
  const names = [...pastFiles(folder).map(({ name }) => name), currentName]
  return names.flatMap((name) => {
    const path = join(folder, name)
    const found = statSync(path, { throwIfNoEntry: false })
    return found ? [{ name, path, bytes: found.size }] : []
  })
}

/** The newest lines that `wanted` takes, newest first, up to `limit`. */
export function newestLines(dataDir: string, limit: number, wanted: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const { path } of listLogFiles(dataDir).reverse()) {
    if (lines.length >= limit) break
    const found = readFileSync(path, 'utf8').split('\n').filter(Boolean).filter(wanted)
    lines.push(...found.reverse().slice(0, limit - lines.length))
  }
  return lines
}

function putAside(folder: string, day: string): void {
  const past = pastFiles(folder)
  const number = (past.at(-1)?.number ?? 0) + 1
  renameSync(join(folder, currentName), join(folder, `yifang-${String(number).padStart(6, '0')}-${day}.log`))
  const shown = new Set<string>()
  let bytes = 0
  let files = 0
  for (const { name, day } of pastFiles(folder).reverse()) {
    shown.add(day)
    files += 1
    bytes += sizeOf(join(folder, name))
    if (shown.size > days || bytes > largestTogether || files > mostFiles)
      rmSync(join(folder, name), { force: true })
  }
}

function pastFiles(folder: string) {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // None was ever written.
  }
  return names
    .flatMap((name) => {
      const match = pastName.exec(name)
      return match ? [{ name, number: Number(match[1]), day: match[2]! }] : []
    })
    .sort((a, b) => a.number - b.number)
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** The day that the file in use was begun on, by its first line; null where there is none. */
function firstDay(file: string): string | null {
  if (sizeOf(file) === 0) return null
  const handle = openSync(file, 'r')
  try {
    const head = Buffer.alloc(60)
    readSync(handle, head, 0, head.length, 0)
    // A line that the power cut off says no day: any other day puts it aside.
    return /^\{"at":"(\d{4,6}-\d{2}-\d{2})T/.exec(head.toString('utf8'))?.[1] ?? '0000-00-00'
  } finally {
    closeSync(handle)
  }
}
