import type { Kysely } from 'kysely'
import type { FloorPack } from '../../shared/stations/pack.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { codeStamp } from '../printed-code.ts'
import { scannedBundle } from '../production/scan.ts'
import type { Database } from '../schema.ts'
import { piecesOut } from '../subcontracting/out.ts'

/** The live tickets, the workers and the goods of a workshop, for its devices. For a thread of its own: seconds. */
export async function readFloorPack(db: Kysely<Database>, at: number): Promise<FloorPack> {
  const live = await db
    .selectFrom('bundle')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select('bundle.id')
    .where('bundle.state', '=', 'live')
    .orderBy('bundle.id')
    .execute()
  const bundles = []
  for (const { id } of live) bundles.push(await scannedBundle(db, id))
  const workers = await db
    .selectFrom('worker')
    .select(['id', 'name', 'name_initials as initials'])
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute()
  const skus = await db
    .selectFrom('sku')
    .select('id')
    .where('is_set', '=', 0)
    .where('archived_at', 'is', null)
    .execute()
  const labels = await skuLabels(
    db,
    skus.map(({ id }) => id),
  )
  const away = (await piecesOut(db)).map(({ orderId: _, ...out }) => out)
  return { at, stamp: await codeStamp(db), bundles, away, workers, skus: [...labels.values()] }
}
