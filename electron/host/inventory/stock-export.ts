import { listShortages } from '../../../db/inventory/shortages.ts'
import { listStock } from '../../../db/inventory/stock-list.ts'
import { businessDate, formatInstant } from '../../../shared/dates.ts'
import type { StockFilter } from '../../../shared/inventory/contract.ts'
import { toDecimal } from '../../../shared/money.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

const mostRows = 100_000
const pageRows = 500

const stockHeaders = {
  'zh-CN': [
    '款号',
    '款式',
    '颜色',
    '尺码',
    '商家编码',
    '可售库存',
    '已占用',
    '可用',
    '预计到货',
    '缺件',
    '待检',
    '次品',
    '安全库存',
    '库存金额',
  ],
  en: [
    'Style',
    'Name',
    'Colour',
    'Size',
    'Seller code',
    'On hand',
    'Allocated',
    'Free',
    'Expected',
    'Short',
    'Unchecked',
    'Seconds',
    'Safety stock',
    'Value',
  ],
} as const

/** The filtered stock list as XLSX, in the caller's language; values only for who sees money. */
export async function exportStock(
  context: GuardedContext,
  filter: StockFilter,
): Promise<{ fileName: string; file: File }> {
  const { host, caller } = context
  const money = seesMoney(caller.role)
  const rows: (string | number | null)[][] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const page = await listStock(host.store.reader, { ...filter, offset, limit: pageRows }, money)
    for (const row of page.rows)
      rows.push([
        row.styleNumber,
        row.styleName,
        row.colour,
        row.size,
        row.sellerCode,
        row.onHand,
        row.allocated,
        row.free,
        row.expected,
        row.short,
        row.unchecked,
        row.seconds,
        row.safetyStock,
        ...(money ? [Number(toDecimal(row.value ?? 0))] : []),
      ])
    if (page.rows.length < pageRows) break
    // Other calls are answered between the pages.
    await new Promise((turn) => setImmediate(turn))
  }
  const language = languageOf(context)
  const header = money ? stockHeaders[language] : stockHeaders[language].slice(0, -1)
  const day = businessDate(host.clock())
  return named(language === 'en' ? `stock-${day}.xlsx` : `库存-${day}.xlsx`, header, rows)
}

const shortageHeaders = {
  'zh-CN': [
    '款号',
    '款式',
    '颜色',
    '尺码',
    '缺件',
    '未安排',
    '预计到货',
    '可售库存',
    '等待订单数',
    '最早发货截止',
    '最早演出日期',
  ],
  en: [
    'Style',
    'Name',
    'Colour',
    'Size',
    'Short',
    'Unanswered',
    'Expected',
    'On hand',
    'Orders',
    'Earliest ship-by',
    'Earliest performance',
  ],
} as const

/** The shortage list as XLSX: what to make or to ask the neighbour for. */
export async function exportShortages(context: GuardedContext): Promise<{ fileName: string; file: File }> {
  const { styles } = await listShortages(context.host.store.reader, '')
  const rows = styles.flatMap((style) =>
    style.cells.map((cell) => [
      style.styleNumber,
      style.styleName,
      cell.colour,
      cell.size,
      cell.short,
      cell.unanswered,
      cell.expected,
      cell.onHand,
      cell.orders,
      cell.shipBy === null ? '' : formatInstant(cell.shipBy),
      cell.performanceDate ?? '',
    ]),
  )
  const language = languageOf(context)
  const day = businessDate(context.host.clock())
  return named(language === 'en' ? `short-${day}.xlsx` : `缺货-${day}.xlsx`, shortageHeaders[language], rows)
}

async function named(fileName: string, header: readonly string[], rows: (string | number | null)[][]) {
  return { fileName, file: await xlsxFile(fileName, header, rows) }
}

function languageOf(context: GuardedContext): 'zh-CN' | 'en' {
  return context.connection.language ?? 'zh-CN'
}
