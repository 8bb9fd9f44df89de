import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = join(import.meta.dirname, '../..')

/** A program of ours in a process of its own; what it said is shown where it ends badly. */
export function start(file: string, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [join(root, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
    })
  child.on('exit', (code) => {
    if (code) console.error(`${file} ended with ${code}\n${said}`)
  })
  return child
}

export const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.on('exit', resolve)
  })

/** Serves a folder; given once it answers there. */
export async function startHost(dir: string): Promise<ChildProcess> {
  const host = start('electron/serve.ts', ['--data', dir, '--no-open'])
  const patience = Date.now() + 120_000
  const address = join(dir, 'host.json')
  for (;;) {
    // The file of the host before is taken away by the next as it begins.
    if (existsSync(address)) {
      try {
        if ((JSON.parse(readFileSync(address, 'utf8')) as { pid: number }).pid === host.pid) return host
      } catch {
        // Half written: the next look finds it whole.
      }
    }
    if (host.exitCode !== null || Date.now() > patience) throw new Error('the host does not start')
    await wait(20)
  }
}
