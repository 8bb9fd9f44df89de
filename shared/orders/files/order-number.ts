import type { RowProblemCode } from './types.ts'

export interface OrderNumberVerdict {
  /** Null where the number cannot be trusted: importing it would make a second order of an existing one. */
  readonly orderNumber: string | null
  readonly code: RowProblemCode | null
}

/** Excel keeps 15 significant digits; what stands behind them in a longer number became zeros. */
const excelDigits = 15

/** Digits → E-notation as Excel shows it: `5.11861E+18`. */
const exponent = /^\d+(?:[.,]\d+)?[eE]\+?\d+$/

/** True for a number whose digits Excel has thrown away. */
export function isMangled(text: string): boolean {
  return text.length < 40 && exponent.test(text)
}

/**
 * Judges order numbers of one file, row by row. Excel turns 16 to 19 digits into `5.11861E+18`, appends `.0` or
 * rounds the last digits to zeros. One rounded number of 16 to 18 digits may be chance (`order-number-odd`, kept);
 * with several of them among few others the file went through Excel, and they are `order-number-mangled`.
 */
export function orderNumberJudge(): (text: string) => OrderNumberVerdict {
  let long = 0
  let rounded = 0
  return (text) => {
    if (text === '') return { orderNumber: null, code: 'order-number-missing' }
    if (isMangled(text)) return { orderNumber: null, code: 'order-number-mangled' }
    const digits = plainOrderNumber(text)
    if (!isDigits(digits)) {
      const plausible = text.length <= 64 && /\d/.test(digits)
      return plausible ? { orderNumber: digits, code: null } : { orderNumber: null, code: 'order-number-odd' }
    }
    if (digits.length <= excelDigits) return { orderNumber: digits, code: null }
    if (digits.length < text.length) return { orderNumber: null, code: 'order-number-mangled' }
    long++
    const zeros = digits.length - excelDigits
    if (!endsInZeros(digits, zeros)) return { orderNumber: digits, code: null }
    rounded++
    const byExcel = zeros >= 4 || (rounded >= 3 && rounded * 2 > long)
    return byExcel
      ? { orderNumber: null, code: 'order-number-mangled' }
      : { orderNumber: digits, code: zeros >= 2 ? 'order-number-odd' : null }
  }
}

/** Takes off the `.0` that a table program put behind a number (harmless up to 15 digits) and full width. */
export function plainOrderNumber(text: string): string {
  const narrow = /[\uff01-\uff5e]/.test(text) ? text.normalize('NFKC') : text
  return narrow.endsWith('.0') && isDigits(narrow.slice(0, -2)) ? narrow.slice(0, -2) : narrow
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x30 || code > 0x39) return false
  }
  return text.length > 0
}

function endsInZeros(text: string, count: number): boolean {
  for (let index = text.length - count; index < text.length; index++) {
    if (text.charCodeAt(index) !== 0x30) return false
  }
  return true
}
