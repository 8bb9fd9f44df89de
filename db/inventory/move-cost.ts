import { type Level, type UnitCost, unitCost, valueAt } from '../../shared/inventory/valuation.ts'
import type { CommandScope } from '../command.ts'

/** The row on whose account stock moves: `{ kind: 'parcel', id }`, 'receipt', 'count', 'return'… */
export interface MoveReference {
  readonly kind: string
  readonly id: number
}

/** What the pieces that come in cost. What goes out always goes at the average of its place. */
export type IncomingCost =
  /** Fen for the whole quantity. */
  | { readonly kind: 'value'; readonly value: number }
  /** At the average of the place, else what the item cost last anywhere: found pieces, counts. */
  | { readonly kind: 'average' }
  /** What pieces of this item cost when they went out on this account: customer returns. */
  | { readonly kind: 'as-issued'; readonly reference: MoveReference }

/** Fen that pieces are worth as they come in, by what is known of their cost. */
export async function incomingValue(
  scope: CommandScope,
  level: Level,
  input: { readonly itemId: number; readonly quantity: number; readonly cost?: IncomingCost },
): Promise<number> {
  const cost = input.cost ?? { kind: 'average' }
  if (cost.kind === 'value') return cost.value
  if (cost.kind === 'as-issued') {
    const issued = await scope.trx
      .selectFrom('stock_move')
      .select(({ fn }) => [
        fn.sum<number | null>('quantity').as('quantity'),
        fn.sum<number | null>('value').as('value'),
      ])
      .where('item_id', '=', input.itemId)
      .where('reference_kind', '=', cost.reference.kind)
      .where('reference_id', '=', cost.reference.id)
      .where('reason', 'in', ['shipped', 'unshipped'])
      .executeTakeFirstOrThrow()
    if (issued.quantity)
      return valueAt({ quantity: issued.quantity, value: issued.value ?? 0 }, input.quantity)
  }
  const known = unitCost(level, level.quantity === 0 ? await lastCost(scope, input.itemId) : level)
  return valueAt(known, input.quantity)
}

/** What the item cost when it last moved anywhere. */
export async function lastCost(scope: CommandScope, itemId: number): Promise<UnitCost> {
  const row = await scope.trx
    .selectFrom('stock_move')
    .select(['quantity', 'value'])
    .where('item_id', '=', itemId)
    .where('quantity', '<>', 0)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ?? { quantity: 0, value: 0 }
}
