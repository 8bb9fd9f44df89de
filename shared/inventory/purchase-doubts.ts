import { type BusinessDate, daysBetween } from '../dates.ts'

/** What is asked about before a purchase is written: a slip of the finger costs a month's money or spoils the stock. */
export type PurchaseDoubt =
  | { readonly kind: 'date-past'; readonly date: BusinessDate }
  | { readonly kind: 'quantity-huge'; readonly name: string }
  | { readonly kind: 'amount-huge'; readonly amount: number }
  | { readonly kind: 'price-far'; readonly name: string; readonly price: number; readonly usual: number }
  | { readonly kind: 'paid-over'; readonly over: number }

/** 1/1000 of a unit: a hundred thousand metres, kilograms, rolls. */
const hugeQuantity = 100_000_000
/** Fen: a hundred thousand yuan for one delivery. */
const hugeAmount = 10_000_000
/** Times the usual price, or a part of it. */
const farPrice = 5

/**
 * What is unlikely in a purchase: a day more than 60 days ago (one to come is refused), an amount or sum beyond what a small
 * workshop buys, a price five times the usual one or a fifth of it, more money handed over than is owed. `paid` and
 * `owed` in fen; prices in fen a unit.
 */
export function purchaseDoubts(input: {
  readonly today: BusinessDate
  readonly date: BusinessDate
  readonly lines: readonly {
    readonly name: string
    /** 1/1000 of the unit. */
    readonly quantity: number
    readonly amount: number
    readonly price: number | null
  }[]
  readonly paid: number
  readonly owed: number
}): readonly PurchaseDoubt[] {
  const doubts: PurchaseDoubt[] = []
  if (daysBetween(input.date, input.today) > 60) doubts.push({ kind: 'date-past', date: input.date })
  for (const { name, quantity, amount, price: usual } of input.lines) {
    if (quantity > hugeQuantity) doubts.push({ kind: 'quantity-huge', name })
    if (!usual || amount === 0) continue
    const price = Math.round((amount * 1000) / quantity)
    if (price > usual * farPrice || price * farPrice < usual)
      doubts.push({ kind: 'price-far', name, price, usual })
  }
  const total = input.lines.reduce((sum, { amount }) => sum + amount, 0)
  if (total > hugeAmount) doubts.push({ kind: 'amount-huge', amount: total })
  if (input.paid > input.owed) doubts.push({ kind: 'paid-over', over: input.paid - input.owed })
  return doubts
}
