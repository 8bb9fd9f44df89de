import { type Kysely, sql } from 'kysely'
import { type PlaceStock, takeFrom } from '../../shared/shipping/taken-from.ts'
import type { Database } from '../schema.ts'

/**
 * Sellable places of items with what the books say lies there, in the order of the walk, those with pieces
 * first: the order in which parcels take their goods from them.
 */
export async function placesOf(
  db: Kysely<Database>,
  itemIds: readonly number[],
): Promise<ReadonlyMap<number, PlaceStock[]>> {
  const found = await sql<{ item: number; id: number; quantity: number }>`
    SELECT j.value AS item, p.id, coalesce(v.quantity, 0) AS quantity
    FROM json_each(${JSON.stringify(itemIds)}) j CROSS JOIN location p
    LEFT JOIN stock_level v ON v.location_id = p.id AND v.item_id = j.value
    WHERE p.kind = 'sellable' AND (p.archived_at IS NULL OR v.quantity > 0)
    ORDER BY j.value, coalesce(v.quantity, 0) > 0 DESC, p.code`.execute(db)
  const places = new Map<number, PlaceStock[]>()
  for (const { item, id, quantity } of found.rows)
    places.set(item, [...(places.get(item) ?? []), { locationId: id, quantity }])
  return places
}

/**
 * Pieces that are booked at a place and do not lie on its shelf: they are in parcels that are open or packed and
 * go out of stock when the courier takes them. A count of the shelf must not miss them. Per item, only those
 * above zero; `itemIds` null: of all items.
 */
export async function packedAt(
  db: Kysely<Database>,
  locationId: number,
  itemIds: readonly number[] | null = null,
): Promise<ReadonlyMap<number, number>> {
  const only =
    itemIds === null
      ? sql``
      : sql`AND pl.item_id IN (SELECT value FROM json_each(${JSON.stringify(itemIds)}))`
  const packed = await sql<{ item: number; quantity: number }>`
    SELECT pl.item_id AS item, sum(pl.quantity) AS quantity
    FROM parcel p JOIN parcel_line pl ON pl.parcel_id = p.id
    WHERE p.state IN ('open', 'packed') ${only} GROUP BY pl.item_id`.execute(db)
  if (packed.rows.length === 0) return new Map()
  const places = await placesOf(
    db,
    packed.rows.map((row) => row.item),
  )
  return new Map(
    packed.rows.flatMap(({ item, quantity }) => {
      const here = takeFrom(places.get(item) ?? [], quantity).find((step) => step.locationId === locationId)
      return here ? [[item, here.quantity] as const] : []
    }),
  )
}
