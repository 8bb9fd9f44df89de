import { YifangError } from '../../shared/errors.ts'
import type { LineInput } from '../../shared/orders/contract.ts'
import { matchKey } from '../../shared/orders/matching.ts'
import { skuLabels } from '../catalog/lookups.ts'
import type { CommandScope } from '../command.ts'
import { openCharges, takeBackCharges } from './customer-entries.ts'
import { chargeOrder } from './customers.ts'
import { reindexOrder } from './edit.ts'
import { isManual, lineLocks } from './line-locks.ts'

/**
 * Changes the goods of an order by hand: lines with an id are changed, without one added, those of `removed` are
 * cancelled (a line is never deleted: its history stays). The order's sums and its customer's charge follow. Gives
 * the items whose stock is to be shared anew. Raises order-not-manual, order-cancelled, line-locked for a line in hand
 * or sent, order-no-lines where nothing would be left, not-found.
 */
export async function saveLines(
  scope: CommandScope,
  input: { readonly id: number; readonly lines: readonly LineInput[]; readonly removed: readonly number[] },
): Promise<{ readonly items: number[] }> {
  const order = await scope.trx.selectFrom('orders').selectAll().where('id', '=', input.id).executeTakeFirst()
  if (!order) throw new YifangError('not-found', { what: 'order', id: input.id })
  const orderNumber = order.order_number
  if (!isManual(order)) throw new YifangError('order-not-manual', { orderNumber })
  if (order.stage === 'shipped') throw new YifangError('order-shipped', { orderNumber })
  if (order.stage === 'ended') throw new YifangError('order-cancelled', { orderNumber })
  const known = await readLines(scope, input.id)
  const locks = await lineLocks(scope.trx, input.id)
  const skus = await skuLabels(
    scope.trx,
    input.lines.flatMap((line) => line.skuId ?? []),
  )
  const lineOf = (id: number) => {
    const line = known.find((candidate) => candidate.id === id && candidate.kind === 'sale')
    if (!line) throw new YifangError('not-found', { what: 'order_line', id })
    const lock = locks.get(id)
    if (lock) throw new YifangError('line-locked', { line: line.title, state: lock })
    return line
  }
  let own = known.length
  for (const line of input.lines) {
    if (line.skuId !== null && !skus.has(line.skuId))
      throw new YifangError('not-found', { what: 'sku', id: line.skuId })
    if (line.id !== null) {
      const before = lineOf(line.id)
      await scope.update('order_line', line.id, {
        ...columnsOf(line, before.sku_id),
        quantity: line.quantity + before.cancelled,
      })
      continue
    }
    const lock = locks.get(0)
    if (lock) throw new YifangError('line-locked', { line: line.title, state: lock })
    own += 1
    await scope.insert('order_line', {
      order_id: input.id,
      line_key: `own:${own}`,
      ...columnsOf(line, null),
      quantity: line.quantity,
    })
  }
  for (const id of input.removed) await scope.update('order_line', id, { cancelled: lineOf(id).quantity })
  const lines = await readLines(scope, input.id)
  const left = lines.filter((line) => line.quantity > line.cancelled)
  if (left.length === 0) throw new YifangError('order-no-lines', {})
  await saveSums(scope, order, left)
  await reindexOrder(scope, input.id)
  return { items: [...new Set([...known, ...lines].flatMap((line) => line.sku_id ?? []))] }
}

const readLines = (scope: CommandScope, orderId: number) =>
  scope.trx.selectFrom('order_line').selectAll().where('order_id', '=', orderId).orderBy('id').execute()

function columnsOf(line: LineInput, skuBefore: number | null) {
  return {
    title: line.title,
    attributes: line.attributes,
    match_key: matchKey({ sellerCode: '', title: line.title, attributes: line.attributes }),
    ...(line.skuId !== skuBefore && {
      sku_id: line.skuId,
      sku_source: line.skuId === null ? null : ('user' as const),
    }),
    unit_price: line.unitPrice,
    custom_text: line.customText,
    wearer: line.wearer,
    measurements: line.measurements,
    picture_hash: line.pictureHash,
  }
}

/** Amounts as `createOrder` sums them. The account gets the difference, so that what was agreed on it stays. */
async function saveSums(
  scope: CommandScope,
  order: {
    readonly id: number
    readonly postage_amount: number | null
    readonly discount_amount: number | null
    readonly paid_amount: number | null
  },
  lines: Awaited<ReturnType<typeof readLines>>,
): Promise<void> {
  const sales = lines.filter((line) => line.kind === 'sale')
  const priced = sales.some((line) => line.unit_price !== null)
  const goods = sales.reduce(
    (sum, line) => sum + (line.unit_price ?? 0) * (line.quantity - line.cancelled),
    0,
  )
  const asked = priced ? goods + (order.postage_amount ?? 0) - (order.discount_amount ?? 0) : null
  await scope.update('orders', order.id, {
    goods_amount: priced ? goods : null,
    paid_amount: asked,
    titles: [...new Set(sales.map((line) => line.title))].join('，').slice(0, 500),
  })
  const charged = (await openCharges(scope, order.id)).reduce((sum, charge) => sum + charge.left, 0)
  // Never priced before: what stands on the account was agreed for the whole, and the prices now say it.
  const more =
    order.paid_amount === null ? (asked === null ? 0 : asked - charged) : (asked ?? 0) - order.paid_amount
  if (more > 0) await chargeOrder(scope, order.id, more)
  else await takeBackCharges(scope, order.id, -more, '')
}
