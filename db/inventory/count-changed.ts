import { skuText } from '../../shared/catalog/sku-label.ts'
import { YifangError } from '../../shared/errors.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'

/**
 * Raises count-changed with both numbers where what is counted of a SKU is neither what the screen said (`before`; left out:
 * nobody looked) nor what is to be written.
 */
export async function refuseCountChanged(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly itemId: number
    readonly counted: number | null
    readonly before?: number | null | undefined
  },
): Promise<void> {
  const { id, itemId, counted, before } = input
  if (before === undefined) return
  const line = await scope.trx
    .selectFrom('stock_count_line')
    .innerJoin('command', 'command.id', 'stock_count_line.command_id')
    .leftJoin('user', 'user.id', 'command.user_id')
    .select(['counted', 'user.name'])
    .where('stock_count_id', '=', id)
    .where('item_id', '=', itemId)
    .executeTakeFirst()
  const there = line?.counted ?? null
  if (there === before || there === counted) return
  const sku = (await skuLabels(scope.trx, [itemId])).get(itemId)
  const text = (value: number | null) => (value === null ? '—' : String(value))
  throw new YifangError('count-changed', {
    sku: sku ? skuText(sku) : '',
    who: line?.name ?? '',
    theirs: text(there),
    mine: text(counted),
  })
}
