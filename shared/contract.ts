import { catalogContract } from './catalog/contract.ts'
import { inventoryContract } from './inventory/contract.ts'
import { ordersContract } from './orders/contract.ts'
import { settingsContract } from './settings/contract.ts'
import { shippingContract } from './shipping/contract.ts'

/** Everything that a page, a station or the CLI may ask of the host. */
export const contract = {
  inventory: inventoryContract,
  settings: settingsContract,
  catalog: catalogContract,
  orders: ordersContract,
  shipping: shippingContract,
}
export type Contract = typeof contract
