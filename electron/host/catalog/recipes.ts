import { checkRecipes, readRecipes } from '../../../db/catalog/recipes.ts'
import {
  parseRecipes,
  type RecipeKind,
  type RecipeRow,
  recipeHeaders,
  unitName,
} from '../../../shared/catalog/recipe-sheet.ts'
import { formatCentimetres } from '../../../shared/catalog/size-chart.ts'
import { toDecimal } from '../../../shared/money.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { seesMoney, seesRates } from '../../../shared/settings/roles.ts'
import type { GuardedContext } from '../services.ts'
import { runSheetTask, sheetFile } from '../sheet-tasks.ts'
import { xlsxFile } from '../workbook.ts'

const fileNames = {
  'zh-CN': { materials: '物料.xlsx', bom: '用料.xlsx', routing: '工序工价.xlsx', sizes: '尺寸表.xlsx' },
  en: { materials: 'materials.xlsx', bom: 'bom.xlsx', routing: 'routing.xlsx', sizes: 'size-charts.xlsx' },
} as const

/** All rows of a kind as a workbook that `previewRecipes` reads back. */
export async function exportRecipes(context: GuardedContext, kind: RecipeKind, language: 'zh-CN' | 'en') {
  const rows = await readRecipes(context.host.store.reader, kind, {
    withRates: seesRates(context.caller.role),
    money: seesMoney(context.caller.role),
  })
  const fileName = fileNames[language][kind]
  return {
    fileName,
    file: await xlsxFile(
      fileName,
      recipeHeaders[language][kind],
      rows.map((row) => cellsOf(row, language)),
    ),
  }
}

function cellsOf(row: RecipeRow, language: 'zh-CN' | 'en'): (string | number | null)[] {
  if (row.kind === 'materials')
    return [
      row.name,
      unitName(row.unit, language),
      row.width === null ? null : row.width / 10,
      row.gramsPerArea,
      row.supplier,
      row.price === null ? null : toDecimal(row.price),
      row.note,
    ]
  if (row.kind === 'bom')
    return [
      row.style,
      row.material,
      formatAmount(row.usage),
      row.part,
      row.colours.join('、'),
      bySize(row.usages, formatAmount),
      row.wastage / 10,
      row.typed === 'unit' ? '' : language === 'en' ? 'yes' : '是',
    ]
  if (row.kind === 'sizes')
    return [row.style, row.name, bySize(row.sizes, formatCentimetres), row.minus / 10, row.plus / 10]
  return [
    row.style,
    row.operation,
    row.standardSeconds,
    language === 'en' ? (row.recorded ? 'yes' : 'no') : row.recorded ? '是' : '否',
    row.after.join('、'),
    row.rate === null ? null : formatRate(row.rate),
    row.rateFrom,
    bySize(row.rates ?? {}, formatRate),
    row.skill,
  ]
}

const bySize = (amounts: Readonly<Record<string, number>>, format: (amount: number) => string) =>
  Object.entries(amounts)
    .map(([size, amount]) => `${size}:${format(amount)}`)
    .join('、')

/** What a sheet says and what of it can be written. Raises file-unreadable. */
export async function previewRecipes(context: GuardedContext, file: File) {
  const { kind, header, rows } = await runSheetTask('recipes', { file: await sheetFile(file) })
  const parsed = parseRecipes(kind, header, rows)
  const checked = await checkRecipes(context.host.store.reader, parsed.rows)
  return {
    kind,
    ...checked,
    problems: [...parsed.problems, ...checked.problems].toSorted((a, b) => a.row - b.row).slice(0, 500),
  }
}
