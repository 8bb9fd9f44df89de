import { type Kysely, sql } from 'kysely'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/**
 * Keeps what orders expect of a batch and SKU: never more than is still to be cut and held by its bundles, so that a piece
 * that was scrapped, lost or made a second is asked for anew at once, not when the batch is closed. Neither more than is
 * planned, nor fewer than have come. Of a batch that is over, only the quantity follows: its ending decides what is open.
 */
export async function keepExpected(scope: CommandScope, batchId: number, skuId: number): Promise<void> {
  const supply = await scope.trx
    .selectFrom('expected_supply')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select(['expected_supply.id', 'quantity', 'received', 'expected_supply.closed_at', 'batch.state'])
    .where('batch_id', '=', batchId)
    .where('item_id', '=', skuId)
    .executeTakeFirst()
  if (!supply) return
  const { planned, begun, held } = await piecesOf(scope.trx, batchId, skuId)
  const coming = Math.max(0, planned - begun) + held
  const open = Math.min(Math.max(0, planned - supply.received), coming)
  const quantity = Math.max(supply.received + open, 1)
  const isClosed = supply.state === 'open' ? open === 0 : supply.closed_at !== null
  if (quantity === supply.quantity && isClosed === (supply.closed_at !== null)) return
  await scope.update('expected_supply', supply.id, {
    quantity,
    closed_at: isClosed ? (supply.closed_at ?? scope.at) : null,
  })
}

interface Pieces {
  readonly planned: number
  readonly begun: number
  readonly held: number
}

async function piecesOf(db: Kysely<Database>, batchId: number, skuId: number): Promise<Pieces> {
  const { rows } = await sql<Pieces>`
    SELECT
      coalesce((SELECT planned FROM batch_line WHERE batch_id = ${batchId} AND sku_id = ${skuId}), 0) AS planned,
      coalesce((SELECT sum(m.quantity) FROM bundle b JOIN bundle_move m ON m.bundle_id = b.id AND m.kind = 'begun'
        WHERE b.batch_id = ${batchId} AND b.sku_id = ${skuId}), 0) AS begun,
      coalesce((SELECT sum(held) FROM bundle WHERE batch_id = ${batchId} AND sku_id = ${skuId} AND state <> 'voided'), 0)
        AS held`.execute(db)
  return rows[0]!
}
