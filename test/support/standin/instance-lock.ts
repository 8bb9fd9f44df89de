import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface InstanceLock {
  release(): void
}

/**
 * Electron's lock against a second start, which goes by the profile folder: a pid file, taken over from a dead
 * process, and a folder where the second one leaves its arguments. Null: another process has it.
 */
export function takeInstanceLock(
  folder: string,
  onSecond: (argv: readonly string[], cwd: string) => void,
): InstanceLock | null {
  const file = join(folder, 'standin.lock')
  const drop = `${file}.d`
  mkdirSync(drop, { recursive: true })
  while (!take(file)) {
    if (isAlive(Number(readFileSync(file, 'utf8')))) {
      const message = join(drop, String(process.pid))
      writeFileSync(`${message}.tmp`, JSON.stringify([process.argv, process.cwd()]))
      renameSync(`${message}.tmp`, `${message}.json`)
      return null
    }
    rmSync(file)
  }
  const watcher = watch(drop, (_kind, name) => {
    const message = join(drop, name ?? '')
    if (!name?.endsWith('.json') || !existsSync(message)) return
    const [argv, cwd] = JSON.parse(readFileSync(message, 'utf8')) as [string[], string]
    rmSync(message)
    onSecond(argv, cwd)
  })
  watcher.unref()
  return { release: () => rmSync(file, { force: true }) }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
