import { sql } from 'kysely'
import {
  correctionAfterReceipt,
  correctionAfterReversal,
  issueValue,
  type Level,
} from '../../shared/inventory/valuation.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { belowZero, requireStocked } from './ledger-refusals.ts'
import { type IncomingCost, incomingValue, lastCost, type MoveReference } from './move-cost.ts'
import { closeShortage, openShortage } from './shortage-rows.ts'

export type MoveReason = Database['stock_move']['reason']

export interface MoveInput {
  readonly itemId: number
  readonly locationId: number
  /** Pieces in (> 0) or out (< 0); never 0. */
  readonly quantity: number
  /** Only for what comes in; 'average' where it is left out. */
  readonly cost?: IncomingCost
  readonly reason: MoveReason
  readonly reference: MoveReference | null
  readonly note?: string
  /** Allows the place to go below zero, in the user's words; kept as an open shortage until more comes in. */
  readonly shortageReason?: string
}

export interface PostedMove {
  readonly id: number
  /** Fen, signed as the quantity. */
  readonly value: number
}

/**
 * Writes one row of the stock ledger and keeps the level of its place (DESIGN §5 rule 1): moving weighted
 * average, the last issue takes the remaining value. Into a place below zero: closes (part of) its shortage
 * and writes the cost correction. Nothing is ever changed in the ledger; see `reverseMoves`.
 *
 * Callers that lower stock call `reallocate` for the items in the same transaction.
 * Raises stock-below-zero (material-below-zero) without a `shortageReason`, set-has-no-stock, not-found.
 */
export async function postMove(scope: CommandScope, input: MoveInput): Promise<PostedMove> {
  const { itemId, locationId, quantity } = input
  if (!Number.isSafeInteger(quantity) || quantity === 0) throw new RangeError(`no move of ${quantity}`)
  await requireStocked(scope, itemId)
  const level = await readLevel(scope, itemId, locationId)
  if (quantity > 0) {
    const value = await incomingValue(scope, level, input)
    return receive(scope, level, input, value, null)
  }
  const last = level.quantity > 0 ? level : await lastCost(scope, itemId)
  const beyond = -quantity - Math.max(0, level.quantity)
  if (beyond > 0 && !input.shortageReason?.trim()) throw await belowZero(scope, itemId, level, -quantity)
  const value = issueValue(level, -quantity, last)
  const id = await writeMove(scope, input, value, input.reason, quantity, null)
  if (beyond > 0) await openShortage(scope, itemId, locationId, beyond, input.shortageReason!.trim())
  return { id, value }
}

/** Moves pieces between places at the average of the first: what they are worth goes with them. */
export async function postTransfer(
  scope: CommandScope,
  input: Omit<MoveInput, 'locationId' | 'cost' | 'reason' | 'shortageReason'> & {
    readonly fromLocationId: number
    readonly toLocationId: number
  },
): Promise<PostedMove> {
  const { fromLocationId, toLocationId, ...rest } = input
  const out = await postMove(scope, {
    ...rest,
    locationId: fromLocationId,
    quantity: -input.quantity,
    reason: 'transfer',
  })
  return postMove(scope, {
    ...rest,
    locationId: toLocationId,
    reason: 'transfer',
    cost: { kind: 'value', value: 0 - out.value },
    // A transfer on nobody's account: its two halves find each other.
    reference: input.reference ?? { kind: 'move', id: out.id },
  })
}

/**
 * Takes back every move of an account that was not taken back yet, newest first, each by a second row of
 * opposite quantity and value that names it. Gives the items that moved. What that leaves over or lacks in value at a
 * place goes to the item's pieces elsewhere. What came in and is no longer there cannot be taken back: raises stock-below-zero.
 */
export async function reverseMoves(
  scope: CommandScope,
  reference: MoveReference,
  options: { readonly reason?: MoveReason; readonly note?: string } = {},
): Promise<number[]> {
  const moves = await scope.trx
    .selectFrom('stock_move as m')
    .selectAll('m')
    .where('m.reference_kind', '=', reference.kind)
    .where('m.reference_id', '=', reference.id)
    .where('m.reverses_id', 'is', null)
    // Corrections belong to the shortage they settled, which stays settled.
    .where('m.quantity', '<>', 0)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('stock_move as r').select('r.id').whereRef('r.reverses_id', '=', 'm.id'))),
    )
    .orderBy('m.id', 'desc')
    .execute()
  for (const move of moves) {
    const level = await readLevel(scope, move.item_id, move.location_id)
    const input: MoveInput = {
      itemId: move.item_id,
      locationId: move.location_id,
      quantity: -move.quantity,
      reason: options.reason ?? move.reason,
      reference,
      ...(options.note !== undefined && { note: options.note }),
    }
    if (move.quantity < 0) {
      await receive(scope, level, input, 0 - move.value, move.id)
      continue
    }
    if (level.quantity < move.quantity) throw await belowZero(scope, move.item_id, level, move.quantity)
    await writeMove(scope, input, 0 - move.value, input.reason, input.quantity, move.id)
    const correction = correctionAfterReversal({
      quantity: level.quantity - move.quantity,
      value: level.value - move.value,
    })
    if (correction === 0) continue
    await writeMove(scope, input, correction, 'cost', 0, null)
    await carryOver(scope, { ...input, reference }, 0 - correction)
  }
  return [...new Set(moves.map((move) => move.item_id))]
}

/**
 * What a reversal leaves over or takes too much at one place (its pieces were mixed with others at another cost, and
 * carried) belongs to the item's pieces elsewhere, if there are any.
 */
async function carryOver(
  scope: CommandScope,
  { itemId, locationId, reference }: MoveInput & { readonly reference: MoveReference },
  value: number,
): Promise<void> {
  const places = await scope.trx
    .selectFrom('stock_level')
    .select('location_id')
    .where('item_id', '=', itemId)
    .where('location_id', '<>', locationId)
    .where('quantity', '>', 0)
    .orderBy('quantity', 'desc')
    .orderBy('location_id')
    .execute()
  let left = value
  for (const place of places) {
    if (left === 0) break
    left -= await postCost(scope, { itemId, locationId: place.location_id, value: left, reference })
  }
}

/**
 * A correction of what pieces of a place cost: a move of quantity 0. None where nothing lies there, and never so much
 * that they were worth less than nothing. Gives the fen that were posted.
 */
export async function postCost(
  scope: CommandScope,
  input: {
    readonly itemId: number
    readonly locationId: number
    readonly value: number
    readonly reference: MoveReference
  },
): Promise<number> {
  const level = await readLevel(scope, input.itemId, input.locationId)
  if (level.quantity <= 0) return 0
  const value = Math.max(input.value, -level.value)
  if (value === 0) return 0
  const { itemId, locationId, reference } = input
  await writeMove(
    scope,
    { itemId, locationId, quantity: 0, reason: 'cost', reference },
    value,
    'cost',
    0,
    null,
  )
  return value
}

/** Level of an item in a place; zero where it never was. */
export async function readLevel(scope: CommandScope, itemId: number, locationId: number): Promise<Level> {
  const row = await scope.trx
    .selectFrom('stock_level')
    .select(['quantity', 'value'])
    .where('item_id', '=', itemId)
    .where('location_id', '=', locationId)
    .executeTakeFirst()
  return row ?? { quantity: 0, value: 0 }
}

async function receive(
  scope: CommandScope,
  level: Level,
  input: MoveInput,
  value: number,
  reversesId: number | null,
): Promise<PostedMove> {
  const id = await writeMove(scope, input, value, input.reason, input.quantity, reversesId)
  if (level.quantity < 0) {
    const correction = correctionAfterReceipt(level, input.quantity, value)
    if (correction !== 0) await writeMove(scope, input, correction, 'cost', 0, null)
    await closeShortage(scope, input.itemId, input.locationId, Math.min(input.quantity, -level.quantity))
  }
  return { id, value }
}

async function writeMove(
  scope: CommandScope,
  input: MoveInput,
  value: number,
  reason: MoveReason,
  quantity: number,
  reversesId: number | null,
): Promise<number> {
  const id = await scope.insert('stock_move', {
    item_id: input.itemId,
    location_id: input.locationId,
    quantity,
    value,
    reason,
    reference_kind: input.reference?.kind ?? null,
    reference_id: input.reference?.id ?? null,
    reverses_id: reversesId,
    note: input.note ?? '',
    at: scope.at,
  })
  await scope.trx
    .insertInto('stock_level')
    .values({ item_id: input.itemId, location_id: input.locationId, quantity, value })
    .onConflict((conflict) =>
      conflict.columns(['item_id', 'location_id']).doUpdateSet({
        quantity: sql`stock_level.quantity + excluded.quantity`,
        value: sql`stock_level.value + excluded.value`,
      }),
    )
    .execute()
  scope.touch('stock_level')
  return id
}
