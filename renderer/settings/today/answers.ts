import type { Today } from '../../../shared/settings/contract.ts'
import type { ProcedurePath } from '../../../shared/settings/roles.ts'
import { ordersPath, paths, unshipped } from '../../app/paths.ts'

export interface Answer {
  readonly name: string
  readonly count: number
  readonly words?: Readonly<Record<string, number>>
  readonly to: string
  /** What gives the answer: who may not do it has no such task, and may not open its screen. */
  readonly needs: ProcedurePath
}

/** What stands still until somebody decides, and where; only what this user may decide. */
export function answersOf(today: Today, may: (path: ProcedurePath) => boolean): readonly Answer[] {
  const answers: readonly Answer[] = [
    {
      name: 'performanceSoon',
      count: today.performanceSoon,
      to: ordersPath({ flag: 'performance' }),
      needs: 'orders.list',
    },
    {
      name: 'unmatched',
      count: today.unmatchedListings,
      words: { orders: today.unmatchedOrders },
      to: paths.matching,
      needs: 'catalog.listings.match',
    },
    {
      name: 'short',
      count: today.shortOrders,
      words: { pieces: today.shortPieces },
      to: paths.shortage,
      needs: 'inventory.supply.add',
    },
    {
      name: 'addressDiffers',
      count: today.addressDiffers,
      to: ordersPath({ flag: 'address-differs', stage: unshipped }),
      needs: 'orders.resolveAddress',
    },
    {
      name: 'afterSale',
      count: today.afterSale,
      to: ordersPath({ flag: 'after-sale', stage: unshipped }),
      needs: 'shipping.afterSale.release',
    },
    {
      name: 'onHold',
      count: today.onHold,
      to: ordersPath({ flag: 'hold', stage: unshipped }),
      needs: 'orders.release',
    },
    {
      name: 'stagedImports',
      count: today.stagedImports,
      to: paths.waitingImports,
      needs: 'orders.imports.commit',
    },
    {
      name: 'unpricedReceipts',
      count: today.unpricedReceipts,
      to: paths.unpricedReceipts,
      needs: 'inventory.receipts.correct',
    },
  ]
  return answers.filter(({ count, needs }) => count > 0 && may(needs))
}
