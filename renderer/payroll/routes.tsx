import type { RouteObject } from 'react-router'

/** Wages; each screen is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'my-pay',
    lazy: async () => ({ Component: (await import('./kiosk/kiosk-screen.tsx')).KioskScreen }),
  },
  {
    path: 'wages',
    lazy: async () => ({ Component: (await import('./wages-layout.tsx')).WagesLayout }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./run/pay-run-screen.tsx')).PayRunScreen }),
      },
      {
        path: 'runs',
        lazy: async () => ({ Component: (await import('./runs/runs-screen.tsx')).RunsScreen }),
      },
      {
        path: 'runs/:id',
        lazy: async () => ({ Component: (await import('./runs/run-screen.tsx')).RunScreen }),
      },
      {
        path: 'owed',
        lazy: async () => ({ Component: (await import('./runs/owed-screen.tsx')).OwedScreen }),
      },
      {
        path: 'besides',
        lazy: async () => ({
          Component: (await import('./besides/adjustments-screen.tsx')).AdjustmentsScreen,
        }),
      },
      {
        path: 'debts',
        lazy: async () => ({ Component: (await import('./besides/debts-screen.tsx')).DebtsScreen }),
      },
      {
        path: 'terms',
        lazy: async () => ({ Component: (await import('./terms/terms-screen.tsx')).TermsScreen }),
      },
      {
        path: 'rules',
        lazy: async () => ({ Component: (await import('./rules/rules-screen.tsx')).RulesScreen }),
      },
      {
        path: 'insight',
        lazy: async () => ({ Component: (await import('./insight/insight-screen.tsx')).InsightScreen }),
      },
    ],
  },
]
