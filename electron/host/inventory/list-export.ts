import { listCounts } from '../../../db/inventory/counts.ts'
import { listReceipts } from '../../../db/inventory/read-receipts.ts'
import { listMoves } from '../../../db/inventory/stock-item.ts'
import { listSuppliers } from '../../../db/inventory/suppliers.ts'
import { listSupplies } from '../../../db/inventory/supply-list.ts'
import { unitName } from '../../../shared/catalog/recipe-sheets/materials.ts'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import { businessDate, formatInstant } from '../../../shared/dates.ts'
import type { ExportedList } from '../../../shared/inventory/contract.ts'
import { toDecimal } from '../../../shared/money.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

type Cells = readonly (readonly (string | number | null)[])[]
type Language = 'zh-CN' | 'en'

const mostRows = 100_000
const pageRows = 500

const texts = {
  receipts: {
    'zh-CN': ['入库记录', '单号', '日期', '来源', '供应商', '件数', '物料', '金额', '已付', '备注', '已作废'],
    en: [
      'receipts',
      'No',
      'Date',
      'From',
      'Supplier',
      'Pieces',
      'Materials',
      'Amount',
      'Paid',
      'Note',
      'Taken back',
    ],
  },
  suppliers: {
    'zh-CN': ['供应商', '名称', '类型', '电话', '买了', '加工费', '退回', '付了', '还欠', '备注'],
    en: ['suppliers', 'Name', 'Kind', 'Phone', 'Bought', 'Work', 'Given back', 'Paid', 'Owed', 'Note'],
  },
  supplies: {
    'zh-CN': ['在途', '商品或物料', '商家编码', '怎么来', '数量', '已到', '单位', '哪天到', '供应商', '备注'],
    en: [
      'expected',
      'SKU or material',
      'Seller code',
      'How',
      'Quantity',
      'Come',
      'Unit',
      'Expected on',
      'Supplier',
      'Note',
    ],
  },
  counts: {
    'zh-CN': ['盘点', '编号', '库位', '状态', '开始', '谁', '规格数', '件数', '备注'],
    en: ['counts', 'No', 'Place', 'State', 'Begun', 'By', 'SKUs', 'Pieces', 'Note'],
  },
  moves: {
    'zh-CN': ['库存流水', '时间', '谁', '库位', '数量', '结余', '金额', '原因', '单据', '备注'],
    en: ['stock-moves', 'At', 'By', 'Place', 'Pieces', 'Balance', 'Value', 'Reason', 'For', 'Note'],
  },
} as const

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    own: '自己做的',
    supplier: '供应商',
    neighbour: '隔壁',
    make: '自己做',
    buy: '去拿货',
    wait: '等',
    open: '在盘',
    done: '已完成',
    cancelled: '已取消',
    opening: '期初',
    receipt: '进货',
    made: '自产入库',
    count: '盘点',
    adjust: '调整',
    transfer: '移库',
    shipped: '发货',
    unshipped: '撤销发货',
    returned: '退货',
    cost: '成本更正',
    packaging: '包装',
    issued: '批次用料',
    pieces: '件',
  },
  en: { own: 'own work' },
}

/** One of the stock lists as XLSX, whole, in the caller's language; money only for who sees it. */
export async function exportList(
  { host, caller }: GuardedContext,
  input: { readonly list: ExportedList; readonly itemId?: number | undefined; readonly headers: Language },
): Promise<{ fileName: string; file: File }> {
  const db = host.store.reader
  const money = seesMoney(caller.role)
  const say = (word: string) => words[input.headers][word] ?? word
  const amount = (fen: number | null) => (fen === null || !money ? null : Number(toDecimal(fen)))
  const readers: { readonly [L in ExportedList]: () => Promise<Cells> } = {
    receipts: async () =>
      (await allPages((page) => listReceipts(db, page, money))).map((row) => [
        row.id,
        row.businessDate,
        say(row.source),
        row.supplierName,
        row.pieces,
        row.materials
          .map(
            ({ name, unit, quantity }) =>
              `${name} ${formatAmount(quantity)} ${unitName(unit, input.headers)}`,
          )
          .join(input.headers === 'en' ? ', ' : '、'),
        amount(row.amount),
        amount(row.paid),
        row.note,
        row.voided ? '✓' : '',
      ]),
    suppliers: async () =>
      (await listSuppliers(db)).map((row) => [
        row.name,
        say(row.kind),
        row.phone,
        amount(row.bought),
        amount(row.work),
        amount(row.returned),
        amount(row.paid),
        amount(row.owed),
        row.note,
      ]),
    supplies: async () =>
      (await listSupplies(db, businessDate(host.clock()))).map((row) => [
        row.sku ? skuText(row.sku) : (row.material?.name ?? ''),
        row.sku?.sellerCode ?? '',
        say(row.kind),
        row.material ? row.quantity / 1000 : row.quantity,
        row.material ? row.received / 1000 : row.received,
        row.material ? unitName(row.material.unit, input.headers) : say('pieces'),
        row.expectedDate ?? '',
        row.supplierName,
        row.note,
      ]),
    counts: async () =>
      (await allPages((page) => listCounts(db, page))).map((row) => [
        row.id,
        row.locationName,
        say(row.state),
        formatInstant(row.startedAt),
        row.userName,
        row.skus,
        row.pieces,
        row.note,
      ]),
    moves: async () =>
      (await allPages((page) => listMoves(db, { ...page, itemId: input.itemId ?? 0 }, money))).map((row) => [
        formatInstant(row.at),
        row.userName,
        row.locationName,
        row.quantity,
        row.balance,
        amount(row.value),
        say(row.reason),
        row.referenceText,
        row.note,
      ]),
  }
  const [name, ...header] = texts[input.list][input.headers]
  const fileName = `${name}-${businessDate(host.clock())}.xlsx`
  return { fileName, file: await xlsxFile(fileName, header, await readers[input.list]()) }
}

async function allPages<R>(
  read: (page: {
    readonly offset: number
    readonly limit: number
  }) => Promise<{ readonly rows: readonly R[] }>,
): Promise<R[]> {
  const rows: R[] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const page = await read({ offset, limit: pageRows })
    rows.push(...page.rows)
    if (page.rows.length < pageRows) break
  }
  return rows
}
