import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { BomLineInput } from '../../../shared/catalog/bom-contract.ts'
import { type MaterialKept, planBom } from '../../../shared/catalog/recipe-sheets/boms.ts'
import { planChart } from '../../../shared/catalog/recipe-sheets/charts.ts'
import {
  hiddenFields,
  type RecipeKind,
  recipeColumns,
} from '../../../shared/catalog/recipe-sheets/columns.ts'
import { type MaterialValue, planMaterial } from '../../../shared/catalog/recipe-sheets/materials.ts'
import {
  leftOut,
  type RecipeProblem,
  type RecipeUnit,
} from '../../../shared/catalog/recipe-sheets/problems.ts'
import { planRouting, type RoutingValue } from '../../../shared/catalog/recipe-sheets/routings.ts'
import { type RowReader, rowReader } from '../../../shared/catalog/recipe-sheets/row-reader.ts'
import type { SizePoint } from '../../../shared/catalog/size-chart.ts'
import type { Database } from '../../schema.ts'
import type { RecipeGroup } from './group.ts'
import { loadMaterials, materialNames, materialsKept, supplierNames } from './load-materials.ts'
import { loadBom, loadChart, loadRouting } from './load-styles.ts'

export interface RecipeOptions {
  /** What the caller may see, and so may write. */
  readonly money: boolean
  readonly rates: boolean
  /** From when a rate holds that names no day. */
  readonly today: string
}

/**
 * What is to be done with one style or material; `id` null: a new material, or a style nobody knows. `state` is a digest of
 * what the books have of it.
 */
export type PlannedRecipe = { readonly state: string } & (
  | { readonly kind: 'materials'; readonly id: number | null; readonly unit: RecipeUnit<MaterialValue> }
  | { readonly kind: 'bom'; readonly id: number | null; readonly unit: RecipeUnit<BomLineInput[]> }
  | { readonly kind: 'routing'; readonly id: number | null; readonly unit: RecipeUnit<RoutingValue> }
  | { readonly kind: 'sizes'; readonly id: number | null; readonly unit: RecipeUnit<SizePoint[]> }
)

function stateOf(known: unknown): string {
  return createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16)
}

/**
 * Compares rows of a sheet with the books. A style one of whose rows has a problem is left out whole: the sheet takes
 * the place of what the style had, and the row left out would be lost. Nothing is written.
 */
export async function planRecipes(
  db: Kysely<Database>,
  kind: RecipeKind,
  header: readonly string[],
  groups: readonly RecipeGroup[],
  options: RecipeOptions,
): Promise<{ readonly planned: PlannedRecipe[]; readonly problems: RecipeProblem[] }> {
  const columns = recipeColumns(kind, header, hiddenFields(options))
  const problems: RecipeProblem[] = []
  const readersOf = (group: RecipeGroup) => group.rows.map((row) => rowReader(row, columns, header, problems))
  const plan = await planner(db, kind, groups, options.today)
  const planned: PlannedRecipe[] = []
  for (const group of groups) planned.push(await plan(group, readersOf(group)))
  return { planned, problems: problems.toSorted((a, b) => a.row - b.row) }
}

type Planner = (group: RecipeGroup, readers: readonly RowReader[]) => Promise<PlannedRecipe>

async function planner(
  db: Kysely<Database>,
  kind: RecipeKind,
  groups: readonly RecipeGroup[],
  today: string,
): Promise<Planner> {
  if (kind === 'materials') {
    const names = await materialNames(db, 'all')
    // A material new in the preview may be there by now.
    const idOf = (group: RecipeGroup) => group.id ?? names.find(group.name)
    const ids = groups.map(idOf).filter((id) => id !== null)
    const known = new Map((await loadMaterials(db, ids)).map((material) => [material.id, material]))
    const suppliers = await supplierNames(db)
    return async (group, readers) => {
      tellUnnamed(group, readers, 'name')
      const id = idOf(group)
      const material = id === null ? null : (known.get(id) ?? null)
      // Goods that move meanwhile, or a BOM that names it, leave the material as it was.
      const state = stateOf(material && { ...material, hasMoved: false, byLength: false })
      return { kind, id, state, unit: planMaterial(group.name, readers, material, suppliers) }
    }
  }
  const materials = kind === 'bom' ? await materialNames(db, 'in-use') : null
  const kept = kind === 'bom' ? await materialsKept(db) : new Map<number, MaterialKept>()
  return async (group, readers) => {
    const { id, name } = group
    tellUnnamed(group, readers, 'style')
    const isThere = id !== null && (await isInUse(db, id))
    if (!isThere && name !== '' && !group.isAmbiguous)
      for (const reader of readers) if (!reader.isBad()) reader.wrong('unknown-style', 'style')
    const left = leftOut({ name, row: readers[0]!.row, rows: readers.length })
    if (!isThere) return { kind, id: null, state: stateOf(null), unit: left }
    if (kind === 'bom') {
      const known = await loadBom(db, id)
      return { kind, id, state: stateOf(known.lines), unit: planBom(name, readers, known, materials!, kept) }
    }
    if (kind === 'routing') {
      const known = await loadRouting(db, id)
      return { kind, id, state: stateOf(known.operations), unit: planRouting(name, readers, known, today) }
    }
    const known = await loadChart(db, id)
    return { kind, id, state: stateOf(known.points), unit: planChart(name, readers, known) }
  }
}

function tellUnnamed(group: RecipeGroup, readers: readonly RowReader[], field: string): void {
  for (const reader of readers) {
    if (group.name === '') reader.wrong('missing', field)
    else if (group.isAmbiguous) reader.wrong('ambiguous', field)
  }
}

async function isInUse(db: Kysely<Database>, styleId: number): Promise<boolean> {
  const row = await db
    .selectFrom('style')
    .select('id')
    .where('id', '=', styleId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
