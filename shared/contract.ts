import { catalogContract } from './catalog/contract.ts'
import { inventoryContract } from './inventory/contract.ts'
import { ordersContract } from './orders/contract.ts'
import { payrollContract } from './payroll/contract.ts'
import { planningContract } from './planning/contract.ts'
import { productionContract } from './production/contract.ts'
import { qualityContract } from './quality/contract.ts'
import { settingsContract } from './settings/contract.ts'
import { shippingContract } from './shipping/contract.ts'
import { stationsContract } from './stations/contract.ts'
import { subcontractingContract } from './subcontracting/contract.ts'
import { workersContract } from './workers/contract.ts'
import { householdsContract } from './workers/households/contract.ts'
import { trainingContract } from './workers/training/contract.ts'

/** Everything that a page, a station or the CLI may ask of the host. */
export const contract = {
  inventory: inventoryContract,
  settings: settingsContract,
  stations: stationsContract,
  catalog: catalogContract,
  orders: ordersContract,
  shipping: shippingContract,
  planning: planningContract,
  production: productionContract,
  quality: qualityContract,
  payroll: payrollContract,
  subcontracting: subcontractingContract,
  workers: { ...workersContract, households: householdsContract, training: trainingContract },
}
export type Contract = typeof contract
