import type { RouteObject } from 'react-router'

/** The workshop floor; each screen is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'floor',
    lazy: async () => ({ Component: (await import('./floor-layout.tsx')).FloorLayout }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./record/record-home.tsx')).RecordHome }),
      },
      {
        path: 'hand-outs',
        lazy: async () => ({ Component: (await import('./hand-outs/hand-outs-screen.tsx')).HandOutsScreen }),
      },
      {
        path: 'wall',
        lazy: async () => ({ Component: (await import('./wall/wall-screen.tsx')).WallScreen }),
      },
      {
        path: 'board',
        lazy: async () => ({ Component: (await import('./board/board-screen.tsx')).BoardScreen }),
      },
      {
        path: 'proposals',
        lazy: async () => ({
          Component: (await import('../planning/proposals-screen.tsx')).ProposalsScreen,
        }),
      },
      {
        path: 'capacity',
        lazy: async () => ({ Component: (await import('../planning/capacity-screen.tsx')).CapacityScreen }),
      },
      {
        path: 'batches',
        lazy: async () => ({ Component: (await import('./batches/batches-screen.tsx')).BatchesScreen }),
      },
      {
        path: 'batches/:id',
        lazy: async () => ({ Component: (await import('./batches/batch-screen.tsx')).BatchScreen }),
      },
      {
        path: 'quality',
        lazy: async () => ({ Component: (await import('../quality/quality-screen.tsx')).QualityScreen }),
      },
      {
        path: 'quality/:id',
        lazy: async () => ({
          Component: (await import('../quality/inspection-screen.tsx')).InspectionScreen,
        }),
      },
      {
        path: 'sent-out',
        lazy: async () => ({
          Component: (await import('../subcontracting/sent-out-screen.tsx')).SentOutScreen,
        }),
      },
      {
        path: 'sent-out/:id',
        lazy: async () => ({
          Component: (await import('../subcontracting/sent-out-order-screen.tsx')).SentOutOrderScreen,
        }),
      },
      {
        path: 'routing/:styleId',
        lazy: async () => ({ Component: (await import('./routing/routing-screen.tsx')).RoutingScreen }),
      },
    ],
  },
]
