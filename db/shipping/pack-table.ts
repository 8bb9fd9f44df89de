import { type Kysely, sql } from 'kysely'
import type { Instant } from '../../shared/dates.ts'
import type { Database } from '../schema.ts'
import { readParcelRows } from './parcel-rows.ts'
import { listWaves } from './waves.ts'

/** What lies on the packing table: open parcels, what was packed since `dayStart`, waves being picked. */
export async function readPackTable(db: Kysely<Database>, dayStart: Instant) {
  const packed = await sql<{ parcels: number; pieces: number }>`
    SELECT count(*) AS parcels, coalesce(sum((SELECT sum(quantity) FROM parcel_line WHERE parcel_id = parcel.id)), 0) AS pieces
    FROM parcel WHERE state IN ('packed', 'shipped') AND packed_at >= ${dayStart}`.execute(db)
  const waves = await listWaves(db, { limit: 20, offset: 0 })
  return {
    open: await readParcelRows(db, sql`parcel.state = 'open'`, { limit: 20, offset: 0 }),
    packedToday: packed.rows[0]?.parcels ?? 0,
    piecesToday: packed.rows[0]?.pieces ?? 0,
    recent: await readParcelRows(db, sql`parcel.state = 'packed'`, { limit: 8, offset: 0 }),
    waves: waves.rows
      .filter((wave) => wave.state === 'picking')
      .map(({ id, orders, done }) => ({ id, orders, done })),
  }
}
