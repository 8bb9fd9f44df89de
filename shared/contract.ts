import { ordersContract } from './orders/contract.ts'
import { settingsContract } from './settings/contract.ts'

/** Everything that a page, a station or the CLI may ask of the host. */
export const contract = { settings: settingsContract, orders: ordersContract }
export type Contract = typeof contract
