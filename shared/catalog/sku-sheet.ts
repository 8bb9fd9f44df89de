import { z } from 'zod'
import { headerKey } from '../orders/files/header-names.ts'
import { parsePieces } from '../quantity.ts'
import { isSpoilt } from './spoilt-names.ts'

/** Columns of the sheet of styles and SKUs, in the order in which it is written. */
export const sheetFields = [
  'styleNumber',
  'name',
  'colour',
  'size',
  'sellerCode',
  'barcode',
  'safetyStock',
  'note',
] as const
export type SheetField = (typeof sheetFields)[number]

export const sheetHeaders: Readonly<Record<'zh-CN' | 'en', Readonly<Record<SheetField, string>>>> = {
  'zh-CN': {
    styleNumber: '款号',
    name: '款名',
    colour: '颜色',
    size: '尺码',
    sellerCode: '商家编码',
    barcode: '条码',
    safetyStock: '安全库存',
    note: '备注',
  },
  en: {
    styleNumber: 'Style number',
    name: 'Style name',
    colour: 'Colour',
    size: 'Size',
    sellerCode: 'Seller code',
    barcode: 'Barcode',
    safetyStock: 'Safety stock',
    note: 'Note',
  },
}

/** Other names under which people keep these columns in sheets of their own and of ERPs. */
const otherNames: Readonly<Record<SheetField, readonly string[]>> = {
  styleNumber: ['款式编号', '款式编码', '货号', '款式', 'Style no', 'Style'],
  name: ['款式名称', '名称', '商品名称', '品名', 'Name'],
  colour: ['颜色分类', '颜色名称', 'Color'],
  size: ['尺寸', '规格', '参考身高', '身高'],
  sellerCode: ['商品编码', 'SKU编码', '规格编码', '编码', 'SKU', 'Seller SKU'],
  barcode: ['国标码', '条形码', '商品条码', 'EAN'],
  safetyStock: ['最低库存', '库存下限', '警戒库存', 'Minimum stock'],
  note: ['说明', '款式备注', 'Remark'],
}

const fieldByHeader: ReadonlyMap<string, SheetField> = new Map(
  sheetFields.flatMap((field) =>
    [sheetHeaders['zh-CN'][field], sheetHeaders.en[field], ...otherNames[field]].map(
      (name) => [headerKey(name).toLowerCase(), field] as const,
    ),
  ),
)

/** Which column holds which field. Two headers of one field: the first counts. */
export function sheetColumns(header: readonly string[]): Readonly<Partial<Record<SheetField, number>>> {
  const columns: Partial<Record<SheetField, number>> = {}
  for (const [index, text] of header.entries()) {
    const field = fieldByHeader.get(headerKey(text).toLowerCase())
    if (field !== undefined && columns[field] === undefined) columns[field] = index
  }
  return columns
}

/** Whether a header is one of this sheet: it names styles, and something of their SKUs. */
export function isSkuSheet(header: readonly string[]): boolean {
  const columns = sheetColumns(header)
  return (
    columns.styleNumber !== undefined && (columns.colour ?? columns.size ?? columns.sellerCode) !== undefined
  )
}

export const sheetProblemCodes = [
  'style-missing',
  'too-long',
  'not-a-number',
  'sku-repeated',
  'code-repeated',
  'barcode-repeated',
  'code-taken',
  'barcode-taken',
  'mangled',
  'row-slid',
  'ambiguous',
  'which-sku',
  'style-differs',
] as const

export const sheetProblemSchema = z.object({
  /** Row of the file, as Excel numbers it. */
  row: z.int(),
  code: z.enum(sheetProblemCodes),
  field: z.enum(sheetFields),
  value: z.string(),
  /** What it clashes with: a SKU, or the row above. */
  with: z.string(),
})
export type SheetProblem = z.infer<typeof sheetProblemSchema>

/**
 * One row, read, its texts spelt as in the file. Null: the file does not say (no such column, or an empty cell): what is
 * known stays. An empty colour or size is one of no name; null where the sheet has no column for it.
 */
export interface SheetRow {
  readonly row: number
  readonly styleNumber: string
  readonly name: string | null
  readonly colour: string | null
  readonly size: string | null
  readonly sellerCode: string | null
  readonly barcode: string | null
  readonly safetyStock: number | null
  readonly note: string | null
}

const longest: Readonly<Record<SheetField, number>> = {
  styleNumber: 40,
  name: 60,
  colour: 60,
  size: 60,
  sellerCode: 60,
  barcode: 60,
  safetyStock: 20,
  note: 1000,
}

/**
 * Reads the rows below a header. A row with a problem is left out and named; all others go in. An empty style
 * number under a style's row means the same style, and an empty colour then the same colour, as people merge cells in
 * Excel; where such a row names no SKU it is a remark or a sum. The first row of a style that names it, or notes
 * something, counts for all: of two names each import would write the other one.
 */
export function readSheet(
  header: readonly string[],
  source: readonly {
    readonly row: number
    readonly cells: readonly string[]
    /** See SourceRow. A short last row is none: Excel leaves the commas of empty cells away at a CSV's end. */
    readonly flaw?: 'cut' | 'long'
    readonly isOpen?: true
  }[],
): { readonly rows: readonly SheetRow[]; readonly problems: readonly SheetProblem[] } {
  const columns = sheetColumns(header)
  const rows: SheetRow[] = []
  const problems: SheetProblem[] = []
  const seen = {
    sku: new Map<string, number>(),
    code: new Map<string, number>(),
    barcode: new Map<string, number>(),
  }
  const said = new Map<string, { readonly text: string; readonly row: number }>()
  let above = { styleNumber: '', colour: '' }
  const isWhole = columns.colour !== undefined && columns.size !== undefined
  for (const { row, cells, flaw, isOpen } of source) {
    const text = (field: SheetField) => {
      const column = columns[field]
      return column === undefined ? '' : (cells[column] ?? '').trim()
    }
    const problem = (code: SheetProblem['code'], field: SheetField, clash = '') =>
      problems.push({ row, code, field, value: text(field).slice(0, 100), with: clash })
    if (flaw === 'long' || isOpen) {
      problem('row-slid', 'styleNumber')
      // Whose it is cannot be told, nor whose the rows below it are.
      above = { styleNumber: '', colour: '' }
      continue
    }
    const isBelow = text('styleNumber') === ''
    const namesSku = (['colour', 'size', 'sellerCode', 'barcode'] as const).some(
      (field) => text(field) !== '',
    )
    const styleNumber = text('styleNumber') || above.styleNumber
    if (styleNumber === '' || isSum(styleNumber) || (isBelow && !namesSku)) {
      problem('style-missing', 'styleNumber')
      continue
    }
    const colour = text('colour') || (isBelow ? above.colour : '')
    above = { styleNumber, colour }
    const own = (field: SheetField) =>
      field === 'styleNumber' ? styleNumber : field === 'colour' ? colour : text(field)
    const tooLong = sheetFields.find((field) => own(field).length > longest[field])
    if (tooLong !== undefined) {
      problem('too-long', tooLong)
      continue
    }
    const spoilt = (['styleNumber', 'colour', 'size', 'sellerCode', 'barcode'] as const).find((field) =>
      isSpoilt(own(field)),
    )
    if (spoilt !== undefined) {
      problem('mangled', spoilt)
      continue
    }
    const stock = text('safetyStock')
    const safetyStock = stock === '' ? null : parsePieces(stock)
    if (stock !== '' && (safetyStock === null || safetyStock > 1_000_000)) {
      problem('not-a-number', 'safetyStock')
      continue
    }
    const clash = firstClash(seen, row, [
      [
        'sku',
        isWhole ? [styleNumber, colour, text('size')].join('\n').toUpperCase() : '',
        'sku-repeated',
        'size',
      ],
      ['code', text('sellerCode').toUpperCase(), 'code-repeated', 'sellerCode'],
      ['barcode', text('barcode'), 'barcode-repeated', 'barcode'],
    ])
    if (clash !== null) {
      problem(clash.code, clash.field, String(clash.row))
      continue
    }
    const other = (['name', 'note'] as const)
      .map((field) => ({
        field,
        first: firstSaid(said, `${field} ${styleNumber.toUpperCase()}`, text(field), row),
      }))
      .find(({ field, first }) => text(field) !== '' && first.text !== text(field))
    if (other) {
      problem('style-differs', other.field, String(other.first.row))
      continue
    }
    rows.push({
      row,
      styleNumber,
      name: text('name') || null,
      colour: columns.colour === undefined ? null : colour,
      size: columns.size === undefined ? null : text('size'),
      sellerCode: text('sellerCode') || null,
      barcode: text('barcode') || null,
      safetyStock,
      note: text('note') || null,
    })
  }
  return { rows, problems }
}

/** Whether a row adds up what stands above it. */
const isSum = (text: string) =>
  /^(?:合计|总计|小计|共计|total|sum)[:：]?$/i.test(text.normalize('NFKC').trim())

/** What the first row says that says anything; an empty text says nothing. */
function firstSaid(
  said: Map<string, { readonly text: string; readonly row: number }>,
  key: string,
  text: string,
  row: number,
) {
  const first = said.get(key) ?? { text, row }
  if (text !== '') said.set(key, first)
  return first
}

type Seen = Readonly<Record<'sku' | 'code' | 'barcode', Map<string, number>>>
type Key = readonly [kind: keyof Seen, key: string, code: SheetProblem['code'], field: SheetField]

/** The first of a row's keys that an earlier row has; where none is, all of them are remembered. */
function firstClash(seen: Seen, row: number, keys: readonly Key[]) {
  for (const [kind, key, code, field] of keys) {
    const before = key.trim() === '' ? undefined : seen[kind].get(key)
    if (before !== undefined) return { code, field, row: before }
  }
  for (const [kind, key] of keys) if (key.trim() !== '') seen[kind].set(key, row)
  return null
}
