import { addDays, businessDate, dayMs, hourMs } from '../../../shared/dates.ts'
import { demoStyles } from './catalog-data.ts'
import { type DemoStyle, demoSkuCode } from './demo-style.ts'
import { type DemoBuyer, makeBuyer } from './people-data.ts'
import { type Random, seededRandom } from './random.ts'

export type DemoStatus = 'unpaid' | 'paid' | 'shipped' | 'completed' | 'closed'

export interface DemoLine {
  readonly title: string
  readonly attributes: string
  /** Empty: the seller never typed a code, so it has to be matched by hand. */
  readonly sellerCode: string
  readonly quantity: number
  /** Fen. */
  readonly price: number
}

export interface DemoOrder {
  readonly shop: 'taobao' | 'pinduoduo'
  readonly number: string
  readonly status: DemoStatus
  readonly refund: boolean
  readonly buyer: DemoBuyer
  readonly masked: boolean
  readonly createdAt: number
  readonly paidAt: number | null
  readonly shippedAt: number | null
  readonly completedAt: number | null
  readonly tracking: string
  readonly carrier: string
  readonly buyerNote: string
  readonly sellerNote: string
  /** Told to us in a chat: the user types it in. */
  readonly performanceDate: string | null
  readonly lines: readonly DemoLine[]
}

/** Listings that nobody has matched yet: titles of a new season without codes. */
const newTitles = [
  '2026新款国庆合唱演出服男女童',
  '幼儿园毕业照班服园服夏季',
  '儿童朗诵比赛演出服套装中国风',
] as const

/**
 * Orders of the last weeks as two shops would have them at `now`: most are done, today's wait. The same seed
 * and day give the same orders.
 */
export function makeOrders(count: number, now: number, seed?: number): DemoOrder[] {
  return [...demoOrders(count, now, seed)]
}

/** The same one by one: a million of them need not stand in the memory together. */
export function* demoOrders(count: number, now: number, seed = 20_260_601): Generator<DemoOrder> {
  const random = seededRandom(seed)
  const regulars: DemoBuyer[] = []
  for (let index = 0; index < count; index += 1) {
    // Sales grow towards today: half of all orders are of the last nine days.
    const age = random.next() ** 2.2 * 42 * dayMs + hourMs
    const createdAt = Math.floor((now - age) / 1000) * 1000
    const shop = random.chance(0.65) ? 'taobao' : 'pinduoduo'
    const buyer = regulars.length > 20 && random.chance(0.06) ? random.pick(regulars) : makeBuyer(random)
    if (random.chance(0.1)) regulars.push(buyer)
    yield order(random, index, shop, buyer, createdAt, age, now)
  }
}

function order(
  random: Random,
  index: number,
  shop: DemoOrder['shop'],
  buyer: DemoBuyer,
  createdAt: number,
  age: number,
  now: number,
): DemoOrder {
  const status = statusAt(random, age)
  const paidAt =
    status === 'unpaid' || (status === 'closed' && random.chance(0.5))
      ? null
      : createdAt + random.whole(1, 90) * 60_000
  const gone = status === 'shipped' || status === 'completed'
  const shippedAt = gone ? Math.min(createdAt + random.whole(10, 60) * hourMs, now - hourMs) : null
  const open = status === 'paid'
  const carrier = random.pick(['中通快递', '圆通速递', '韵达快递', '极兔速递'])
  const performance = open && random.chance(0.14) ? addDays(businessDate(now), random.whole(1, 24)) : null
  return {
    shop,
    number: orderNumber(random, shop, createdAt, index),
    status,
    refund: open && random.chance(0.02),
    buyer,
    masked: shop === 'pinduoduo' || random.chance(0.04),
    createdAt,
    paidAt,
    shippedAt,
    completedAt: status === 'completed' ? createdAt + random.whole(4, 12) * dayMs : null,
    // Some of the open ones have their waybill printed by the platform's own tool already.
    tracking:
      gone || (open && shop === 'pinduoduo' && random.chance(0.5)) ? trackingNumber(random, carrier) : '',
    carrier,
    buyerNote: buyerNote(random, performance),
    sellerNote: random.chance(0.05) ? random.pick(['老客户，加急', '送小礼物', '要开发票', '分两箱发']) : '',
    performanceDate: performance,
    lines: lines(random, open),
  }
}

function statusAt(random: Random, age: number): DemoStatus {
  if (random.chance(0.05)) return 'closed'
  if (age < 20 * hourMs) return random.chance(0.08) ? 'unpaid' : 'paid'
  if (age < 3 * dayMs) return random.chance(0.8) ? 'paid' : 'shipped'
  if (age < 6 * dayMs) return random.chance(0.12) ? 'paid' : 'shipped'
  if (age < 14 * dayMs) return random.chance(0.5) ? 'shipped' : 'completed'
  return random.chance(0.03) ? 'shipped' : 'completed'
}

function buyerNote(random: Random, performance: string | null): string {
  if (performance !== null) {
    const [, month, day] = performance.split('-').map(Number)
    return random.pick([
      `${month}月${day}日演出，请尽快发货`,
      `${month}月${day}号要用`,
      `学校${month}月${day}日表演，一定要赶上`,
    ])
  }
  return random.chance(0.08)
    ? random.pick(['发货前检查一下', '尺码偏大请换小一号', '请发顺丰到付', '不要放驿站'])
    : ''
}

function orderNumber(random: Random, shop: DemoOrder['shop'], createdAt: number, index: number): string {
  const serial = String(index).padStart(7, '0')
  // Nothing may look like Excel's rounding: the last digits are never zeros.
  if (shop === 'pinduoduo')
    return `${businessDate(createdAt).replaceAll('-', '').slice(2)}-${random.whole(10, 99)}${serial}${random.whole(10_000, 99_999)}${random.whole(1, 9)}`
  return `${random.whole(30, 49)}${serial}${random.whole(10_000, 99_999)}${random.whole(1000, 9999)}${random.whole(1, 9)}`
}

function trackingNumber(random: Random, carrier: string): string {
  const digits = (count: number) => Array.from({ length: count }, () => random.whole(0, 9)).join('')
  switch (carrier) {
    case '中通快递':
      return `78${digits(12)}`
    case '圆通速递':
      return `YT${random.whole(1, 9)}${digits(12)}`
    case '韵达快递':
      return `46${digits(13)}`
    default:
      return `JT5${digits(12)}`
  }
}

function lines(random: Random, open: boolean): DemoLine[] {
  if (open && random.chance(0.05)) return [unmatched(random)]
  const count = random.chance(0.75) ? 1 : random.whole(2, 3)
  const made = new Map<string, DemoLine>()
  for (let at = 0; at < count; at += 1) {
    // Some styles sell, others lie about.
    const style = demoStyles[Math.floor(random.next() ** 1.7 * demoStyles.length)]!
    const line = lineOf(random, style)
    made.set(line.sellerCode, line)
  }
  return [...made.values()]
}

function lineOf(random: Random, style: DemoStyle): DemoLine {
  const colour = random.whole(0, style.colours.length - 1)
  const size =
    style.sizes[
      Math.min(
        style.sizes.length - 1,
        random.whole(0, 4) + random.whole(0, Math.max(0, style.sizes.length - 5)),
      )
    ]!
  // A parent buys one, a kindergarten its class.
  const quantity = random.chance(0.78) ? 1 : random.chance(0.7) ? random.whole(2, 6) : random.whole(8, 32)
  const name = style.colours[colour]![0]
  return {
    title: style.title,
    attributes:
      size === '均码'
        ? `颜色分类：${name}`
        : `颜色分类：${name}；参考身高：${/\d/.test(size) && !size.includes('X') ? `${size}cm` : size}`,
    sellerCode: demoSkuCode(style.number, colour, size),
    quantity,
    price: style.price,
  }
}

function unmatched(random: Random): DemoLine {
  return {
    title: random.pick(newTitles),
    attributes: `颜色分类：${random.pick(['红色', '蓝色'])}；参考身高：${random.pick(['110cm', '120cm', '130cm', '140cm'])}`,
    sellerCode: '',
    quantity: random.whole(1, 20),
    price: 6800,
  }
}
