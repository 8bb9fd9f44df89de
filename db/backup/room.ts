import { statfsSync } from 'node:fs'
import { YifangError } from '../../shared/errors.ts'

/** Bytes that may still be written to the disk of a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Before anything is written: raises no-room with what is needed and what there is, in MB. */
export function requireRoom(folder: string, bytes: number): void {
  const free = freeBytes(folder)
  if (free < bytes)
    throw new YifangError('no-room', { needed: Math.ceil(bytes / 1e6), free: Math.floor(free / 1e6) })
}
