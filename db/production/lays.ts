import { type Kysely, sql } from 'kysely'
import { fabricGrams, materialNeeds } from '../../shared/catalog/bom.ts'
import { YifangError } from '../../shared/errors.ts'
import type { Lay } from '../../shared/production/contract.ts'
import { readBom } from '../catalog/bom.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/**
 * Lays of a batch with the fabric each took by its length (layers × (marker + end loss)) beside what the BOM allows for
 * its pieces, both in 1/1000 of the material's unit; fabric kept by weight is reckoned by its width and weight.
 */
export async function readLays(db: Kysely<Database>, batchId: number): Promise<Lay[]> {
  const { rows } = await sql<{
    id: number
    layNumber: number
    businessDate: string
    markerLength: number | null
    endLoss: number | null
    remnant: number | null
    materialId: number | null
    material: string
    unit: Lay['unit']
    width: number | null
    grams: number | null
    styleId: number
    layers: number
    part: string
  }>`
    SELECT lay.id, lay.lay_number AS layNumber, lay.business_date AS businessDate, lay.marker_length AS markerLength,
      lay.end_loss AS endLoss, lay.remnant, lay.material_id AS materialId, coalesce(m.name, '') AS material, m.unit,
      m.width, m.grams_per_area AS grams, batch.style_id AS styleId, lay.part,
      (SELECT sum(layers) FROM lay_colour WHERE lay_id = lay.id) AS layers
    FROM lay JOIN batch ON batch.id = lay.batch_id LEFT JOIN material m ON m.id = lay.material_id
    WHERE lay.batch_id = ${batchId} AND lay.voided_at IS NULL ORDER BY lay.lay_number`.execute(db)
  const { rows: cut } = await sql<{ layId: number; colour: string; size: string; quantity: number }>`
    SELECT b.lay_id AS layId, sku.colour, sku.size, sum(m.quantity) AS quantity
    FROM bundle b JOIN sku ON sku.id = b.sku_id JOIN bundle_move m ON m.bundle_id = b.id AND m.kind = 'begun'
    WHERE b.batch_id = ${batchId} AND b.lay_id IS NOT NULL GROUP BY b.lay_id, sku.id
    UNION ALL SELECT lay.id, c.colour, s.size, sum(c.layers * s.ratio) FROM lay
    JOIN lay_colour c ON c.lay_id = lay.id JOIN lay_size s ON s.lay_id = lay.id
    WHERE lay.batch_id = ${batchId} AND lay.part <> '' AND lay.voided_at IS NULL
    GROUP BY lay.id, c.colour, s.size`.execute(db)
  const bom = rows[0] ? await readBom(db, rows[0].styleId) : []
  const parts = new Set(rows.map(({ part }) => part))
  // A part that is cut on its own has its own line of the BOM; the whole sets are without it.
  const bomOf = (part: string) =>
    part !== '' && bom.some((line) => line.part === part)
      ? bom.filter((line) => line.part === part)
      : bom.filter((line) => line.part === '' || !parts.has(line.part))
  return rows.map((row) => {
    const pieces = cut.filter(({ layId }) => layId === row.id)
    const length = row.markerLength === null ? null : row.layers * (row.markerLength + (row.endLoss ?? 0))
    const byWeight = row.unit === 'kg'
    const used =
      length === null || row.materialId === null
        ? null
        : !byWeight
          ? length
          : row.width && row.grams
            ? fabricGrams(length, row.width, row.grams)
            : null
    return {
      id: row.id,
      layNumber: row.layNumber,
      businessDate: row.businessDate,
      layers: row.layers,
      pieces: pieces.reduce((sum, { quantity }) => sum + quantity, 0),
      part: row.part,
      cut: pieces.map(({ colour, size, quantity }) => ({ colour, size, quantity })),
      material: row.material,
      unit: row.unit,
      markerLength: row.markerLength,
      endLoss: row.endLoss,
      used,
      allowed:
        row.materialId === null ? null : (materialNeeds(bomOf(row.part), pieces).get(row.materialId) ?? 0),
      remnant: row.remnant,
    }
  })
}

/** Takes back a lay of a part. Raises not-found: whole sets are taken back bundle by bundle. */
export async function voidLay(scope: CommandScope, id: number): Promise<null> {
  const lay = await scope.trx
    .selectFrom('lay')
    .select('id')
    .where('id', '=', id)
    .where('part', '<>', '')
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (!lay) throw new YifangError('not-found', { what: 'lay', id })
  await scope.update('lay', id, { voided_at: scope.at })
  return null
}

/** Says afterwards what fabric a lay took and left. Raises not-found. */
export async function saveLay(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly materialId: number | null
    readonly markerLength: number | null
    readonly endLoss: number | null
    readonly remnant: number | null
  },
): Promise<null> {
  await scope.update('lay', input.id, {
    material_id: input.materialId,
    marker_length: input.markerLength,
    end_loss: input.endLoss,
    remnant: input.remnant,
  })
  return null
}
