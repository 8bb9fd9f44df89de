import { type Kysely, sql } from 'kysely'
import type { LevelDifference } from '../../shared/settings/health-contract.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import type { Database } from '../schema.ts'
import { writeSetting } from '../settings/settings.ts'

interface Row {
  item_id: number
  location_id: number
  item: string
  location: string
  material: number
  was_quantity: number
  was_value: number
  quantity: number
  value: number
}

/** Where a stock level is not the sum of its moves (DESIGN §5 rule 1); both ways, by item and place. */
export async function readLevelDifferences(db: Kysely<Database>): Promise<LevelDifference[]> {
  const found = await sql<Row>`
    WITH moves AS (
      SELECT item_id, location_id, sum(quantity) AS quantity, sum(value) AS value FROM stock_move
      GROUP BY item_id, location_id),
    differ AS (
      SELECT coalesce(m.item_id, v.item_id) AS item_id, coalesce(m.location_id, v.location_id) AS location_id,
        coalesce(v.quantity, 0) AS was_quantity, coalesce(v.value, 0) AS was_value,
        coalesce(m.quantity, 0) AS quantity, coalesce(m.value, 0) AS value
      FROM moves m FULL JOIN stock_level v ON v.item_id = m.item_id AND v.location_id = m.location_id
      WHERE coalesce(m.quantity, 0) <> coalesce(v.quantity, 0) OR coalesce(m.value, 0) <> coalesce(v.value, 0))
    SELECT d.*, (t.id IS NOT NULL) AS material,
      coalesce(t.name, y.style_number || ' ' || s.colour || ' ' || s.size, '#' || d.item_id) AS item,
      coalesce(p.code || ' ' || p.name, '#' || d.location_id) AS location
    FROM differ d LEFT JOIN material t ON t.id = d.item_id LEFT JOIN sku s ON s.id = d.item_id
      LEFT JOIN style y ON y.id = s.style_id LEFT JOIN location p ON p.id = d.location_id
    ORDER BY item, location`.execute(db)
  return found.rows.map((row) => ({
    itemId: row.item_id,
    locationId: row.location_id,
    item: row.item,
    location: row.location,
    isMaterial: row.material === 1,
    before: { quantity: row.was_quantity, value: row.was_value },
    after: { quantity: row.quantity, value: row.value },
  }))
}

/** Levels themselves are no audited rows: what was changed is kept as a setting, and so in the audit. */
const keptDifferences = 500

/**
 * Writes each level anew as the sum of its moves, gives out the pieces of what changed by urgency, and keeps
 * before and after. Gives what it changed.
 */
export async function rebuildLevels(scope: CommandScope): Promise<LevelDifference[]> {
  const differences = await readLevelDifferences(scope.trx)
  if (differences.length === 0) return []
  for (const { itemId, locationId, after } of differences)
    await sql`
      INSERT INTO stock_level (item_id, location_id, quantity, value)
      VALUES (${itemId}, ${locationId}, ${after.quantity}, ${after.value})
      ON CONFLICT DO UPDATE SET quantity = excluded.quantity, value = excluded.value`.execute(scope.trx)
  scope.touch('stock_level')
  await reallocate(scope, [...new Set(differences.map(({ itemId }) => itemId))])
  await writeSetting(scope, 'last-levels-rebuild', {
    at: scope.at,
    count: differences.length,
    differences: differences
      .slice(0, keptDifferences)
      .map(({ itemId, locationId, before, after }) => ({ itemId, locationId, before, after })),
  })
  return differences
}
