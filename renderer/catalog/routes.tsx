import type { RouteObject } from 'react-router'
import { paths } from '../app/paths.ts'

/** The screens of this module; each is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  { path: 'catalog', lazy: async () => ({ Component: (await import('./styles-screen.tsx')).StylesScreen }) },
  {
    path: 'catalog/new',
    lazy: async () => ({ Component: (await import('./style/style-screen.tsx')).NewStyleScreen }),
  },
  {
    path: 'catalog/styles/:id',
    lazy: async () => ({ Component: (await import('./style/style-screen.tsx')).StyleScreen }),
  },
  {
    path: 'catalog/styles/:id/bom',
    lazy: async () => ({ Component: (await import('./bom/bom-screen.tsx')).BomScreen }),
  },
  {
    path: 'catalog/styles/:id/sizes',
    lazy: async () => ({ Component: (await import('./size-chart/size-chart-screen.tsx')).SizeChartScreen }),
  },
  {
    path: paths.matching.slice(1),
    lazy: async () => ({ Component: (await import('./listings/listings-screen.tsx')).ListingsScreen }),
  },
  {
    path: 'catalog/matches',
    lazy: async () => ({ Component: (await import('./listings/aliases-screen.tsx')).AliasesScreen }),
  },
  {
    path: 'catalog/import',
    lazy: async () => ({ Component: (await import('./sheet/sheet-screen.tsx')).SheetScreen }),
  },
]
