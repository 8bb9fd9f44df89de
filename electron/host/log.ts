import type { LogEvent } from '../../shared/settings/log-events.ts'
import { openLogFiles } from './log-files.ts'

export interface Log {
  info(event: LogEvent, facts?: Record<string, string | number | boolean | null>): void
  /** A bug: gives the id under which it was logged. Messages of ours hold no personal data; inputs are never logged. */
  bug(id: string, error: unknown, facts?: Record<string, string | number>): void
}

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

/** One line of JSON an event, in DIR/logs. */
export function fileLog(dir: string, clock: () => number): Log {
  const files = openLogFiles(dir)
  const write = (line: { readonly event: LogEvent; readonly [fact: string]: unknown }) => {
    try {
      const at = new Date(clock()).toISOString()
      files.append(JSON.stringify({ at, ...line }), at.slice(0, at.indexOf('T')))
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
