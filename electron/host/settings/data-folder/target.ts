import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { YifangError } from '../../../../shared/errors.ts'

/** Marks a folder that a move is filling: an interrupted one may be taken up again, anything else is somebody's. */
const arrivingFile = (dir: string) => join(dir, 'moved-arriving.json')

/** About a folder, not of the workshop in it. */
const ours = /^(?:moved.*\.json|\.moved-draft|folder\.lock.*)$/

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** The nearest folder above that is there. */
function existing(path: string): string {
  let here = path
  while (!existsSync(here) && dirname(here) !== here) here = dirname(here)
  return here
}

/**
 * Whether a workshop may be moved there, and the folder's full name. Raises move-refused with the reason (`not-absolute`,
 * `same`, `program`, `network`, `not-empty`), folder-unwritable, or move-no-room.
 */
export async function requireTarget(
  asked: string,
  dataDir: string,
  programDir: string,
  bytes: number,
): Promise<string> {
  const refuse = (reason: string) => new YifangError('move-refused', { path: asked, reason })
  // The database's log is shared memory, which no network folder keeps.
  if (/^(?:\\\\|\/\/)/.test(asked)) throw refuse('network')
  if (!isAbsolute(asked)) throw refuse('not-absolute')
  const target = resolve(asked)
  if (isWithin(target, dataDir) || isWithin(dataDir, target)) throw refuse('same')
  // An update replaces that folder whole.
  if (isWithin(target, programDir)) throw refuse('program')
  if (!(await isFree(target, dataDir))) throw refuse('not-empty')
  const { bavail, bsize } = await statfs(existing(target)).catch(() => {
    throw new YifangError('folder-unwritable', { path: asked })
  })
  const free = bavail * bsize
  // Room to work in, besides.
  const needed = Math.ceil(bytes * 1.1) + 50_000_000
  if (free < needed)
    throw new YifangError('move-no-room', {
      path: asked,
      needed: Math.ceil(needed / 1e6),
      free: Math.floor(free / 1e6),
    })
  return target
}

/** Empty, not there, an earlier home of this workshop that was cleared, or what an interrupted move left. */
async function isFree(target: string, dataDir: string): Promise<boolean> {
  const names = await readdir(target).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw new YifangError('folder-unwritable', { path: target })
  })
  const hasArrived = names.includes('moved-arriving.json')
  return names.every((name) => ours.test(name) || (hasArrived && existsSync(join(dataDir, name))))
}

/** Makes the folder and marks it, clearing what an interrupted move left there. */
export async function beginTarget(target: string, from: string): Promise<void> {
  try {
    await mkdir(target, { recursive: true })
    await clearTarget(target)
    await writeFile(arrivingFile(target), JSON.stringify({ from }))
  } catch {
    throw new YifangError('folder-unwritable', { path: target })
  }
}

/** Takes a copy away that was not finished: `requireTarget` saw that there is nothing else. Nothing without the mark. */
export async function clearTarget(target: string): Promise<void> {
  const mark = await readFile(arrivingFile(target)).catch(() => null)
  if (mark === null) return
  for (const name of await readdir(target))
    if (!ours.test(name)) await rm(join(target, name), { recursive: true, force: true })
}

/** The copy is whole. */
export async function endTarget(target: string): Promise<void> {
  await rm(arrivingFile(target), { force: true })
}
