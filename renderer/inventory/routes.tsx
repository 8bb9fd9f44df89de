import type { RouteObject } from 'react-router'

/** The screens of this module; each is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'stock',
    lazy: async () => ({ Component: (await import('./stock-layout.tsx')).StockLayout }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./stock-screen.tsx')).StockScreen }) },
      {
        path: 'short',
        lazy: async () => ({ Component: (await import('./shortage-screen.tsx')).ShortageScreen }),
      },
      {
        path: 'expected',
        lazy: async () => ({ Component: (await import('./expected-screen.tsx')).ExpectedScreen }),
      },
      {
        path: 'materials',
        lazy: async () => ({
          Component: (await import('./materials/materials-screen.tsx')).MaterialsScreen,
        }),
      },
      {
        path: 'receipts',
        lazy: async () => ({ Component: (await import('./receipts-screen.tsx')).ReceiptsScreen }),
      },
      {
        path: 'receive',
        lazy: async () => ({ Component: (await import('./receive-screen.tsx')).ReceiveScreen }),
      },
      {
        path: 'adjust',
        lazy: async () => ({ Component: (await import('./adjust-screen.tsx')).AdjustScreen }),
      },
      {
        path: 'transfer',
        lazy: async () => ({ Component: (await import('./transfer-screen.tsx')).TransferScreen }),
      },
      {
        path: 'suppliers',
        lazy: async () => ({ Component: (await import('./suppliers-screen.tsx')).SuppliersScreen }),
      },
      {
        path: 'counts',
        lazy: async () => ({ Component: (await import('./counts-screen.tsx')).CountsScreen }),
      },
      {
        path: 'counts/:id',
        lazy: async () => ({ Component: (await import('./count-screen.tsx')).CountScreen }),
      },
      {
        path: 'locations',
        lazy: async () => ({ Component: (await import('./locations-screen.tsx')).LocationsScreen }),
      },
      {
        path: 'opening',
        lazy: async () => ({ Component: (await import('./opening-screen.tsx')).OpeningScreen }),
      },
      { path: 'sku/:id', lazy: async () => ({ Component: (await import('./item-screen.tsx')).ItemScreen }) },
    ],
  },
]
