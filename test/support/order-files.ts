import { readFileSync } from 'node:fs'
import writeXlsxFile from 'write-excel-file/node'
import { encodeGbk } from '../../shared/gbk.ts'
import { recognise } from '../../shared/orders/files/recognise.ts'

/** Every header list known, by platform and year. */
export const headerSets = JSON.parse(
  readFileSync(new URL('../samples/headers.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface MadeLine {
  readonly lineId: string
  readonly title: string
  readonly attributes: string
  readonly sellerCode: string
  readonly quantity: number
  /** Minor units. */
  readonly price: number
}

export interface MadeOrder {
  readonly number: string
  /** 0 paid, 1 shipped, 2 completed. */
  readonly step: 0 | 1 | 2
  readonly lines: readonly MadeLine[]
  /** Minutes after 2026-05-01 00:00. */
  readonly minute: number
}

const titles = [
  '六一儿童演出服小白兔动物表演服',
  '小荷风采蒙古族舞蹈服女童大摆裙',
  '军装护士演出服红军表演服',
  '古筝演出服汉服女童',
]
const colours = ['白色小兔', '红色', '军绿色', '蓝色']
const sizes = ['100cm', '110cm', '120cm', '130cm', '140cm']

/** N orders of one to three lines, the same every time. Shared by an order list and its item list. */
export function makeOrders(count: number, linesPerOrder = 2): readonly MadeOrder[] {
  return Array.from({ length: count }, (_, index) => ({
    number: String(index + 1),
    step: (index % 3) as 0 | 1 | 2,
    minute: index % 30_000,
    lines: Array.from({ length: 1 + ((index + linesPerOrder - 1) % (linesPerOrder * 2 - 1)) }, (_, line) => ({
      lineId: `${index + 1}${line + 1}`,
      title: titles[(index + line) % titles.length]!,
      attributes: `颜色分类：${colours[index % 4]}；参考身高：${sizes[line % 5]}`,
      sellerCode: `DY-${index % 50}-${sizes[line % 5]}`,
      quantity: 1 + (index % 8),
      price: 2514 + (index % 100) * 7,
    })),
  }))
}

/** The platform's way of writing an order number. Never ends in zeros, which would look like Excel's rounding. */
export function orderNumberOf(source: string, order: MadeOrder): string {
  const serial = order.number.padStart(8, '0')
  switch (source) {
    case 'pinduoduo':
      return `260518-6000000${serial}`
    case 'shopee':
      return `260518AB${serial}`
    case 'lazada':
      return `4210${serial}17`
    case '1688':
      return `26000000${serial}007`
    default:
      return `35153131${serial}007`
  }
}

const statusWords: Readonly<Record<string, readonly [string, string, string]>> = {
  taobao: ['买家已付款，等待卖家发货', '卖家已发货，等待买家确认', '交易成功'],
  pinduoduo: ['待发货', '已发货，待签收', '已收货'],
  '1688': ['等待卖家发货', '等待买家收货', '交易成功'],
  douyin: ['待发货', '已发货', '已完成'],
  shopee: ['To ship', 'Shipping', 'Completed'],
  lazada: ['pending', 'shipped', 'delivered'],
  tiktok: ['To ship', 'Shipped', 'Completed'],
  jushuitan: ['已付款待审核', '已发货', '已发货'],
}

const money = (minor: number) => `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`

function timeText(minute: number): string {
  return new Date(Date.UTC(2026, 4, 1, 0, minute)).toISOString().slice(0, 19).replace('T', ' ')
}

/** A table of any header set with the given orders, as text without any wrapping. */
export function orderTable(header: readonly string[], orders: readonly MadeOrder[]): Table {
  const format = recognise(header)
  if (format === null) throw new Error('a header set of no known format')
  const { source, carries } = format
  const rows: string[][] = []
  if (format.id === 'tiktok') rows.push(header.map((name) => `Description of ${name}`))
  const fill = (order: MadeOrder, line: MadeLine | null, isFirst: boolean) => {
    const values = valuesOf(source, order, line)
    const row = header.map(() => '')
    for (const [field, column] of Object.entries(format.columns)) {
      const continued = format.id === '1688' && !isFirst && !lineFields.has(field)
      row[column] = continued ? '' : (values[field] ?? '')
    }
    rows.push(row)
  }
  for (const order of orders) {
    if (carries === 'orders') fill(order, null, true)
    else if (source === 'pinduoduo') fill(order, order.lines[0]!, true)
    else {
      for (const [index, line] of order.lines.entries()) {
        const pieces = source === 'lazada' ? line.quantity : 1
        for (let piece = 0; piece < pieces; piece++) {
          fill(order, piece === 0 ? line : { ...line, lineId: `${line.lineId}9${piece}` }, index === 0)
        }
      }
    }
  }
  return { header, rows }
}

const lineFields = new Set(
  'lineId title attributes sellerCode outerCode listingId listingSkuId quantity unitPrice'.split(' '),
)

function valuesOf(source: string, order: MadeOrder, line: MadeLine | null): Readonly<Record<string, string>> {
  const total = order.lines.reduce((sum, each) => sum + each.price * each.quantity, 0)
  const created = timeText(order.minute)
  const shipped = order.step > 0 ? timeText(order.minute + 1440) : ''
  const area = ['广东省', '广州市', '越秀区'] as const
  const street = `示例路${order.number}号示例苑1栋101`
  return {
    orderNumber: orderNumberOf(source, order),
    status: statusWords[source]?.[order.step] ?? '',
    goodsAmount: money(total),
    postageAmount: '0.00',
    paidAmount: money(source === 'douyin' && line ? line.price * line.quantity : total),
    buyerId: `tb${order.number}`,
    buyerNote: order.minute % 7 === 0 ? '请尽快发货，5月30日"六一"演出,谢谢' : '',
    name: '示例甲',
    phone: '13800000001',
    fullAddress: `${area.join(' ')} ${street}(510180)`,
    province: area[0],
    city: area[1],
    district: area[2],
    address: street,
    createdAt: created,
    paidAt: created,
    shippedAt: shipped,
    carrier: shipped && '中通快递',
    tracking: shipped && `7360031${order.number.padStart(7, '0')}`,
    pieceCount: String(order.lines.reduce((sum, each) => sum + each.quantity, 0)),
    kindCount: String(order.lines.length),
    titles: order.lines.map((each) => each.title).join('，'),
    shopName: '示例演出服饰厂',
    ...(line === null
      ? {}
      : {
          lineId: line.lineId,
          title: line.title,
          attributes: line.attributes,
          sellerCode: line.sellerCode,
          quantity: String(line.quantity),
          unitPrice: money(line.price),
        }),
  }
}

export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'gbk'

export interface CsvOptions {
  readonly encoding?: CsvEncoding
  readonly delimiter?: string
  /** Writes long numbers as Taobao does: `="35153131473290001"`. */
  readonly wrapNumbers?: boolean
}

/** The bytes of a table as CSV, every cell quoted. */
export function csvBytes(table: Table, options: CsvOptions = {}): Uint8Array {
  const { encoding = 'gbk', delimiter = ',', wrapNumbers = true } = options
  const cell = (text: string) => {
    const quoted = `"${text.replaceAll('"', '""')}"`
    return wrapNumbers && /^\d{12,}$/.test(text) ? `=${quoted}` : quoted
  }
  const line = (cells: readonly string[]) => cells.map(cell).join(delimiter)
  return encodeText(`${[table.header, ...table.rows].map(line).join('\r\n')}\r\n`, encoding)
}

export function encodeText(text: string, encoding: CsvEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text)
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`)
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le')
    case 'gbk':
      return gbkOf(text)
  }
}

function gbkOf(text: string): Uint8Array {
  const bytes = encodeGbk(text)
  if (bytes === null) throw new Error(`not in GBK: ${text}`)
  return bytes
}

/** The bytes of a table as XLSX, all cells text as the platforms write them. */
export async function xlsxBytes(table: Table, sheet = 'Sheet1'): Promise<Uint8Array> {
  const data = [table.header, ...table.rows].map((row) =>
    row.map((value) => (value === '' ? null : { value, type: String })),
  )
  return writeXlsxFile(data, { sheet }).toBuffer()
}
