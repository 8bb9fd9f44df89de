import { type Kysely, sql } from 'kysely'
import { materialNeeds } from '../../shared/catalog/bom.ts'
import type { Proposal } from '../../shared/planning/contract.ts'
import { readBom } from '../catalog/bom.ts'
import type { Database } from '../schema.ts'

type Missing = Proposal['missing'][number]

/**
 * What a style's proposed pieces need by its BOM beyond what is there and not wanted by open batches, and what of it is
 * ordered: each style is looked at alone. A style without a BOM has no entry.
 */
export async function missingMaterials(
  db: Kysely<Database>,
  styles: readonly {
    readonly styleId: number
    readonly pieces: readonly { readonly colour: string; readonly size: string; readonly quantity: number }[]
  }[],
): Promise<ReadonlyMap<number, readonly Missing[]>> {
  const { rows } = await sql<
    Pick<Missing, 'name' | 'unit' | 'coming' | 'comingBy'> & { id: number; free: number }
  >`
    SELECT m.id, m.name, m.unit, coalesce((SELECT sum(quantity) FROM stock_level WHERE item_id = m.id), 0)
      - coalesce((SELECT sum(max(0, b.needed - coalesce((
          SELECT sum(iif(u.kind = 'issued', u.quantity, -u.quantity)) FROM material_use u
          WHERE u.batch_id = b.batch_id AND u.material_id = m.id AND u.voided_at IS NULL), 0)))
        FROM batch_material b JOIN batch ON batch.id = b.batch_id AND batch.state = 'open'
        WHERE b.material_id = m.id), 0) AS free,
      coalesce(sum(s.quantity - s.received), 0) AS coming, max(s.expected_date) AS comingBy
    FROM material m LEFT JOIN expected_supply s ON s.item_id = m.id AND s.closed_at IS NULL AND s.quantity > s.received
    WHERE m.id IN (SELECT material_id FROM bom_line) GROUP BY m.id`.execute(db)
  const known = new Map(rows.map((row) => [row.id, row]))
  const missing = new Map<number, readonly Missing[]>()
  for (const { styleId, pieces } of styles) {
    const bom = await readBom(db, styleId)
    if (bom.length === 0) continue
    const needs = materialNeeds(bom, pieces)
    missing.set(
      styleId,
      [...needs].flatMap(([id, needed]) => {
        const material = known.get(id)
        const short = needed - Math.max(0, material?.free ?? 0)
        if (!material || short <= 0) return []
        const { name, unit, coming, comingBy } = material
        return [{ name, unit, short, coming, comingBy }]
      }),
    )
  }
  return missing
}
