import { existsSync } from 'node:fs'
import { readdir, stat, statfs } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, parse } from 'node:path'
import type { DataFolderPlace } from '../../../shared/settings/data-folder-contract.ts'

/** A drive that does not answer (an empty card reader, a network drive that is gone) is no place. */
const patience = 2000

/** Disks to which the workshop could be moved, with the folder that it would get there. */
export async function movePlaces(dataDir: string): Promise<DataFolderPlace[]> {
  const present = await deviceOf(dataDir)
  const places = await Promise.all(
    (await disks()).map(async (disk): Promise<DataFolderPlace | null> => {
      const room = await within(statfs(disk))
      if (!room || room.blocks === 0) return null
      const { bsize, bavail, blocks } = room
      const isPresent = (await deviceOf(disk)) === present
      return {
        disk,
        folder: join(disk, 'Yifang', 'data'),
        freeBytes: bavail * bsize,
        totalBytes: blocks * bsize,
        isPresent,
      }
    }),
  )
  return places.filter((place) => place !== null)
}

async function deviceOf(path: string): Promise<number | string> {
  if (process.platform === 'win32') return parse(path).root.toLowerCase()
  return (await within(stat(path)))?.dev ?? 0
}

async function disks(): Promise<string[]> {
  if (process.platform === 'win32')
    return [...'CDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`).filter((root) => existsSync(root))
  const mounted = await Promise.all(
    ['/media', '/mnt', join('/run/media', homedir().split('/').at(-1) ?? '')].map(async (parent) => {
      const entries = await readdir(parent, { withFileTypes: true }).catch(() => [])
      return entries.filter((entry) => entry.isDirectory()).map((entry) => join(parent, entry.name))
    }),
  )
  const roots = [homedir(), ...mounted.flat()]
  const devices = await Promise.all(roots.map(deviceOf))
  // A folder of the same disk is no other place.
  return roots.filter((_root, index) => devices.indexOf(devices[index]!) === index)
}

async function within<T>(work: Promise<T>): Promise<T | null> {
  const given = work.catch(() => null)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience)
  })
  try {
    return await Promise.race([given, late])
  } finally {
    clearTimeout(timer)
  }
}
