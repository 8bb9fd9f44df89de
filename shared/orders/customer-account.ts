import type { EntryKind } from './customers-contract.ts'

/** An entry's amount as the account keeps it: what it adds to the debt. `amount` is above zero. */
export function signedAmount(kind: EntryKind, amount: number): number {
  switch (kind) {
    case 'charge':
    case 'refund':
      return amount
    case 'deposit':
    case 'payment':
      return -amount
    default:
      return kind satisfies never
  }
}

/**
 * What of an order's charge is taken back when pieces of it are cancelled, in minor units. While nothing has
 * left, all that is still charged. Afterwards the cancelled goods' share of what was asked for goods (discounts
 * are shared by price, halves go up); postage stays, a parcel was sent. Never more than `charged`, never below 0.
 */
export function chargeToTakeBack(order: {
  /** What the account still charges for this order. */
  readonly charged: number
  readonly goods: number
  readonly discount: number
  /** Unit price × pieces that are now cancelled. */
  readonly cancelledGoods: number
  readonly shippedPieces: number
}): number {
  const { charged, goods, discount, cancelledGoods } = order
  if (charged <= 0) return 0
  if (order.shippedPieces === 0) return charged
  if (goods <= 0 || cancelledGoods <= 0) return 0
  // Amounts of 1e12 multiplied leave the safe integers.
  const asked = BigInt(Math.max(0, goods - discount)) * BigInt(cancelledGoods)
  const share = Number((2n * asked + BigInt(goods)) / (2n * BigInt(goods)))
  return Math.min(charged, share)
}
