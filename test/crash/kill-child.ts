import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * A child that is killed some time after it said that it begins; null: it is let end. Gives the exit code where it ended
 * by itself, and how long it worked.
 */
export async function killWhileAtWork(
  script: string,
  args: readonly string[],
  milliseconds: number | null,
): Promise<{ readonly code: number | null; readonly milliseconds: number; readonly said: string }> {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const begun = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      begun.resolve()
    })
  const exit = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  await Promise.race([begun.promise, exit])
  const from = performance.now()
  await (milliseconds === null ? exit : Promise.race([wait(milliseconds), exit]))
  if (child.exitCode === null) child.kill('SIGKILL')
  await exit
  return { code: child.exitCode, milliseconds: performance.now() - from, said }
}
