import { statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { driveLetters, mountFolders } from './drive-names.ts'

/** A share whose PC is off keeps whoever asks waiting for half a minute. */
const patience = 1500
/** Asked and not answered yet: not asked again, so that one dead share takes one thread of the system's, and no more. */
const unanswered = new Set<string>()

/** Whether a folder answers as one in a moment. Never blocks; a folder that hangs counts as away until it answers. */
export async function answers(folder: string): Promise<boolean> {
  if (unanswered.has(folder)) return false
  unanswered.add(folder)
  const asked = stat(folder)
    .then((found) => found.isDirectory())
    .catch(() => false)
    .finally(() => unanswered.delete(folder))
  return Promise.race([asked, wait(patience, false, { ref: false })])
}

/** This PC's disks, sticks and shares. */
export interface Drives {
  /** Where they appear; those that are here now. */
  readonly roots: () => Promise<string[]>
  /** Tells one disk from another, by a folder on it. Volumes of one disk look like two. */
  readonly diskOf: (folder: string) => number
}

export const systemDrives: Drives = { roots: driveRoots, diskOf: (folder) => statSync(folder).dev }

async function driveRoots(): Promise<string[]> {
  const candidates = process.platform === 'win32' ? driveLetters : await mounted()
  const here = await Promise.all(candidates.map(async (root) => ((await answers(root)) ? root : null)))
  return here.filter((root) => root !== null)
}

async function mounted(): Promise<string[]> {
  const parents = mountFolders()
  const found = await Promise.all(
    parents.map(async (parent) => (await readdir(parent).catch(() => [])).map((name) => join(parent, name))),
  )
  return found.flat().filter((root) => !parents.includes(root))
}
