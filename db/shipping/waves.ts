import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { WaveRefusal } from '../../shared/shipping/refusal.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { refreshOrders } from '../orders/refresh.ts'
import type { Database } from '../schema.ts'
import { judgeOrders } from './wave-candidates.ts'
import { endWaves } from './wave-ends.ts'

/**
 * Begins a wave with groups of orders, each group one parcel. Orders that are not ready any more are left out
 * and named with the reason; where none is left nothing is written. An order named twice counts once.
 */
export async function createWave(
  scope: CommandScope,
  groups: readonly (readonly number[])[],
): Promise<{ id: number | null; orders: number; leftOut: { orderNumber: string; reason: WaveRefusal }[] }> {
  const judged = await judgeOrders(scope.trx, [...new Set(groups.flat())])
  const leftOut = judged.flatMap(({ candidate }) =>
    candidate.refusal === null ? [] : [{ orderNumber: candidate.orderNumber, reason: candidate.refusal }],
  )
  const ready = new Set(
    judged.filter(({ candidate }) => candidate.refusal === null).map(({ order }) => order.id),
  )
  if (ready.size === 0) return { id: null, orders: 0, leftOut }
  const id = await scope.insert('wave', { state: 'picking', created_at: scope.at })
  const taken: number[] = []
  let groupNumber = 0
  for (const group of groups) {
    const orders = group.filter((orderId) => ready.delete(orderId))
    if (orders.length === 0) continue
    groupNumber++
    for (const orderId of orders) {
      await scope.insert('wave_order', { wave_id: id, order_id: orderId, group_number: groupNumber })
      taken.push(orderId)
    }
  }
  await refreshOrders(scope, taken)
  return { id, orders: taken.length, leftOut }
}

/** Takes orders out of a wave; those not in a parcel are open again. Raises wave-over. */
export async function removeFromWave(
  scope: CommandScope,
  id: number,
  orderIds: readonly number[],
): Promise<{ removed: number }> {
  await requirePicking(scope, id)
  const rows = await scope.trx
    .selectFrom('wave_order')
    .select(['id', 'order_id'])
    .where('wave_id', '=', id)
    .where('order_id', 'in', orderIds)
    .execute()
  for (const row of rows) await scope.remove('wave_order', row.id)
  const removed = rows.map((row) => row.order_id)
  await reopen(scope, removed)
  const left = await scope.trx.selectFrom('wave_order').select('order_id').where('wave_id', '=', id).execute()
  if (left.length === 0) await scope.update('wave', id, { state: 'cancelled' })
  else
    await endWaves(
      scope,
      left.map((row) => row.order_id),
    )
  return { removed: removed.length }
}

/** Ends a wave; what is not packed becomes open again. Raises wave-over. */
export async function finishWave(
  scope: CommandScope,
  id: number,
  cancel: boolean,
): Promise<{ open: number }> {
  await requirePicking(scope, id)
  const orders = await scope.trx
    .selectFrom('wave_order')
    .select('order_id')
    .where('wave_id', '=', id)
    .execute()
  const orderIds = orders.map((row) => row.order_id)
  await scope.update('wave', id, { state: cancel ? 'cancelled' : 'done' })
  await reopen(scope, orderIds)
  const open = await sql<{ n: number }>`
    SELECT count(*) AS n FROM orders WHERE stage IN ('open', 'picking')
      AND id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))`.execute(scope.trx)
  return { open: open.rows[0]?.n ?? 0 }
}

/** Orders that are no longer being picked share their stock with the others again. */
async function reopen(scope: CommandScope, orderIds: readonly number[]): Promise<void> {
  const items = await sql<{ id: number }>`
    SELECT DISTINCT sku_id AS id FROM order_line WHERE sku_id IS NOT NULL
      AND order_id IN (SELECT value FROM json_each(${JSON.stringify(orderIds)}))`.execute(scope.trx)
  await reallocate(
    scope,
    items.rows.map((row) => row.id),
    { changedOrders: orderIds },
  )
}

async function requirePicking(scope: CommandScope, id: number): Promise<void> {
  const wave = await scope.trx.selectFrom('wave').select('state').where('id', '=', id).executeTakeFirst()
  if (!wave) throw new YifangError('not-found', { what: 'wave', id })
  if (wave.state !== 'picking') throw new YifangError('wave-over', { state: wave.state })
}

/** Waves, newest first; `done`: orders packed, shipped or over. */
export async function listWaves(
  db: Kysely<Database>,
  page: { readonly limit: number; readonly offset: number },
) {
  const found = await sql<{
    id: number
    state: 'picking' | 'done' | 'cancelled'
    created_at: number
    orders: number
    pieces: number
    done: number
  }>`
    SELECT w.id, w.state, w.created_at, count(o.id) AS orders, coalesce(sum(o.piece_count), 0) AS pieces,
      coalesce(sum(o.stage IN ('packed', 'shipped', 'ended')), 0) AS done
    FROM wave w LEFT JOIN wave_order x ON x.wave_id = w.id LEFT JOIN orders o ON o.id = x.order_id
    GROUP BY w.id ORDER BY w.state = 'picking' DESC, w.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(
    db,
  )
  const count = await sql<{ n: number }>`SELECT count(*) AS n FROM wave`.execute(db)
  return {
    rows: found.rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at })),
    total: count.rows[0]?.n ?? 0,
  }
}
