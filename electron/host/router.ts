import { catalogRouter } from './catalog/router.ts'
import { inventoryRouter } from './inventory/router.ts'
import { ordersRouter } from './orders/router.ts'
import { payrollRouter } from './payroll/router.ts'
import { planningRouter } from './planning/router.ts'
import { procedures } from './procedures.ts'
import { productionRouter } from './production/router.ts'
import { qualityRouter } from './quality/router.ts'
import { settingsRouter } from './settings/router.ts'
import { shippingRouter } from './shipping/router.ts'
import { stationsRouter } from './stations/router.ts'
import { subcontractingRouter } from './subcontracting/router.ts'
import { workersRouter } from './workers/router.ts'

/** The whole contract, implemented: what every door serves. */
export const router = procedures.router({
  inventory: inventoryRouter,
  settings: settingsRouter,
  stations: stationsRouter,
  catalog: catalogRouter,
  orders: ordersRouter,
  shipping: shippingRouter,
  planning: planningRouter,
  production: productionRouter,
  quality: qualityRouter,
  payroll: payrollRouter,
  subcontracting: subcontractingRouter,
  workers: workersRouter,
})
export type Router = typeof router
