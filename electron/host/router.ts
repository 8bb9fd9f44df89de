import { ordersRouter } from './orders/router.ts'
import { procedures } from './procedures.ts'
import { settingsRouter } from './settings/router.ts'

/** The whole contract, implemented: what every door serves. */
export const router = procedures.router({ settings: settingsRouter, orders: ordersRouter })
export type Router = typeof router
