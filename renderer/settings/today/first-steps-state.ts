import type { Today } from '../../../shared/settings/contract.ts'

export type StepName = 'shop' | 'files' | 'skus' | 'stock' | 'label'

export interface Step {
  readonly name: StepName
  readonly isDone: boolean
}

/** The way to the first label, and how far this workshop has come. */
export function firstSteps(today: Today): readonly Step[] {
  return [
    { name: 'shop', isDone: today.hasShops },
    { name: 'files', isDone: today.hasOrders },
    { name: 'skus', isDone: today.hasSkus && today.hasOrders && today.unmatchedListings === 0 },
    { name: 'stock', isDone: today.hasStock },
    { name: 'label', isDone: today.hasParcels },
  ]
}

/** Until its first parcel a workshop is new; from then on its numbers say what to do. */
export function isBeginning(today: Today): boolean {
  return !(today.hasShops && today.hasOrders && today.hasSkus && today.hasStock && today.hasParcels)
}
