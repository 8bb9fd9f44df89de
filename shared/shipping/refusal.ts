import type { AfterSaleState, OrderStatus } from '../orders/platforms.ts'

/** Why an order may not be packed, closed or handed over; the screens say it in big words. */
export const packRefusals = [
  'hold',
  'cancelled',
  'closed',
  'completed',
  'after-sale',
  'address-differs',
  'unpaid',
  'quantity-changed',
  'nothing-left',
] as const
export type PackRefusal = (typeof packRefusals)[number]

/** Why an order is left out of a wave: what forbids packing, and what is not ready yet. */
export const waveRefusals = [...packRefusals, 'picking', 'packed', 'unmatched', 'short'] as const
export type WaveRefusal = (typeof waveRefusals)[number]

export interface RefusalFacts {
  readonly status: OrderStatus
  readonly afterSale: AfterSaleState
  /** Why somebody let it go in spite of its after-sale; null: nobody did. */
  readonly afterSaleRelease: string | null
  readonly holdReason: string | null
  readonly addressDiffers: boolean
  readonly lines: readonly {
    readonly kind: 'sale' | 'resend' | 'exchange'
    readonly afterSale: AfterSaleState
    readonly quantity: number
    readonly cancelled: number
    /** Pieces of ours that left already. */
    readonly shipped: number
  }[]
}

const inAfterSale = (state: AfterSaleState) => state === 'requested' || state === 'refunded'

/** Whether an order, or one of its lines, is asked back or paid back: nobody sends it without a word. */
export function isInAfterSale(
  order: AfterSaleState,
  lines: readonly { readonly afterSale: AfterSaleState }[],
): boolean {
  return inAfterSale(order) || lines.some((line) => inAfterSale(line.afterSale))
}
const isOver = (status: OrderStatus) => status === 'shipped' || status === 'completed' || status === 'closed'

/**
 * The lines that may be sent now: those of which pieces are left. An exchange or resend answers goods that
 * left before; where one waits and the platform counts the order as gone, the sale's own lines (which may
 * have left before this program was used) are not sent again.
 */
export function linesToSend<L extends RefusalFacts['lines'][number]>(order: {
  readonly status: OrderStatus
  readonly lines: readonly L[]
}): L[] {
  const left = order.lines.filter((line) => line.quantity - line.cancelled - line.shipped > 0)
  const answers = left.filter((line) => line.kind !== 'sale')
  return answers.length > 0 && isOver(order.status) ? answers : left
}

/**
 * Whether an order's goods may be packed or leave now; null: yes.
 *
 * An after-sale that was settled (a few yuan paid back) is no reason once somebody let the order go.
 * An order that the platform calls shipped may: its waybill was printed (and reported) before it was packed.
 * Where only exchanges and resends are to be sent, the platform's states are no reason against them: they
 * answer just those; a hold and a doubtful address still are.
 */
export function packRefusal(order: RefusalFacts): PackRefusal | null {
  if (order.holdReason !== null) return 'hold'
  const left = linesToSend(order)
  const sales = left.filter((line) => line.kind === 'sale')
  if (sales.length > 0) {
    if (order.status === 'closed' || order.status === 'completed' || order.status === 'unpaid')
      return order.status
    if (order.afterSaleRelease === null && isInAfterSale(order.afterSale, sales)) return 'after-sale'
  }
  if (left.length > 0) return order.addressDiffers ? 'address-differs' : null
  const wanted = order.lines.reduce((sum, line) => sum + line.quantity - line.cancelled, 0)
  // Nothing but postage, a deposit: no goods at all.
  if (order.lines.length === 0) return 'nothing-left'
  return wanted === 0 ? (order.status === 'closed' ? 'closed' : 'cancelled') : 'nothing-left'
}

/** Whether an order may go into a wave; null: it is ready to be picked. */
export function waveRefusal(
  order: RefusalFacts & {
    readonly inWave: boolean
    /** It has a parcel that is open or packed. */
    readonly inParcel: boolean
    readonly unmatched: number
    readonly short: number
  },
): WaveRefusal | null {
  const refusal = packRefusal(order)
  if (refusal) return refusal
  if (order.inParcel) return 'packed'
  if (order.inWave) return 'picking'
  if (order.unmatched > 0) return 'unmatched'
  return order.short > 0 ? 'short' : null
}
