import { exportRecipes } from '../../../db/catalog/recipe-sheets/export.ts'
import { groupRecipes, type RecipeGroup, type RecipeSheet } from '../../../db/catalog/recipe-sheets/group.ts'
import {
  type PlannedRecipe,
  planRecipes,
  type RecipeOptions,
} from '../../../db/catalog/recipe-sheets/plan.ts'
import {
  hiddenFields,
  type RecipeKind,
  recipeColumns,
  recipeKindOf,
} from '../../../shared/catalog/recipe-sheets/columns.ts'
import type { RecipeChange, RecipePreview } from '../../../shared/catalog/recipe-sheets/contract.ts'
import { knownTexts, nameKey } from '../../../shared/catalog/recipe-sheets/names.ts'
import { isChange } from '../../../shared/catalog/recipe-sheets/problems.ts'
import { whyNotRecipes } from '../../../shared/catalog/wrong-sheet.ts'
import { readSheetRows, type SheetFile, withStore } from '../sheet-reading.ts'

/** So many of each are shown. */
const most = 500

/** Rows of a sheet of materials, BOMs, routings or size charts. Raises file-unreadable, FileProblem. */
async function readRecipeSheet(
  file: SheetFile,
): Promise<RecipeSheet & { readonly otherSheets: readonly string[] }> {
  const { header, rows, otherSheets } = await readSheetRows(file, whyNotRecipes)
  return {
    kind: recipeKindOf(header)!,
    header,
    otherSheets,
    // A short last row is none of the slid ones: Excel leaves the commas of empty cells away at a CSV's end.
    rows: rows.map(({ row, cells, flaw, isOpen }) => ({
      row,
      cells,
      isSlid: flaw === 'long' || isOpen === true,
    })),
  }
}

/** The rows of a sheet by style or material, as `applyRecipes` takes them. */
export async function groupRecipeSheet({
  dataDir,
  file,
}: {
  readonly dataDir: string
  readonly file: SheetFile
}): Promise<{
  readonly kind: RecipeKind
  readonly header: readonly string[]
  readonly groups: RecipeGroup[]
}> {
  const sheet = await readRecipeSheet(file)
  return {
    kind: sheet.kind,
    header: sheet.header,
    groups: await withStore(dataDir, (db) => groupRecipes(db, sheet)),
  }
}

/** What a sheet would change, style by style, and what is wrong with it, row by row. */
export async function previewRecipeSheet({
  dataDir,
  file,
  options,
}: {
  readonly dataDir: string
  readonly file: SheetFile
  readonly options: RecipeOptions
}): Promise<RecipePreview> {
  const sheet = await readRecipeSheet(file)
  const { kind, header } = sheet
  return withStore(dataDir, async (db) => {
    const groups = await groupRecipes(db, sheet)
    const { planned, problems } = await planRecipes(db, kind, header, groups, options)
    const toWrite = planned.filter(({ unit }) => isChange(unit))
    const left = planned.filter(({ unit }) => unit.value === null)
    const known = await db.selectFrom('supplier').select('name').execute()
    return {
      kind,
      rows: sheet.rows.length,
      toWrite: toWrite.length,
      same: planned.length - toWrite.length - left.length,
      left: left.length,
      changes: [...left, ...toWrite].slice(0, most).map(changeOf),
      problems: problems.slice(0, most),
      problemCount: problems.length,
      otherSheets: [...sheet.otherSheets],
      ignored: [...recipeColumns(kind, header, hiddenFields(options)).ignored],
      read: Object.fromEntries(toWrite.map(({ unit, state }) => [unit.row, state])),
      newSuppliers: newSuppliers(
        toWrite,
        known.map(({ name }) => name),
      ),
    }
  })
}

function changeOf({ unit }: PlannedRecipe): RecipeChange {
  const { name, row, rows, fresh, changed, unchanged, removed, isReordered } = unit
  return {
    name,
    row,
    rows,
    isLeftOut: unit.value === null,
    fresh,
    changed,
    unchanged,
    removed: [...removed],
    isReordered,
  }
}

function newSuppliers(planned: readonly PlannedRecipe[], known: readonly string[]): string[] {
  const names = knownTexts(known)
  const fresh = new Map<string, string>()
  for (const one of planned) {
    const supplier = one.kind === 'materials' ? one.unit.value?.supplier : undefined
    if (supplier && names.find(supplier) === null) fresh.set(nameKey(supplier), supplier)
  }
  return [...fresh.values()].slice(0, most)
}

/** All rows of a kind, for a workbook. */
export function exportRecipeRows({
  dataDir,
  kind,
  language,
  sees,
}: {
  readonly dataDir: string
  readonly kind: RecipeKind
  readonly language: 'zh-CN' | 'en'
  readonly sees: { readonly money: boolean; readonly rates: boolean }
}) {
  return withStore(dataDir, (db) => exportRecipes(db, kind, language, sees))
}
