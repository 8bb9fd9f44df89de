import type { Kysely } from 'kysely'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from '../settings/settings.ts'
import { reallocate } from './allocate.ts'
import { postMove, postTransfer } from './ledger.ts'
import { requireLocation, requireTwoPlaces } from './locations.ts'
import { requirePieces } from './material-amounts.ts'

const reasonsKey = 'inventory.adjustReasons'
/** What a new workshop finds in its list; it is its own to edit. */
const firstReasons = ['做坏了', '丢失', '样品', '送人', '找到了', '数错了'] as const

/** The workshop's own list of reasons for changing stock by hand. */
export async function adjustReasons(db: Kysely<Database>): Promise<string[]> {
  const stored = await readSetting(db, reasonsKey)
  return Array.isArray(stored) ? stored.filter((reason) => typeof reason === 'string') : [...firstReasons]
}

export async function saveAdjustReasons(
  scope: CommandScope,
  reasons: readonly string[],
): Promise<Record<string, never>> {
  await writeSetting(scope, reasonsKey, [...new Set(reasons)])
  return {}
}

/**
 * Changes stock by hand, with a reason; each line more (> 0, at the average cost) or less (< 0).
 * Gives the order lines that lost pieces. Raises stock-below-zero, set-has-no-stock, not-found, material-in-pieces.
 */
export async function postAdjustment(
  scope: CommandScope,
  input: {
    readonly locationId: number
    readonly reason: string
    readonly note: string
    readonly lines: readonly { readonly itemId: number; readonly quantity: number }[]
    readonly shortageReason?: string | undefined
  },
): Promise<AllocationLoss[]> {
  await requireLocation(scope, input.locationId)
  await requirePieces(
    scope.trx,
    input.lines.map((line) => line.itemId),
  )
  for (const line of input.lines)
    await postMove(scope, {
      ...line,
      locationId: input.locationId,
      reason: 'adjust',
      reference: null,
      note: input.note === '' ? input.reason : `${input.reason}: ${input.note}`,
      ...(input.shortageReason && { shortageReason: input.shortageReason }),
    })
  return reallocate(
    scope,
    input.lines.map((line) => line.itemId),
  )
}

/** Carries pieces from one place to another; their value goes with them. Raises stock-below-zero, not-found, material-in-pieces. */
export async function transferStock(
  scope: CommandScope,
  input: {
    readonly fromLocationId: number
    readonly toLocationId: number
    readonly note: string
    readonly lines: readonly { readonly itemId: number; readonly quantity: number }[]
  },
): Promise<AllocationLoss[]> {
  const { fromLocationId, toLocationId, note } = input
  await requireTwoPlaces(scope, input)
  await requirePieces(
    scope.trx,
    input.lines.map((line) => line.itemId),
  )
  for (const line of input.lines)
    await postTransfer(scope, { ...line, fromLocationId, toLocationId, note, reference: null })
  return reallocate(
    scope,
    input.lines.map((line) => line.itemId),
  )
}
