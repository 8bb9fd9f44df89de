import { execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { chmod, stat } from 'node:fs/promises'
import { isAbsolute, join, relative } from 'node:path'
import { promisify } from 'node:util'

/** Runs a program of the system; rejects where it fails. */
export type RunProgram = (file: string, args: readonly string[]) => Promise<unknown>

interface System {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly run: RunProgram
}
const here: System = {
  platform: process.platform,
  env: process.env,
  run: promisify(execFile) as RunProgram,
}

/** Says that it was done in this folder; a folder that is copied elsewhere is looked at anew. */
const markFile = (dir: string) => join(dir, '.private')

/**
 * Makes a data folder readable by its user of this PC only (and Windows' own administrators, whom nothing keeps out).
 * Gives whether it is: a stick formatted as FAT knows no users.
 */
export async function makePrivate(dir: string, system: System = here): Promise<boolean> {
  if (system.platform !== 'win32') {
    await chmod(dir, 0o700).catch(() => {})
    return ((await stat(dir)).mode & 0o077) === 0
  }
  const { LOCALAPPDATA: own, USERDOMAIN: domain, USERNAME: name } = system.env
  // Windows made that one for this user alone.
  if (own && isWithin(dir, own)) return true
  if (existsSync(markFile(dir))) return true
  if (!name) return false
  try {
    for (const args of aclCommands(dir, domain ? `${domain}\\${name}` : name))
      await system.run('icacls', args)
    writeFileSync(markFile(dir), '')
    return true
  } catch {
    return false
  }
}

/**
 * Who may is said before what is inherited goes: were the name unknown, the first step fails and everything stays.
 * S-1-5-18 is the system, S-1-5-32-544 the administrators, in every language of Windows.
 */
export function aclCommands(dir: string, user: string): readonly (readonly string[])[] {
  const whole = (who: string) => `${who}:(OI)(CI)F`
  return [
    [dir, '/grant:r', whole(user), whole('*S-1-5-18'), whole('*S-1-5-32-544'), '/Q'],
    [dir, '/inheritance:r', '/Q'],
  ]
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '' && !way.startsWith('..') && !isAbsolute(way)
}
