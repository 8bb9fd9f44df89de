import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { BrowserWindow } from 'electron'
import { homeUrl } from './app-origin.ts'

const ending = '.yifang-backup'
const folder = '/opened/'

/** The backup that a command line names, as Explorer does when one is double-clicked; null: none. */
export function backupNamedBy(argv: readonly string[], workingDir: string): string | null {
  const named = argv.slice(1).find((argument) => !argument.startsWith('-') && argument.endsWith(ending))
  return named === undefined ? null : resolve(workingDir, named)
}

/**
 * The one backup that was opened last, under an unguessable path: the page takes it from there as if the user had
 * chosen it. No path of this PC goes to the page.
 */
export interface OpenedBackup {
  /** Makes a backup the opened one; gives the address of the screen that restores. */
  open(file: string): string
  /** The file behind a path of the page's address; null: this path is no opened backup's. */
  find(pathname: string): string | null
}

export function createOpenedBackup(): OpenedBackup {
  let opened: { readonly id: string; readonly file: string } | null = null
  return {
    open: (file) => {
      opened = { id: randomUUID(), file }
      return `#/settings/backup?opened=${opened.id}`
    },
    find: (pathname) => (opened && pathname === `${folder}${opened.id}` ? opened.file : null),
  }
}

/** Shows the screen of an opened backup in a window that is open, without loading the page anew. */
export async function showScreen(window: BrowserWindow, hash: string): Promise<void> {
  await window.webContents.executeJavaScript(`location.hash = ${JSON.stringify(hash)}`)
}

/** The page's address with a screen in it. */
export function screenUrl(hash: string): string {
  return new URL(hash, homeUrl).href
}
