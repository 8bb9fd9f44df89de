import { closeSync, fsyncSync, openSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** Windows virus scanners and indexers hold a new file for moments. */
const heldCodes = new Set(['EBUSY', 'EPERM', 'EACCES'])
const backOff = [20, 50, 100, 250, 500, 1000, 2000] as const

/** Runs file work again while another program holds the file, for about four seconds. Raises what remains. */
export async function stubborn<R>(work: () => Promise<R>): Promise<R> {
  for (const pause of backOff) {
    try {
      return await work()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (!heldCodes.has(code)) throw error
      await wait(pause)
    }
  }
  return work()
}

/** Renames, overwriting, and makes the folder's entry durable. */
export async function renameDurably(from: string, to: string, folder: string): Promise<void> {
  await stubborn(() => rename(from, to))
  syncFolder(folder)
}

export async function removeFile(file: string): Promise<void> {
  await stubborn(() => rm(file, { force: true }))
}

/** A copy that is only in the system's cache is no copy when the power fails. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Windows has no handle on folders: its renames are journalled. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
