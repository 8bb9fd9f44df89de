import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { parseAmount } from '../../../shared/quantity.ts'

/** A line of a purchase or an order as it is typed. */
export interface PurchaseDraft {
  readonly key: number
  readonly material: Material | null
  readonly quantity: string
  readonly amount: string
  readonly dyeLot: string
}

export const emptyDraft = (key: number): PurchaseDraft => ({
  key,
  material: null,
  quantity: '',
  amount: '',
  dyeLot: '',
})

/** The amount follows the price agreed until somebody types another. */
export function amountText({ amount, material, quantity }: PurchaseDraft): string {
  const units = parseAmount(quantity)
  if (amount !== '' || units === null || typeof material?.price !== 'number') return amount
  return toDecimal(Math.round((material.price * units) / 1000))
}

export interface ReadyLine {
  readonly material: Material
  readonly quantity: number
  /** Fen; null where none was typed. */
  readonly amount: number | null
  readonly dyeLot: string
}

/** The line as it is saved, or what of it is missing or wrong. */
export function readLine(draft: PurchaseDraft): ReadyLine | 'material' | 'quantity' | 'amount' {
  if (!draft.material) return 'material'
  const quantity = parseAmount(draft.quantity)
  if (!quantity) return 'quantity'
  const text = amountText(draft).trim()
  const amount = text === '' ? null : parseMoney(text)
  if (text !== '' && (amount === null || amount < 0)) return 'amount'
  return { material: draft.material, quantity, amount, dyeLot: draft.dyeLot.trim() }
}
