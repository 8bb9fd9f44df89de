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
 * its last six, buyer, name and its pinyin initials, phone and its last four. Hidden names ("张**") give
 * what is left of them.
 */
export function searchTerms(order: SearchableOrder): string[] {
  const terms = new Set<string>()
  const add = (term: string) => {
    const cleaned = term.trim().toLowerCase()
    if (cleaned.length >= 2) terms.add(cleaned.slice(0, 64))
  }
  add(order.orderNumber)
  add(order.orderNumber.slice(-6))
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

/** What the trigram index holds: any three characters of it are found. Lower case. */
export function searchText(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(' ')
    .toLowerCase()
    .slice(0, 2000)
}
