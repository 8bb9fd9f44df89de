import { formatInstant } from '../../../shared/dates.ts'
import type { DemoOrder } from './make-orders.ts'

/*
 * The files a seller would have downloaded: the demo takes them in as a newcomer will take in her own. UTF-8
 * with BOM, as Excel-minded exports are written; headings of Taobao's and Pinduoduo's present exports.
 */

const taobaoStatus = {
  unpaid: '等待买家付款',
  paid: '买家已付款，等待卖家发货',
  shipped: '卖家已发货，等待买家确认',
  completed: '交易成功',
  closed: '交易关闭',
} as const
const pinduoduoStatus = {
  unpaid: '待支付',
  paid: '待发货',
  shipped: '已发货，待签收',
  completed: '已收货',
  closed: '已取消',
} as const

const time = (at: number | null) => (at === null ? '' : formatInstant(at, 'Asia/Shanghai', true))
const yuan = (fen: number) => (fen / 100).toFixed(2)
const paidOf = (order: DemoOrder) => order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0)
const maskName = (name: string) => `${name.slice(0, 1)}${'*'.repeat(name.length - 1)}`
const maskPhone = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(7)}`
const maskAddress = (address: string) => `${address.slice(0, 2)}****`

function csv(rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const cell = (text: string) => (/[",\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n')
  return new TextEncoder().encode(`\ufeff${text}\r\n`)
}

const stamp = (at: number) => formatInstant(at, 'Asia/Shanghai', true).replaceAll(/[-: ]/g, '')

/** Taobao's pair: the order list and the item list of the same moment. */
export function taobaoFiles(orders: readonly DemoOrder[], exportedAt: number): File[] {
  const heads = [
    '订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝种类,物流单号,物流公司,订单备注,宝贝总数量,退款金额,确认收货时间,发货时间'.split(
      ',',
    ),
    ...orders.map((order) => {
      const { buyer, masked } = order
      const paid = paidOf(order)
      const [province, city, district] = buyer.place
      const address = `${province} ${city} ${district} ${masked ? maskAddress(buyer.address) : buyer.address}`
      return [
        `="${order.number}"`,
        buyer.account,
        yuan(paid),
        '0.00',
        yuan(paid),
        order.paidAt === null ? '0.00' : yuan(paid),
        taobaoStatus[order.status],
        order.buyerNote,
        masked ? maskName(buyer.name) : buyer.name,
        address,
        `'${masked ? maskPhone(buyer.phone) : buyer.phone}`,
        time(order.createdAt),
        time(order.paidAt),
        order.lines.map((line) => line.title).join('，'),
        String(order.lines.length),
        order.tracking === '' ? '' : `No:${order.tracking}`,
        order.tracking === '' ? '' : order.carrier,
        order.sellerNote,
        String(order.lines.reduce((sum, line) => sum + line.quantity, 0)),
        '0.00',
        time(order.completedAt),
        time(order.shippedAt),
      ]
    }),
  ]
  const items = [
    '主订单编号,子订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,退款状态'.split(
      ',',
    ),
    ...orders.flatMap((order) =>
      order.lines.map((line, at) => [
        `="${order.number}"`,
        `="${order.lines.length === 1 ? order.number : `${order.number.slice(0, -1)}${at + 1}`}"`,
        line.title,
        yuan(line.price),
        String(line.quantity),
        '',
        line.attributes,
        '',
        '',
        taobaoStatus[order.status],
        line.sellerCode,
        order.refund ? '买家已经申请退款，等待卖家同意' : '没有申请退款',
      ]),
    ),
  ]
  return [
    new File([csv(heads)], `ExportOrderList${stamp(exportedAt)}.csv`),
    new File([csv(items)], `ExportOrderDetailList${stamp(exportedAt)}.csv`),
  ]
}

/** Pinduoduo: one row a line, values that end in a TAB where Excel would spoil them, recipients hidden. */
export function pinduoduoFile(orders: readonly DemoOrder[], exportedAt: number): File {
  const rows = [
    '商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),用户实付金额(元),商品数量(件),收货人,手机,省,市,区,街道,详细地址,支付时间,承诺发货时间,发货时间,确认收货时间,商品id,商品规格,商家编码-规格维度,买家留言,商家备注,售后状态,快递单号,快递公司,订单成交时间'.split(
      ',',
    ),
    ...orders.flatMap((order) =>
      // A Pinduoduo order has one article.
      order.lines.slice(0, 1).map((line) => {
        const { buyer, masked } = order
        const [province, city, district] = buyer.place
        const total = yuan(line.price * line.quantity)
        return [
          line.title,
          `${order.number}\t`,
          order.refund ? '待发货' : pinduoduoStatus[order.status],
          total,
          '0',
          '0',
          order.paidAt === null ? '0' : total,
          String(line.quantity),
          masked ? maskName(buyer.name) : buyer.name,
          `${masked ? maskPhone(buyer.phone) : buyer.phone}\t`,
          province,
          city,
          district,
          '',
          masked ? maskAddress(buyer.address) : buyer.address,
          `${time(order.paidAt)}\t`,
          order.paidAt === null ? '' : `${time(order.paidAt + 48 * 3_600_000)}\t`,
          `${time(order.shippedAt)}\t`,
          `${time(order.completedAt)}\t`,
          '754000000001',
          line.attributes.replaceAll(/颜色分类：|参考身高：/g, '').replace('；', ','),
          line.sellerCode,
          order.buyerNote,
          order.sellerNote,
          order.refund ? '退款中' : '无售后或售后取消',
          `${order.tracking}\t`,
          order.tracking === '' ? '' : order.carrier,
          `${time(order.createdAt)}\t`,
        ]
      }),
    ),
  ]
  return new File(
    [csv(rows)],
    `orders_export${formatInstant(exportedAt, 'Asia/Shanghai', true).replaceAll(/[: ]/g, '-')}.csv`,
  )
}
