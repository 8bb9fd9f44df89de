import { pinyinInitials } from '../pinyin.ts'

export interface SearchableOrder {
  readonly orderNumber: string
  readonly buyerId: string
  readonly recipientName: string
  readonly recipientPhone: string
  readonly trackingNumbers: readonly string[]
}

/**
 * The words by which an order is found at once, each with its prefixes by an index range: order number and
 * its end, buyer, name and its pinyin initials, phone and its last four. Hidden names ("张**") give
 * what is left of them.
 */
export function searchTerms(order: SearchableOrder): string[] {
  const terms = new Set<string>()
  const add = (term: string) => {
    const cleaned = term.trim().toLowerCase()
    if (cleaned.length >= 2) terms.add(cleaned.slice(0, 64))
  }
  add(order.orderNumber)
  const tail = tailTerm(order.orderNumber)
  if (tail !== null) terms.add(tail)
  add(order.buyerId)
  add(order.recipientName.replaceAll('*', ''))
  add(pinyinInitials(order.recipientName))
  const digits = order.recipientPhone.replace(/\D/g, '')
  if (digits.length >= 7) add(digits)
  const lastFour = /(\d{4})\D*$/.exec(order.recipientPhone.replace(/-\d{1,6}$/, ''))?.[1]
  if (lastFour) add(lastFour)
  for (const number of order.trackingNumbers) add(number)
  return [...terms]
}

/** Characters of an order number's end by which it is found. */
export const tailLength = { least: 4, most: 8 } as const

/**
 * The end of an order number as its term is kept: backwards, so that "…4271" is the beginning of a term like
 * everything else that is found at once. Null for what is too short.
 */
export function tailTerm(text: string): string | null {
  const end = [...text.trim().toLowerCase().slice(-tailLength.most)]
  return end.length < tailLength.least ? null : `~${end.reverse().join('')}`
}

/**
 * What the trigram index holds: any three characters of it are found, and through them any two (see search-short),
 * for which it ends in a space. Lower case.
 */
export function searchText(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .toLowerCase()
    .slice(0, 2000)
    .concat(' ')
}
