import type { Subcontract } from './orders-contract.ts'

export interface Reported {
  readonly good: number
  readonly delivered: number
  /** Said to be delivered and not counted here yet. */
  readonly coming: number
}

/** What the partner's newest file says of each SKU of an order; none: it sent no file, or nothing of that colour and size. */
export function reportedBySku(order: Pick<Subcontract, 'report' | 'bundles'>): ReadonlyMap<number, Reported> {
  const told = new Map<number, Reported>()
  for (const { sku } of order.bundles) {
    const line = order.report?.lines.find(({ colour, size }) => colour === sku.colour && size === sku.size)
    if (!line || told.has(sku.id)) continue
    const counted = order.bundles
      .filter((bundle) => bundle.sku.id === sku.id)
      .reduce((sum, { good, scrap }) => sum + good + scrap, 0)
    const { good, delivered } = line
    told.set(sku.id, { good, delivered, coming: Math.max(0, delivered - counted) })
  }
  return told
}
