import { type Kysely, sql } from 'kysely'
import type { MaterialKept } from '../../../shared/catalog/recipe-sheets/boms.ts'
import type { KnownMaterial } from '../../../shared/catalog/recipe-sheets/materials.ts'
import { knownNames, knownTexts, type Names } from '../../../shared/catalog/recipe-sheets/names.ts'
import type { Database } from '../../schema.ts'

/** Materials by name; archived ones where no other has the name. */
export async function materialNames(db: Kysely<Database>, which: 'in-use' | 'all'): Promise<Names<number>> {
  const rows = await db.selectFrom('material').select(['id', 'name', 'archived_at']).execute()
  const entries = (archived: boolean) =>
    knownNames(
      rows.filter((row) => (row.archived_at !== null) === archived).map((row) => [row.name, row.id] as const),
    )
  const live = entries(false)
  if (which === 'in-use') return live
  const gone = entries(true)
  return {
    find: (text) => live.find(text) ?? (live.isAmbiguous(text) ? null : gone.find(text)),
    isAmbiguous: (text) => live.isAmbiguous(text) || (live.find(text) === null && gone.isAmbiguous(text)),
  }
}

/** How the materials in use are kept, by id. */
export async function materialsKept(db: Kysely<Database>): Promise<ReadonlyMap<number, MaterialKept>> {
  const rows = await db
    .selectFrom('material')
    .select(['id', 'unit', 'width', 'grams_per_area as gramsPerArea'])
    .where('archived_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function supplierNames(db: Kysely<Database>): Promise<Names<string>> {
  const rows = await db.selectFrom('supplier').select('name').execute()
  return knownTexts(rows.map(({ name }) => name))
}

/** Materials as a sheet says them, by name; all that are in use, or those of the ids. */
export async function loadMaterials(
  db: Kysely<Database>,
  ids: readonly number[] | null,
): Promise<KnownMaterial[]> {
  const { rows } = await sql<
    Omit<KnownMaterial, 'archived' | 'hasMoved' | 'byLength'> & {
      readonly archived: number
      readonly hasMoved: number
      readonly byLength: number
    }
  >`
    SELECT m.id, m.name, m.unit, m.width, m.grams_per_area AS gramsPerArea, coalesce(supplier.name, '') AS supplier,
      m.price, m.note, m.archived_at IS NOT NULL AS archived,
      EXISTS (SELECT 1 FROM stock_move WHERE item_id = m.id) AS hasMoved,
      EXISTS (SELECT 1 FROM bom_line l WHERE l.material_id = m.id AND l.typed = 'length') AS byLength
    FROM material m LEFT JOIN supplier ON supplier.id = m.supplier_id
    WHERE ${
      ids === null
        ? sql`m.archived_at IS NULL`
        : sql`m.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`
    }
    ORDER BY m.name_initials, m.id`.execute(db)
  return rows.map(({ archived, hasMoved, byLength, ...row }) => ({
    ...row,
    archived: archived === 1,
    hasMoved: hasMoved === 1,
    byLength: byLength === 1,
  }))
}
