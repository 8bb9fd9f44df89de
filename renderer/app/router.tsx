import { createHashRouter, type RouteObject } from 'react-router'
import { routes as catalog } from '../catalog/routes.tsx'
import { routes as inventory } from '../inventory/routes.tsx'
import { routes as orders } from '../orders/routes.tsx'
import { routes as payroll } from '../payroll/routes.tsx'
import { routes as production } from '../production/routes.tsx'
import { routes as settings } from '../settings/routes.tsx'
import { routes as shipping } from '../shipping/routes.tsx'
import { routes as workers } from '../workers/routes.tsx'
import { RouteError } from './error-boundary.tsx'
import { Home } from './home.tsx'
import { Layout } from './layout.tsx'
import { NotFound } from './not-found.tsx'

/** Each module brings its routes, loading its screens when they are first opened. */
const modules: readonly RouteObject[] = [
  ...orders,
  ...shipping,
  ...production,
  ...workers,
  ...payroll,
  ...inventory,
  ...catalog,
  ...settings,
]

/** Behind a # : the page has one address, whichever door it came through. */
export const router = createHashRouter([
  {
    element: <Layout />,
    // HydrateFallback: nothing is drawn while a screen's code is on its way; it comes from this PC.
    hydrateFallbackElement: <div />,
    children: [
      {
        errorElement: <RouteError />,
        children: [{ index: true, element: <Home /> }, ...modules, { path: '*', element: <NotFound /> }],
      },
    ],
  },
])
