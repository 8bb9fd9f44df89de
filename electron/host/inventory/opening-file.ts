import { resolveOpeningRows } from '../../../db/inventory/opening.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { OpeningRow } from '../../../shared/inventory/contract.ts'
import {
  isOpeningHeader,
  type OpeningProblem,
  openingTemplateHeaders,
  parseOpeningRows,
} from '../../../shared/inventory/opening-rows.ts'
import { openTable } from '../../../shared/orders/files/open-table.ts'
import { FileProblem, type SourceRow } from '../../../shared/orders/files/types.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

/** A workshop has a few thousand SKUs; what is larger is another file. */
const mostRows = 20_000

/** Reads a stock list and finds its SKUs and places; nothing is written. Raises file-unreadable. */
export async function previewOpening(
  context: GuardedContext,
  file: File,
  locationId: number | null,
): Promise<{
  fileName: string
  rows: OpeningRow[]
  problems: OpeningProblem[]
  pieces: number
  value: number
}> {
  const source = await readRows(file)
  const parsed = parseOpeningRows(source.header, source.rows)
  const resolved = await resolveOpeningRows(context.host.store.reader, parsed.rows, locationId)
  return {
    fileName: file.name,
    rows: resolved.rows,
    problems: [...parsed.problems, ...resolved.problems].toSorted((a, b) => a.row - b.row),
    pieces: resolved.rows.reduce((sum, row) => sum + row.quantity, 0),
    value: resolved.rows.reduce((sum, row) => sum + (row.value ?? 0), 0),
  }
}

async function readRows(file: File): Promise<{ header: readonly string[]; rows: readonly SourceRow[] }> {
  try {
    const table = await openTable(file.name, new Uint8Array(await file.arrayBuffer()), {
      accepts: isOpeningHeader,
    })
    const rows: SourceRow[] = []
    for await (const chunk of table.rows()) {
      rows.push(...chunk.rows)
      if (rows.length > mostRows) throw new FileProblem('file-too-large', { rows: mostRows })
    }
    return { header: table.header, rows }
  } catch (error) {
    if (error instanceof FileProblem)
      throw new YifangError('file-unreadable', { file: file.name, reason: error.code, detail: error.detail })
    throw error
  }
}

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
  )
  return { fileName, file }
}
