import type { Kysely } from 'kysely'
import { type RecipeKind, recipeColumns } from '../../../shared/catalog/recipe-sheets/columns.ts'
import { knownNames, type Names, nameKey } from '../../../shared/catalog/recipe-sheets/names.ts'
import type { RecipeSourceRow } from '../../../shared/catalog/recipe-sheets/row-reader.ts'
import type { Database } from '../../schema.ts'
import { materialNames } from './load-materials.ts'

/** A sheet as its file holds it. */
export interface RecipeSheet {
  readonly kind: RecipeKind
  readonly header: readonly string[]
  readonly rows: readonly RecipeSourceRow[]
}

/** The rows of one style, or of one material, wherever they stand in the sheet. */
export interface RecipeGroup {
  /** Null: nobody knows it. */
  readonly id: number | null
  readonly name: string
  readonly isAmbiguous: boolean
  readonly rows: readonly RecipeSourceRow[]
}

/**
 * Gathers the rows of a sheet by style or material. A row without a style belongs to the one above, as people merge
 * cells in Excel; so does a row whose cells have slid, where its style cannot be read: without it that style would be
 * incomplete. Rows that name nothing at all come as a group without a name.
 */
export async function groupRecipes(db: Kysely<Database>, sheet: RecipeSheet): Promise<RecipeGroup[]> {
  const isMaterials = sheet.kind === 'materials'
  const names = isMaterials ? await materialNames(db, 'all') : await styleNames(db)
  const place = recipeColumns(sheet.kind, sheet.header).places.get(isMaterials ? 'name' : 'style') ?? 0
  const groups = new Map<string | number, RecipeGroup & { readonly rows: RecipeSourceRow[] }>()
  let above: string | number | null = null
  for (const row of sheet.rows) {
    const written = (row.cells[place] ?? '').trim()
    const id = written === '' ? null : names.find(written)
    const own = written === '' ? null : (id ?? nameKey(written))
    const isLost = own === null || (row.isSlid && id === null)
    const key: string | number = isLost && !isMaterials ? (above ?? '') : (own ?? '')
    const group = groups.get(key)
    if (group) group.rows.push(row)
    else groups.set(key, { id, name: written, isAmbiguous: names.isAmbiguous(written), rows: [row] })
    if (!isLost) above = key
  }
  return [...groups.values()]
}

/** Styles by number, those in the archive left out. */
async function styleNames(db: Kysely<Database>): Promise<Names<number>> {
  const rows = await db
    .selectFrom('style')
    .select(['id', 'style_number'])
    .where('archived_at', 'is', null)
    .execute()
  return knownNames(rows.map((row) => [row.style_number, row.id] as const))
}
