import { recipeKindOf } from './recipe-sheets/columns.ts'
import { isSkuSheet } from './sku-sheet.ts'

/** Why a table is not taken where it was given, beside the problems that any file may have (`file-unreadable`). */
export const wrongSheetReasons = [
  'not-a-sku-sheet',
  'not-a-recipe-sheet',
  'not-a-worker-sheet',
  // Right, but in the wrong place: there are two, and each says where the other is taken.
  'is-sku-sheet',
  'is-recipe-sheet',
] as const
export type WrongSheetReason = (typeof wrongSheetReasons)[number]

/** Why a header is none of a sheet of styles and SKUs; null: it is one. A BOM names styles and colours, too. */
export function whyNotSkus(header: readonly string[]): WrongSheetReason | null {
  if (recipeKindOf(header) !== null) return 'is-recipe-sheet'
  return isSkuSheet(header) ? null : 'not-a-sku-sheet'
}

/** Why a header is none of a sheet of materials, BOMs, routings or size charts; null: it is one. */
export function whyNotRecipes(header: readonly string[]): WrongSheetReason | null {
  if (recipeKindOf(header) !== null) return null
  return isSkuSheet(header) ? 'is-sku-sheet' : 'not-a-recipe-sheet'
}
