import { parentPort, workerData } from 'node:worker_threads'
import { openFile } from '../../../db/backup/examine.ts'
import { storeFile } from '../../../db/open.ts'
import { readFloorPack } from '../../../db/stations/floor-pack.ts'
import type { Packs } from './pack.ts'

const { dataDir, at } = workerData as { readonly dataDir: string; readonly at: number }
const { db } = openFile(storeFile(dataDir), true)
try {
  const pack = await readFloorPack(db, at)
  const goods = { ...pack, bundles: [], workers: [] }
  parentPort!.postMessage({ floor: JSON.stringify(pack), goods: JSON.stringify(goods) } satisfies Packs)
} finally {
  await db.destroy()
}
