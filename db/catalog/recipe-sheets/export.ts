import { type Kysely, sql } from 'kysely'
import { bomCells } from '../../../shared/catalog/recipe-sheets/boms.ts'
import { pointCells } from '../../../shared/catalog/recipe-sheets/charts.ts'
import {
  hiddenFields,
  type RecipeKind,
  recipeFields,
  recipeHeaders,
} from '../../../shared/catalog/recipe-sheets/columns.ts'
import { materialCells } from '../../../shared/catalog/recipe-sheets/materials.ts'
import { operationCells } from '../../../shared/catalog/recipe-sheets/routings.ts'
import type { Database } from '../../schema.ts'
import { loadMaterials } from './load-materials.ts'
import { loadBom, loadChart, loadRouting } from './load-styles.ts'

type Cells = Readonly<Record<string, string | number | null>>

/**
 * All rows of a kind as a sheet of it says them, which bring no change when they come in again. Columns of money that
 * the caller does not see are left away: empty, they would say that there is none.
 */
export async function exportRecipes(
  db: Kysely<Database>,
  kind: RecipeKind,
  language: 'zh-CN' | 'en',
  sees: { readonly money: boolean; readonly rates: boolean },
): Promise<{ readonly header: string[]; readonly rows: (string | number | null)[][] }> {
  const hidden = hiddenFields(sees)
  const shown = recipeFields[kind]
    .map((field, index) => ({ field, title: recipeHeaders[language][kind][index]! }))
    .filter(({ field }) => !hidden.has(field))
  const rows = kind === 'materials' ? await materialRows(db, language) : await styleRows(db, kind, language)
  return {
    header: shown.map(({ title }) => title),
    rows: rows.map((cells) => shown.map(({ field }) => cells[field] ?? null)),
  }
}

async function materialRows(db: Kysely<Database>, language: 'zh-CN' | 'en'): Promise<Cells[]> {
  return (await loadMaterials(db, null)).map((material) => materialCells(material, language))
}

const tables = { bom: 'bom_line', routing: 'operation', sizes: 'size_point' } as const

async function styleRows(
  db: Kysely<Database>,
  kind: keyof typeof tables,
  language: 'zh-CN' | 'en',
): Promise<Cells[]> {
  const styles = await sql<{ id: number; number: string }>`
    SELECT id, style_number AS number FROM style
    WHERE archived_at IS NULL AND id IN (SELECT style_id FROM ${sql.table(tables[kind])})
    ORDER BY style_number`.execute(db)
  const rows: Cells[] = []
  for (const { id, number } of styles.rows)
    for (const cells of await cellsOf(db, kind, id, language)) rows.push({ style: number, ...cells })
  return rows
}

async function cellsOf(
  db: Kysely<Database>,
  kind: keyof typeof tables,
  styleId: number,
  language: 'zh-CN' | 'en',
): Promise<Cells[]> {
  if (kind === 'bom') {
    const bom = await loadBom(db, styleId)
    return bom.lines.map((line) => bomCells(line, bom))
  }
  if (kind === 'sizes') {
    const chart = await loadChart(db, styleId)
    return chart.points.map((point) => pointCells(point, chart))
  }
  const routing = await loadRouting(db, styleId)
  return routing.operations.map((operation) => operationCells(operation, routing, language))
}
