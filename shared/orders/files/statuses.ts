import type { AfterSaleState, FileSource, OrderStatus } from '../platforms.ts'

const words: Readonly<Record<Exclude<OrderStatus, 'unknown'>, readonly string[]>> = {
  unpaid: [
    ...['等待买家付款', '待付款', '待支付', '未付款', '等待付款', '待买家付款', '下单未付款', '定金未付'],
    // A presale: the rest is paid later, and nothing is sent before.
    ...['没有创建支付宝交易', '付款确认中', '买家已付定金', '定金已付', '已付定金', '等待付尾款', '待付尾款'],
    ...['unpaid', 'to pay', 'pending payment', 'Chờ thanh toán', 'Chưa thanh toán', 'Belum Bayar'],
  ],
  paid: [
    ...[
      '买家已付款,等待卖家发货',
      '等待卖家发货',
      '待发货',
      '已付款',
      '买家已付款',
      '备货中',
      '已付款待审核',
    ],
    ...[
      '已客审待财审',
      '发货中',
      '等待供销商|外仓发货',
      '等待供销商发货',
      '异常',
      '待成团',
      '待审核',
      '待打单',
      '未发货',
    ],
    ...['已支付', '待出库', '等待发货', '已成团,待发货', '待推单', '打单中'],
    ...['to ship', 'pending', 'packed', 'ready_to_ship', 'ready to ship', 'unprocessed', 'processed'],
    ...['awaiting shipment', 'awaiting collection', 'repacked', 'topack', 'toship', 'in_cancel', 'on hold'],
    ...['Chờ xác nhận', 'Chờ lấy hàng', 'Chờ giao hàng', 'Đã xác nhận', 'Perlu Dikirim', 'Siap Dikirim'],
  ],
  'partly-shipped': [
    '卖家部分发货',
    '部分发货',
    '部分已发货',
    'partially shipped',
    'partially_shipped',
    'partially shipping',
  ],
  shipped: [
    ...[
      '卖家已发货,等待买家确认',
      '已发货',
      '等待买家收货',
      '等待买家确认收货',
      '卖家已发货',
      '已发货,待签收',
    ],
    ...[
      '已签收',
      '待收货',
      '已发货待签收',
      '已揽收',
      '运输中',
      '派件中',
      '派送中',
      '待揽收',
      '待揽件',
      '已揽件',
      '物流运输中',
      '物流派件中',
      '已发货,待收货',
      '待确认收货',
    ],
    ...[
      'shipping',
      'to receive',
      'shipped',
      'in transit',
      'delivered',
      'shipped back success',
      'in transit: returning to seller',
      'to confirm receive',
    ],
    ...['Đang giao', 'Đang giao hàng', 'Đã giao', 'Đã giao cho ĐVVC', 'Đang vận chuyển', 'Đã nhận được hàng'],
    ...['Sedang Dikirim', 'Dikirim', 'Telah Dikirim', 'Terkirim', 'confirmed', 'shipping - to receive'],
  ],
  completed: [
    ...[
      '交易成功',
      '已完成',
      '已收货',
      '待评价',
      '已评价',
      '交易完成',
      '确认收货',
      '已结束',
      '买家已确认收货',
    ],
    ...['completed', 'complete', 'finished', 'Hoàn thành', 'Selesai'],
  ],
  closed: [
    ...[
      '交易关闭',
      '已关闭',
      '已取消',
      '取消',
      '关闭',
      '退款成功',
      '未发货,退款成功',
      '已发货,退款成功',
      '交易取消',
      '订单已取消',
      '订单取消',
      '订单关闭',
      '订单已关闭',
    ],
    ...[
      '被合并',
      '被拆分',
      '作废',
      '已作废',
      '交易终止',
      '已退款',
      '退货退款成功',
      '全额退款',
      '已收货,退款成功',
    ],
    ...['cancelled', 'canceled', 'returned', 'package returned', 'failed', 'failed delivery', 'lost by 3pl'],
    ...[
      'damaged by 3pl',
      'package scrapped',
      'Đã hủy',
      'Đã huỷ',
      'Batal',
      'Dibatalkan',
      'refunded',
      'closed',
      'invalid',
    ],
  ],
}

/** Words that a platform means differently from the others. */
const own: Readonly<Partial<Record<FileSource, Readonly<Record<string, OrderStatus>>>>> = {
  // Lazada has no step behind "delivered".
  lazada: { delivered: 'completed', confirmed: 'completed' },
}

const byWord = new Map<string, OrderStatus>()
for (const [status, list] of Object.entries(words) as [OrderStatus, readonly string[]][]) {
  for (const word of list) byWord.set(statusKey(word), status)
}

const remembered = new Map<string, OrderStatus>()

/**
 * A platform's status word → our status. Full- and half-width commas, blanks and case do not matter. Words we do
 * not know are `unknown`, which never moves an order.
 */
export function readStatus(text: string, source: FileSource): OrderStatus {
  const cacheKey = `${source}\0${text}`
  const known = remembered.get(cacheKey)
  if (known !== undefined) return known
  const key = statusKey(text)
  const status = own[source]?.[key] ?? byWord.get(key) ?? byParts(key)
  // A file has a handful of words; a damaged one may have thousands.
  if (remembered.size < 500) remembered.set(cacheKey, status)
  return status
}

/** Longer sentences around a known ending, as Shopee writes beside its dates. */
function byParts(key: string): OrderStatus {
  if (key.endsWith('退款成功')) return 'closed'
  const parts = key.split(/[,()|/]/).filter((part) => part !== '')
  const known = parts.length > 1 ? parts.map((part) => byWord.get(part)) : []
  // `等待卖家发货,买家已付款`, `交易关闭(退款成功)`: every part says the same.
  if (known[0] !== undefined && known.every((status) => status === known[0])) return known[0]
  if (/^(?:đơnhàngđãhoànthành|ngườimuaxácnhậnđãnhậnđượchàng|pesananditerima|orderreceived)/.test(key))
    return 'completed'
  return 'unknown'
}

function statusKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s、.。]/g, '')
    .replaceAll(';', ',')
}

/**
 * A platform's after-sale word → our state; `none` for an empty cell. Read by what the words contain, since every
 * platform words its refund steps at length ("买家已经申请退款，等待卖家同意").
 */
export function readAfterSale(text: string): AfterSaleState {
  if (text === '' || text === '-') return 'none'
  const key = text.normalize('NFKC').toLowerCase()
  if (
    /^(?:没有|无|未申请|未发起)|售后取消|售后关闭|退款关闭|撤销|已取消售后|^no |^none|^cancel(?:led|ation)?$/.test(
      key,
    )
  )
    return 'none'
  if (/拒绝|驳回|reject|từ chối|ditolak/.test(key)) return 'rejected'
  if (
    /成功|完成|已退款|已全额退款|全额退款|refunded|refund (?:paid|completed)|completed|approved|đã hoàn|hoàn thành|selesai|disetujui/.test(
      key,
    )
  ) {
    return 'refunded'
  }
  return 'requested'
}

/** What an order status word itself says of after-sales, or undefined: `未发货，退款成功`, `退款中`. */
export function afterSaleOfStatus(text: string): AfterSaleState | undefined {
  if (!text.includes('退') && !/return|refund/i.test(text)) return undefined
  if (/退款成功|已退款|全额退款/.test(text) || /^(?:package )?returned$|^refunded$/i.test(text))
    return 'refunded'
  return /退款中|申请退|退货中/.test(text) ? 'requested' : undefined
}

/**
 * One status for several parts: closed parts do not count unless all are closed; beside unpaid or unsent parts,
 * sent ones make it partly shipped.
 */
export function combineStatuses(statuses: readonly OrderStatus[]): OrderStatus {
  const live = statuses.filter((status) => status !== 'closed' && status !== 'unknown')
  if (live.length === 0) return statuses.includes('unknown') ? 'unknown' : 'closed'
  if (live.every((status) => status === live[0])) return live[0]!
  const sent = live.filter((status) => status !== 'unpaid' && status !== 'paid')
  if (sent.length === 0) return live.includes('unpaid') ? 'unpaid' : 'paid'
  return sent.length < live.length || sent.includes('partly-shipped') ? 'partly-shipped' : 'shipped'
}

/** One state for several parts: an open request anywhere; refunded or rejected only where every part is. */
export function combineAfterSales(states: readonly AfterSaleState[]): AfterSaleState {
  if (states.includes('requested')) return 'requested'
  const [first = 'none'] = states
  return states.every((state) => state === first) ? first : 'none'
}
