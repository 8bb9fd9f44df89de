import { sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import { stillOut } from './out.ts'

/** An order that work is out by, with its batch. */
export interface OpenOrder {
  readonly id: number
  readonly batchId: number
  readonly batchNumber: string
  readonly batchState: 'open' | 'closed' | 'cancelled'
  readonly whole: boolean
  readonly operations: readonly number[]
  readonly price: number
}

/** Raises batch-over: pieces come to a batch that is still worked on. */
export function refuseOver(order: OpenOrder): void {
  if (order.batchState !== 'open') throw new YifangError('batch-over', { batch: order.batchNumber })
}

/** Raises not-found, order-closed. */
export async function openOrder(scope: CommandScope, id: number): Promise<OpenOrder> {
  const row = await scope.trx
    .selectFrom('subcontract_order')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .selectAll('subcontract_order')
    .select(['batch_number', 'batch.state as batch_state'])
    .where('subcontract_order.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'subcontract_order', id })
  if (row.state !== 'open') throw new YifangError('order-closed', { order: row.order_number })
  return {
    id,
    batchId: row.batch_id,
    batchNumber: row.batch_number,
    batchState: row.batch_state,
    whole: row.whole === 1,
    operations: JSON.parse(row.operations) as number[],
    price: row.price,
  }
}

/** Pieces of a bundle that are still out by an order; null: the bundle is not of it. */
export async function outOf(scope: CommandScope, orderId: number, bundleId: number): Promise<number | null> {
  const { rows } = await sql<{ out: number }>`
    SELECT ${stillOut} AS out FROM subcontract_bundle sb
    WHERE sb.subcontract_order_id = ${orderId} AND sb.bundle_id = ${bundleId}`.execute(scope.trx)
  return rows[0]?.out ?? null
}
