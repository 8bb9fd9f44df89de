import { parseMoney } from '../money.ts'
import { parsePieces } from '../quantity.ts'

export const openingProblemCodes = [
  'header-missing',
  'sku-unknown',
  'sku-missing',
  'sku-is-set',
  'quantity-wrong',
  'quantity-negative',
  'cost-wrong',
  'location-unknown',
  'location-missing',
  'twice',
] as const
export type OpeningProblemCode = (typeof openingProblemCodes)[number]

/** Headers that a stock list may carry, normalised; the template uses the first of each. */
export const openingHeaders = {
  code: ['商家编码', '编码', '规格编码', '条码', 'sku', 'sellercode', 'sellersku', 'code', 'barcode'],
  style: ['款号', '款式编号', '货号', '款式', 'style', 'stylenumber', 'styleno'],
  colour: ['颜色', '色', 'colour', 'color'],
  size: ['尺码', '尺寸', '码', 'size'],
  quantity: ['数量', '库存', '库存数量', '现有库存', '件数', 'quantity', 'qty', 'stock', 'pieces'],
  cost: ['单位成本', '成本', '成本价', '单价', '进价', 'unitcost', 'cost', 'costprice'],
  location: ['库位', '货架', '仓位', '位置', 'location', 'shelf', 'bin'],
} as const
export type OpeningField = keyof typeof openingHeaders

export const openingTemplateHeaders: Readonly<Record<'zh-CN' | 'en', readonly string[]>> = {
  'zh-CN': ['商家编码', '款号', '颜色', '尺码', '数量', '单位成本', '库位'],
  en: ['Seller code', 'Style', 'Colour', 'Size', 'Quantity', 'Unit cost', 'Location'],
}

export interface ParsedOpeningRow {
  /** Row in the sheet, counted from 1. */
  readonly row: number
  readonly code: string
  readonly style: string
  readonly colour: string
  readonly size: string
  readonly quantity: number
  /** Fen a piece; null where the cell is empty. */
  readonly unitCost: number | null
  readonly location: string
}

export interface OpeningProblem {
  readonly row: number
  /** What the row says it is of: code, or style, colour and size. */
  readonly sku: string
  readonly code: OpeningProblemCode
  readonly value: string
}

const plain = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-*()（）:：]/g, '')

/** Whether a row is the header of a stock list: it names a quantity and either a code or a style. */
export function isOpeningHeader(header: readonly string[]): boolean {
  const columns = columnsOf(header)
  return columns.quantity !== undefined && (columns.code !== undefined || columns.style !== undefined)
}

/**
 * Reads the rows of a stock list. Rows without any cell are passed over, those without a quantity (counted as blank)
 * and of quantity 0 too (nothing is there); a row that cannot be read is a problem and does not stop the others.
 */
export function parseOpeningRows(
  header: readonly string[],
  sourceRows: Iterable<{ readonly row: number; readonly cells: readonly string[] }>,
): {
  readonly rows: readonly ParsedOpeningRow[]
  /** Rows of the template that nobody filled in. */
  readonly blank: number
  readonly problems: readonly OpeningProblem[]
} {
  if (!isOpeningHeader(header))
    return {
      rows: [],
      blank: 0,
      problems: [{ row: 1, sku: '', code: 'header-missing', value: header.join(' | ').slice(0, 200) }],
    }
  const columns = columnsOf(header)
  const rows: ParsedOpeningRow[] = []
  const problems: OpeningProblem[] = []
  let blank = 0
  for (const { row, cells } of sourceRows) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (field: OpeningField) => {
      const column = columns[field]
      return column === undefined ? '' : (cells[column] ?? '').normalize('NFKC').trim()
    }
    if (cell('quantity') === '') {
      blank += 1
      continue
    }
    const sku = cell('code') || [cell('style'), cell('colour'), cell('size')].filter(Boolean).join(' ')
    const problem = (code: OpeningProblemCode, value: string) => problems.push({ row, sku, code, value })
    const quantity = parsePieces(cell('quantity'))
    const unitCost = cell('cost') === '' ? null : parseMoney(cell('cost'))
    if (/^-\d/.test(cell('quantity'))) problem('quantity-negative', cell('quantity'))
    else if (quantity === null) problem('quantity-wrong', cell('quantity'))
    else if (cell('cost') !== '' && (unitCost === null || unitCost < 0)) problem('cost-wrong', cell('cost'))
    else if (cell('code') === '' && cell('style') === '') problem('sku-missing', '')
    else if (quantity > 0)
      rows.push({
        row,
        code: cell('code'),
        style: cell('style'),
        colour: cell('colour'),
        size: cell('size'),
        quantity,
        unitCost,
        location: cell('location'),
      })
  }
  return { rows, blank, problems }
}

function columnsOf(header: readonly string[]): Partial<Record<OpeningField, number>> {
  const names = header.map(plain)
  const columns: Partial<Record<OpeningField, number>> = {}
  for (const [field, known] of Object.entries(openingHeaders) as [OpeningField, readonly string[]][]) {
    const at = known.map((name) => names.indexOf(name)).find((index) => index !== -1)
    if (at !== undefined) columns[field] = at
  }
  return columns
}
