import { dayMs, instantOfWall } from '../../dates.ts'
import { type Currency, currencyDecimals, parseMoney } from '../../money.ts'
import { parsePieces } from '../../quantity.ts'
import { readOddTime } from './odd-times.ts'

/** Words that stand where there is no amount. */
const noAmount = new Set(['无退款申请', '无', '免费', 'null', 'NULL', 'N/A', '--', '—'])

/**
 * An amount in minor units; null where the cell says "none"; undefined where it is not an amount. VND and IDR have
 * no minor unit and are often grouped by points ("150.000"), which elsewhere would be decimals.
 */
export function readMoney(text: string, currency: Currency): number | null | undefined {
  if (text === '' || text === '-' || noAmount.has(text)) return null
  const fast = currencyDecimals[currency] === 2 ? plainHundredths(text) : null
  if (fast !== null) return fast
  const { bare, sign } = signOf(text.normalize('NFKC').trim())
  const cleaned = currencyDecimals[currency] === 0 ? withoutDecimals(bare) : withoutNoise(bare)
  const amount = parseMoney(cleaned.replace(/^(?:PHP|SGD|THB|MYR|USD)\s*/, ''), currency)
  return amount === null ? undefined : sign * amount || 0
}

/** "-¥50.00" and an accountant's "(50.00)" are minus 50. */
function signOf(text: string): { readonly bare: string; readonly sign: 1 | -1 } {
  if (/^\(.*\d.*\)$/.test(text)) return { bare: text.slice(1, -1).trim(), sign: -1 }
  const match = /^[-−](?=[^\d\s.-])/.exec(text)
  return match ? { bare: text.slice(match[0].length), sign: -1 } : { bare: text, sign: 1 }
}

/** "209.12000000000003", as programs write that count money in binary fractions; "12.345" stays what it is. */
function withoutNoise(text: string): string {
  const match = /^(\D*)(-?\d{1,9}\.\d{9,})(\D*)$/.exec(text)
  return match ? match[1] + String(Number(Number(match[2]).toPrecision(12))) + match[3] : text
}

/** "Rp 150.000" → "150000"; a fraction, as shared discounts leave it, is rounded half up: no one can pay it. */
function withoutDecimals(text: string): string {
  const bare = text.replace(/^(?:Rp|IDR|VND|₫|đ)\.?\s*/i, '').replace(/\s*(?:₫|đ|VND)$/i, '')
  if (/^-?\d{1,3}(?:\.\d{3})+(?:,0+)?$/.test(bare)) return bare.replaceAll('.', '').replace(/,0+$/, '')
  return /^\d{1,12}\.\d{1,2}$/.test(bare) ? String(Math.round(Number(bare))) : bare
}

/** "201.12" or "8" without a regular expression: most amounts look like that. Null: look closer. */
function plainHundredths(text: string): number | null {
  const length = text.length
  if (length > 12) return null
  let value = 0
  let point = -1
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x2e && point === -1 && index > 0) point = index
    else if (code >= 0x30 && code <= 0x39) value = value * 10 + code - 0x30
    else return null
  }
  if (point === -1) return value * 100
  const decimals = length - point - 1
  if (decimals === 2) return value
  return decimals === 1 ? value * 10 : null
}

/**
 * Sum of a voucher text as Douyin writes it, `名称-金额`, several separated by `;`: "满减-2.00;店铺券-3" is 500.
 * Minor units; null where no piece ends in an amount.
 */
export function parseVoucherAmount(text: string, currency: Currency): number | null {
  let sum: number | null = null
  for (const piece of text.split(/[;；,，|\n]/)) {
    const match = /-\s*(\d+(?:\.\d+)?)\s*元?$/.exec(piece.trim())
    const amount = match ? parseMoney(match[1]!, currency) : null
    if (amount !== null) sum = (sum ?? 0) + amount
  }
  return sum
}

/** Whole pieces; undefined where the cell holds something else or nothing, zero included: no line is of nothing. */
export function readQuantity(text: string): number | undefined {
  if (text.length === 1) {
    const digit = text.charCodeAt(0) - 0x30
    if (digit >= 1 && digit <= 9) return digit
  }
  // "2件", "x2", "2 pcs": the unit of measure of a piece says nothing more; "2双" would be four shoes to some.
  const bare = text.normalize('NFKC').replace(/^[x×*+]\s*|\s*(?:件|个|套|条|只|顶|pcs?\.?)$/gi, '')
  const pieces = parsePieces(bare)
  return pieces === null || pieces === 0 ? undefined : pieces
}

/** What stands where there is no time. */
const noTime = new Set(['', '-', '--', '—', '/', '无', 'null', 'NULL', 'N/A', '0', '0000-00-00 00:00:00'])

/** An instant; null where the cell is empty; undefined where it is not a time. Times are the zone's wall clock. */
export function readTime(text: string, zone: string): number | null | undefined {
  if (noTime.has(text)) return null
  const wall = isoWall(text)
  const at = wall === null ? readOddTime(text, zone) : instantOfWall(wall, zone)
  // 1970 is how programs print a time that is not there.
  return at !== undefined && at < dayMs ? null : at
}

/** "2017-05-18 00:42:32" and "2026-05-20 23:59", nearly every time in every file, read without a regular expression. */
function isoWall(text: string): number | null {
  const length = text.length
  if (length !== 19 && length !== 16) return null
  const separated =
    text[4] === '-' && text[7] === '-' && (text[10] === ' ' || text[10] === 'T') && text[13] === ':'
  if (!separated || (length === 19 && text[16] !== ':')) return null
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hour = digits(text, 11, 13)
  const minute = digits(text, 14, 16)
  const second = length === 19 ? digits(text, 17, 19) : 0
  if (year < 1970 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return null
  if (hour < 0 || minute < 0 || second < 0) return null
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  // The 31st of February would silently become March.
  return day > 28 && new Date(wall).getUTCDate() !== day ? null : wall
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 0x30
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}
