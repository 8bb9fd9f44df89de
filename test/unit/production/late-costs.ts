import { postMove } from '../../../db/inventory/ledger.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { reprice } from '../../../db/production/reprice.ts'
import { setRates } from '../../../db/production/routing.ts'
import { run } from '../inventory/books.ts'
import type { SentOut } from '../subcontracting/sent-out.ts'

/** A rate that is agreed after the work was done: the first step at five yuan instead of 0.85, 4.15 more a piece. */
export function rateLate({ store, operations }: SentOut): Promise<void> {
  return run(store, async (scope) => {
    const operationId = operations[0]!
    await setRates(scope, { operationId, validFrom: '2026-05-11', rates: [{ size: '', rate: 5_000_000 }] })
    await reprice(scope, { operationId, from: '2026-01-01', after: 0 })
  })
}

/** Brings the stock to what the pieces of a batch cost by now; the first one's where none is named. */
export function correctBatch({ store, batchId }: SentOut, id = batchId) {
  return run(store, (scope) => correctCost(scope, id))
}

/** So many pieces of the batch's seconds are sold. */
export function secondsLeave({ store, sellable }: SentOut, pieces: number) {
  return run(store, async (scope) => {
    const { id: itemId } = await scope.trx
      .selectFrom('sku')
      .select('id')
      .where('seconds_of', 'is not', null)
      .executeTakeFirstOrThrow()
    await postMove(scope, {
      itemId,
      locationId: sellable,
      quantity: -pieces,
      reason: 'adjust',
      reference: null,
    })
  })
}
