import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/**
 * Parts of a garment that its batch cuts on their own (ears of another cloth) and of which fewer are cut than sets were, for
 * one SKU: whoever sews its bundles will lack them. Bundles that no lay of ours cut bring their own.
 */
export async function partsLacking(
  db: Kysely<Database>,
  bundle: { readonly batch_id: number; readonly sku_id: number },
): Promise<{ part: string; lacking: number }[]> {
  const { rows } = await sql<{ part: string; cut: number }>`
    SELECT lay.part, coalesce(sum(c.layers * s.ratio), 0) AS cut
    FROM lay JOIN sku ON sku.id = ${bundle.sku_id}
      LEFT JOIN lay_size s ON s.lay_id = lay.id AND s.size = sku.size
      LEFT JOIN lay_colour c ON c.lay_id = lay.id AND c.colour = sku.colour
    WHERE lay.batch_id = ${bundle.batch_id} AND lay.part <> '' AND lay.voided_at IS NULL
    GROUP BY lay.part ORDER BY min(lay.id)`.execute(db)
  if (rows.length === 0) return []
  const { rows: begun } = await sql<{ sets: number }>`
    SELECT coalesce(sum(m.quantity), 0) AS sets FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id AND m.kind = 'begun'
    WHERE b.batch_id = ${bundle.batch_id} AND b.sku_id = ${bundle.sku_id} AND b.lay_id IS NOT NULL`.execute(
    db,
  )
  return rows.flatMap(({ part, cut }) => {
    const lacking = begun[0]!.sets - cut
    return lacking > 0 ? [{ part, lacking }] : []
  })
}
