import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Log {
  info(event: string, facts?: Record<string, string | number | boolean | null>): void
  /** A bug: gives the id under which it was logged. Messages of ours hold no personal data; inputs are never logged. */
  bug(id: string, error: unknown, facts?: Record<string, string | number>): void
}

const rotateAt = 5_000_000

/**
 * SQLite and our own messages name tables and columns, never values; a JSON parser quotes what it could not read, and that
 * may be anybody's name and telephone number.
 */
const messageOf = (error: Error) => (error instanceof SyntaxError ? '' : error.message.slice(0, 300))

/** Where it happened, without the message, which may have many lines. */
const stackOf = (error: Error) =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 7)
    .join('\n')

/** One line of JSON an event, in DIR/logs/yifang.log; one older file is kept. */
export function fileLog(dir: string, clock: () => number): Log {
  const folder = join(dir, 'logs')
  const file = join(folder, 'yifang.log')
  mkdirSync(folder, { recursive: true })
  const write = (line: Record<string, unknown>) => {
    try {
      appendFileSync(file, `${JSON.stringify({ at: new Date(clock()).toISOString(), ...line })}\n`)
      if (statSync(file).size > rotateAt) renameSync(file, `${file}.1`)
    } catch {
      // A full disk must not stop the work that is being logged.
    }
  }
  return {
    info: (event, facts) => write({ event, ...facts }),
    bug: (id, error, facts) =>
      write({
        event: 'bug',
        id,
        error: error instanceof Error ? error.name : typeof error,
        message: error instanceof Error ? messageOf(error) : '',
        stack: error instanceof Error ? stackOf(error) : '',
        ...facts,
      }),
  }
}
