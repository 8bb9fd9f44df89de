import { sql } from 'kysely'
import type { CommandScope } from '../command.ts'

/** Ends the waves of these orders of which nothing is left to pack. Orders' stages must be right before. */
export async function endWaves(scope: CommandScope, orderIds: readonly number[]): Promise<void> {
  const over = await sql<{ id: number }>`
    SELECT DISTINCT w.id FROM wave_order wo JOIN wave w ON w.id = wo.wave_id
    WHERE wo.order_id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)})) AND w.state = 'picking'
      AND NOT EXISTS (SELECT 1 FROM wave_order x JOIN orders o ON o.id = x.order_id
        WHERE x.wave_id = w.id AND o.stage NOT IN ('packed', 'shipped', 'ended'))`.execute(scope.trx)
  for (const wave of over.rows) await scope.update('wave', wave.id, { state: 'done' })
}
