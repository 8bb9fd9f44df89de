import { stat, statfs } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, parse } from 'node:path'
import type { DataFolderPlace } from '../../../../shared/settings/data-folder-contract.ts'
import type { HostServices } from '../../services.ts'

/** Disks to which the workshop could be moved, with the folder that it would get there. Each disk once. */
export async function movePlaces({
  dataDir,
  drives,
}: Pick<HostServices, 'dataDir' | 'drives'>): Promise<DataFolderPlace[]> {
  const own = process.platform === 'win32' ? parse(homedir()).root : homedir()
  const roots = [own, ...(await drives.roots()).filter((root) => root !== own)]
  const present = await deviceOf(dataDir)
  const devices = await Promise.all(roots.map(deviceOf))
  const places = roots.map(async (disk, index): Promise<DataFolderPlace | null> => {
    if (devices.indexOf(devices[index]!) !== index) return null
    const room = await statfs(disk).catch(() => null)
    if (!room || room.blocks === 0) return null
    return {
      disk,
      folder: join(disk, 'Yifang', 'data'),
      freeBytes: room.bavail * room.bsize,
      totalBytes: room.blocks * room.bsize,
      isPresent: devices[index] === present,
    }
  })
  return (await Promise.all(places)).filter((place) => place !== null)
}

async function deviceOf(path: string): Promise<number | string> {
  if (process.platform === 'win32') return parse(path).root.toLowerCase()
  const found = await stat(path).catch(() => null)
  return found?.dev ?? path
}
