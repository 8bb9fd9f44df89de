import type { Currency } from '../../money.ts'

/** The longest known has 39 characters; a page of text in a damaged file is no header. */
const longestHeader = 200

/**
 * The form in which headers are compared: NFKC (which also composes Vietnamese letters that arrive taken apart),
 * no marks of obligation (`（必填）`, `*`), one blank between words, none in Chinese. Case is kept: two Vietnamese
 * Shopee columns differ only by a capital N.
 */
export function headerKey(text: string): string {
  const plain = text
    .slice(0, longestHeader)
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\(必填\)|\*+$|^\*+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return /[\u3400-\u9fff]/.test(plain) ? plain.replaceAll(' ', '') : plain
}

const currencySuffix = /\s*\((PHP|THB|SGD|MYR|VND|IDR|USD|CNY)\)$/

/** Splits `Total Discount(PHP)` into the name and the currency that it carries; null where it names none. */
export function splitCurrency(key: string): { readonly key: string; readonly currency: Currency } | null {
  const match = currencySuffix.exec(key)
  return match ? { key: key.slice(0, match.index), currency: match[1] as Currency } : null
}
