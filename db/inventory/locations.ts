import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { AllocationLoss } from '../../shared/inventory/allocation-loss.ts'
import type { StockLocation } from '../../shared/inventory/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { reallocate } from './allocate.ts'

export async function listLocations(db: Kysely<Database>): Promise<StockLocation[]> {
  const rows = await db
    .selectFrom('location')
    .selectAll()
    .select([
      sql<number>`coalesce((SELECT sum(quantity) FROM stock_level JOIN sku ON sku.id = item_id WHERE location_id = location.id), 0)`.as(
        'pieces',
      ),
      sql<number>`(SELECT count(*) FROM stock_level JOIN material ON material.id = item_id WHERE location_id = location.id AND quantity <> 0)`.as(
        'materials',
      ),
    ])
    .orderBy('code')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    archived: row.archived_at !== null,
    pieces: row.pieces,
    materials: row.materials,
  }))
}

export interface LocationInput {
  readonly id: number | null
  readonly code: string
  readonly name: string
  readonly kind: StockLocation['kind']
  readonly archived?: boolean | undefined
}

/**
 * Adds or changes a place. A place that holds stock cannot be put away (raises still-used); a place whose kind
 * changes takes its stock from, or brings it to, what may be sold: allocations follow, losses are given.
 * Raises already-exists, not-found.
 */
export async function saveLocation(
  scope: CommandScope,
  input: LocationInput,
): Promise<{ id: number; losses: AllocationLoss[] }> {
  const { code, name, kind } = input
  const same = await scope.trx.selectFrom('location').select('id').where('code', '=', code).executeTakeFirst()
  if (same && same.id !== input.id) throw new YifangError('already-exists', { what: 'location', name: code })
  if (input.id === null) return { id: await scope.insert('location', { code, name, kind }), losses: [] }
  const items = await scope.trx
    .selectFrom('stock_level')
    .select('item_id')
    .where('location_id', '=', input.id)
    .where('quantity', '<>', 0)
    .execute()
  if (input.archived && items.length > 0)
    throw new YifangError('still-used', { what: 'location', by: 'stock', count: items.length })
  const before = await scope.update('location', input.id, {
    code,
    name,
    kind,
    ...(input.archived !== undefined && { archived_at: input.archived ? scope.at : null }),
  })
  const losses =
    before.kind === kind
      ? []
      : await reallocate(
          scope,
          items.map((row) => row.item_id),
        )
  return { id: input.id, losses }
}

/** Raises not-found for a place that is unknown or put away. */
export async function requireLocation(scope: CommandScope, id: number): Promise<void> {
  const row = await scope.trx
    .selectFrom('location')
    .select('id')
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'location', id })
}

/** What is carried goes from one place to another. Raises not-found, input-invalid where both are the same. */
export async function requireTwoPlaces(
  scope: CommandScope,
  input: { readonly fromLocationId: number; readonly toLocationId: number },
): Promise<void> {
  if (input.fromLocationId === input.toLocationId)
    throw new YifangError('input-invalid', { fields: [{ path: 'toLocationId', message: 'same-place' }] })
  await requireLocation(scope, input.fromLocationId)
  await requireLocation(scope, input.toLocationId)
}

type LocationKind = Database['location']['kind']

/** The first place of a kind that is in use. Raises not-found. */
export async function placeOf(scope: CommandScope, kind: LocationKind): Promise<number> {
  const row = await scope.trx
    .selectFrom('location')
    .select('id')
    .where('kind', '=', kind)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'location', id: kind })
  return row.id
}
