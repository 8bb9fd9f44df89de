import type { RouteObject } from 'react-router'

/** The screens of this module; each is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'orders',
    lazy: async () => ({ Component: (await import('./list/orders-screen.tsx')).OrdersScreen }),
  },
  {
    path: 'orders/import',
    lazy: async () => ({ Component: (await import('./import/import-screen.tsx')).ImportScreen }),
  },
  {
    path: 'orders/imports',
    lazy: async () => ({ Component: (await import('./import/imports-screen.tsx')).ImportsScreen }),
  },
  {
    path: 'orders/new',
    lazy: async () => ({ Component: (await import('./new/new-order-screen.tsx')).NewOrderScreen }),
  },
  {
    path: 'orders/customers',
    lazy: async () => ({ Component: (await import('./customers/customers-screen.tsx')).CustomersScreen }),
  },
  {
    path: 'orders/customers/:id',
    lazy: async () => ({ Component: (await import('./customers/customer-screen.tsx')).CustomerScreen }),
  },
  {
    path: 'orders/:id',
    lazy: async () => ({ Component: (await import('./detail/order-screen.tsx')).OrderScreen }),
  },
]
