import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { MaterialAmount, MaterialAt } from '../../shared/inventory/materials-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** What receipts (or returns to suppliers) hold of materials, by their id; none where they hold pieces only. */
export async function materialsOf(
  db: Kysely<Database>,
  table: 'receipt' | 'supplier_return',
  ids: readonly number[],
): Promise<ReadonlyMap<number, MaterialAmount[]>> {
  const line = sql.table(`${table}_line`)
  const owner = sql.ref(`l.${table}_id`)
  const { rows } = await sql<MaterialAmount & { readonly owner: number }>`
    SELECT ${owner} AS owner, m.id AS materialId, m.name, m.unit, sum(l.quantity) AS quantity
    FROM ${line} l JOIN material m ON m.id = l.item_id
    WHERE ${owner} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
    GROUP BY ${owner}, m.id ORDER BY min(l.id)`.execute(db)
  const found = new Map<number, MaterialAmount[]>()
  for (const { owner: id, ...amount } of rows) found.set(id, [...(found.get(id) ?? []), amount])
  return found
}

/** Where these materials lie, and how much of each, in 1/1000 of its unit. */
export async function materialsAt(
  db: Kysely<Database>,
  materialIds: readonly number[],
): Promise<MaterialAt[]> {
  const { rows } = await sql<MaterialAt>`
    SELECT item_id AS materialId, location_id AS locationId, quantity FROM stock_level
    WHERE item_id IN (SELECT value FROM json_each(${JSON.stringify(materialIds)})) AND quantity > 0
    ORDER BY item_id, location_id`.execute(db)
  return rows
}

/** Raises material-in-pieces where an item is a material: a list of pieces would take its metres for pieces. */
export async function requirePieces(db: Kysely<Database>, itemIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM material WHERE id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))
    LIMIT 1`.execute(db)
  if (rows[0]) throw new YifangError('material-in-pieces', { material: rows[0].name })
}

/** Raises not-found. */
export async function requireMaterial(scope: CommandScope, id: number): Promise<{ readonly name: string }> {
  const row = await scope.trx.selectFrom('material').select('name').where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'material', id })
  return row
}
