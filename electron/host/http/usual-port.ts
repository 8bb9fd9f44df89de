import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The port on which this folder was served last. A browser keeps what it remembers for a page (the scanner's port, the
 * watched folder, the language before anyone is known) by address, and a new port would be a new address each day.
 */
const portFile = (dataDir: string) => join(dataDir, 'browser-port')

/** 0, any free one, where none is known. */
export function usualPort(dataDir: string): number {
  try {
    const port = Number(readFileSync(portFile(dataDir), 'utf8'))
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0
  } catch {
    return 0
  }
}

export function rememberPort(dataDir: string, port: number): void {
  try {
    writeFileSync(portFile(dataDir), String(port))
  } catch {
    // Only a comfort.
  }
}
