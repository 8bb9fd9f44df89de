import { sql } from 'kysely'
import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { reallocate } from '../inventory/allocate.ts'
import { postTransfer, reverseMoves } from '../inventory/ledger.ts'
import { placeOf } from '../inventory/locations.ts'
import { countReturned } from './receive-return.ts'

export interface Inspection {
  readonly returnLineId: number
  readonly restock: number
  readonly seconds: number
  readonly scrap: number
  readonly locationId: number | null
}

/** Pieces that were looked at leave the unchecked place. Raises return-too-many where fewer are unchecked. */
export async function inspectReturn(
  scope: CommandScope,
  input: Inspection,
): Promise<{ returnCaseId: number }> {
  const line = await scope.trx
    .selectFrom('return_line')
    .selectAll()
    .where('id', '=', input.returnLineId)
    .executeTakeFirst()
  if (!line) throw new YifangError('not-found', { what: 'return_line', id: input.returnLineId })
  const case_ = await scope.trx
    .selectFrom('return_case')
    .select(['id', 'state'])
    .where('id', '=', line.return_case_id)
    .executeTakeFirstOrThrow()
  const left = case_.state === 'voided' ? 0 : line.quantity - line.restocked - line.seconds - line.scrapped
  if (input.restock + input.seconds + input.scrap > left) {
    const label = (await skuLabels(scope.trx, [line.item_id])).get(line.item_id)
    throw new YifangError('return-too-many', { sku: label ? skuText(label) : `#${line.item_id}`, left })
  }
  const from = await placeOf(scope, 'unchecked')
  const to = [
    [input.restock, input.locationId ?? (input.restock > 0 ? await restockPlace(scope, line.item_id) : 0)],
    [input.seconds, input.seconds > 0 ? await placeOf(scope, 'seconds') : 0],
    [input.scrap, input.scrap > 0 ? await placeOf(scope, 'scrap') : 0],
  ] as const
  for (const [quantity, locationId] of to) {
    if (quantity === 0) continue
    await postTransfer(scope, {
      itemId: line.item_id,
      quantity,
      fromLocationId: from,
      toLocationId: locationId,
      // Its own account: taking the return back must not find it.
      reference: { kind: 'return-check', id: line.id },
    })
  }
  await scope.update('return_line', line.id, {
    restocked: line.restocked + input.restock,
    seconds: line.seconds + input.seconds,
    scrapped: line.scrapped + input.scrap,
  })
  const open = await sql<{ n: number }>`
    SELECT count(*) AS n FROM return_line WHERE return_case_id = ${case_.id}
      AND restocked + seconds + scrapped < quantity`.execute(scope.trx)
  if (open.rows[0]?.n === 0) await scope.update('return_case', case_.id, { state: 'done' })
  if (input.restock > 0) await reallocate(scope, [line.item_id])
  return { returnCaseId: case_.id }
}

/** Takes a return back that was received by mistake. Raises return-checked once somebody has looked at pieces. */
export async function voidReturn(scope: CommandScope, id: number): Promise<Record<string, never>> {
  const case_ = await scope.trx.selectFrom('return_case').selectAll().where('id', '=', id).executeTakeFirst()
  if (!case_) throw new YifangError('not-found', { what: 'return_case', id })
  if (case_.state === 'voided') return {}
  const lines = await scope.trx
    .selectFrom('return_line')
    .selectAll()
    .where('return_case_id', '=', id)
    .execute()
  const checked = lines.reduce((sum, line) => sum + line.restocked + line.seconds + line.scrapped, 0)
  if (checked > 0) throw new YifangError('return-checked', { pieces: checked })
  for (const line of lines) await reverseMoves(scope, { kind: 'return-line', id: line.id })
  await scope.update('return_case', id, { state: 'voided' })
  if (case_.order_id !== null) await countReturned(scope, case_.order_id)
  return {}
}

/** Where the SKU lies already, else the first sellable place. */
async function restockPlace(scope: CommandScope, itemId: number): Promise<number> {
  const found = await sql<{ id: number }>`
    SELECT p.id FROM location p LEFT JOIN stock_level v ON v.location_id = p.id AND v.item_id = ${itemId}
    WHERE p.kind = 'sellable' AND p.archived_at IS NULL
    ORDER BY coalesce(v.quantity, 0) > 0 DESC, v.item_id IS NULL, p.code LIMIT 1`.execute(scope.trx)
  if (!found.rows[0]) throw new YifangError('not-found', { what: 'location', id: 'sellable' })
  return found.rows[0].id
}
