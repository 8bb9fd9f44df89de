import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Of the page in this PC's browser, and of paired devices. */
export type ServedTo = 'browser' | 'stations'

/**
 * The port on which this folder was served last. A browser keeps what it remembers for a page (the scanner's port, the
 * watched folder, the language before anyone is known) by address, and a new port would be a new address each day.
 */
const portFile = (dataDir: string, to: ServedTo) => join(dataDir, `${to}-port`)

/** 0, any free one, where none is known. */
export function usualPort(dataDir: string, to: ServedTo = 'browser'): number {
  try {
    const port = Number(readFileSync(portFile(dataDir, to), 'utf8'))
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0
  } catch {
    return 0
  }
}

export function rememberPort(dataDir: string, port: number, to: ServedTo = 'browser'): void {
  try {
    writeFileSync(portFile(dataDir, to), String(port))
  } catch {
    // Only a comfort.
  }
}
