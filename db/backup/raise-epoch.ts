import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** Ids jump to the next whole million above everything that was ever given out. */
const step = 1_000_000

/**
 * Makes a restored store one whose codes were never printed: its epoch is raised above every known one, and
 * every id sequence, that of empty tables too, jumps above every id this workshop ever gave out.
 */
export async function raiseEpoch(
  db: Kysely<Database>,
  given: { readonly epoch: number; readonly id: number },
): Promise<{ readonly epoch: number; readonly floor: number }> {
  return db.transaction().execute(async (trx) => {
    const workshop = await trx.selectFrom('workshop').select('restore_epoch').executeTakeFirstOrThrow()
    const epoch = Math.max(workshop.restore_epoch, given.epoch) + 1
    const highest = await sql<{
      id: number
    }>`SELECT coalesce(max(seq), 0) AS id FROM sqlite_sequence`.execute(trx)
    const floor = (Math.floor(Math.max(highest.rows[0]!.id, given.id) / step) + 1) * step
    await trx.updateTable('workshop').set({ restore_epoch: epoch }).execute()
    // The backup that made this copy was under way while it was taken, and did end.
    await trx
      .updateTable('job')
      .set({ state: 'done' })
      .where('kind', '=', 'backup')
      .where('state', '=', 'running')
      .execute()
    await sql`
      INSERT INTO sqlite_sequence (name, seq)
      SELECT name, 0 FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'
        AND name NOT IN (SELECT name FROM sqlite_sequence)`.execute(trx)
    await sql`UPDATE sqlite_sequence SET seq = ${floor}`.execute(trx)
    return { epoch, floor }
  })
}
