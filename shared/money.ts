/** Money is an integer number of minor units (fen for CNY) with a currency. Never a float. */
export const currencies = ['CNY', 'USD', 'MYR', 'VND', 'THB', 'PHP', 'SGD', 'IDR'] as const
export type Currency = (typeof currencies)[number]

/** Decimal places of each currency (ISO 4217; VND and IDR are traded without minor units on the platforms). */
export const currencyDecimals: Readonly<Record<Currency, number>> = {
  CNY: 2,
  USD: 2,
  MYR: 2,
  VND: 0,
  THB: 2,
  PHP: 2,
  SGD: 2,
  IDR: 0,
}

const currencySigns: Readonly<Record<Currency, string>> = {
  CNY: '¥',
  USD: 'US$',
  MYR: 'RM',
  VND: '₫',
  THB: '฿',
  PHP: '₱',
  SGD: 'S$',
  IDR: 'Rp',
}

/** Minor units as a plain decimal, e.g. 2514 CNY → "25.14". For files and inputs. */
export function toDecimal(minor: number, currency: Currency = 'CNY'): string {
  const decimals = currencyDecimals[currency]
  const sign = minor < 0 ? '-' : ''
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Minor units with sign and thousands separators, e.g. 123456 CNY → "¥1,234.56". For screens and paper. */
export function formatMoney(minor: number, currency: Currency = 'CNY'): string {
  const [whole = '', fraction] = toDecimal(Math.abs(minor), currency).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${minor < 0 ? '-' : ''}${currencySigns[currency]}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}

/**
 * Reads a decimal amount as users and files write it: "25.14", "1,234.5", "¥8", "12.30元".
 * Gives minor units, or null where the text is not an amount with at most the currency's decimals
 * (trailing zeros beyond them are allowed: "25.1400").
 */
export function parseMoney(text: string, currency: Currency = 'CNY'): number | null {
  const cleaned = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:CNY|RMB|RM|US\$|S\$|[¥￥₫₱฿$])\s*/i, '')
    .replace(/\s*(?:元|CNY|RMB|VND|₫|đ)$/i, '')
  const match = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/.exec(cleaned)
  if (!match || (match[2] === undefined && !match[3])) return null
  const decimals = currencyDecimals[currency]
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return null
  const minor = Number((match[2] ?? '0').replaceAll(',', '') + fraction.padEnd(decimals, '0'))
  if (!Number.isSafeInteger(minor)) return null
  return match[1] === '-' ? 0 - minor : minor
}
