import { openingTemplateHeaders } from '../../../shared/inventory/opening-rows.ts'
import type { GuardedContext } from '../services.ts'
import { runSheetTask, sheetFile } from '../sheet-tasks.ts'
import { xlsxFile } from '../workbook.ts'

/** Reads a stock list and finds its SKUs and places; nothing is written. Raises file-unreadable. */
export async function previewOpening({ host }: GuardedContext, file: File, locationId: number | null) {
  return runSheetTask('openingPreview', { dataDir: host.dataDir, file: await sheetFile(file), locationId })
}

/** As many SKUs as a workshop has, at the most. */
const mostRows = 20_000

const examples = {
  'zh-CN': ['T01-W-120', 'T01', '白色', '120', 12, 38.5, 'A'],
  en: ['T01-W-120', 'T01', 'White', '120', 12, 38.5, 'A'],
} as const
const templateNames = { 'zh-CN': '期初库存模板.xlsx', en: 'opening-stock-template.xlsx' } as const

/** An empty stock list to fill in, with every SKU of the catalog that has a code, or one example row. */
export async function openingTemplate(
  context: GuardedContext,
  language: 'zh-CN' | 'en',
): Promise<{ fileName: string; file: File }> {
  const skus = await context.host.store.reader
    .selectFrom('sku')
    .innerJoin('style', 'style.id', 'sku.style_id')
    .select(['sku.seller_code', 'style.style_number', 'sku.colour', 'sku.size'])
    .where('sku.is_set', '=', 0)
    .where('sku.archived_at', 'is', null)
    .where('style.archived_at', 'is', null)
    .orderBy('style.style_number')
    .orderBy('sku.id')
    .limit(mostRows)
    .execute()
  const rows = skus.map((sku) => [sku.seller_code, sku.style_number, sku.colour, sku.size, null, null, ''])
  const fileName = templateNames[language]
  const file = await xlsxFile(
    fileName,
    openingTemplateHeaders[language],
    rows.length > 0 ? rows : [examples[language]],
    true,
  )
  return { fileName, file }
}
