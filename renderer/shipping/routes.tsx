import type { RouteObject } from 'react-router'

/** The screens of this module; each is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'pack',
    lazy: async () => ({ Component: (await import('./shipping-layout.tsx')).ShippingLayout }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./pack/pack-screen.tsx')).PackScreen }) },
      {
        path: 'waves',
        lazy: async () => ({ Component: (await import('./waves/waves-screen.tsx')).WavesScreen }),
      },
      {
        path: 'waves/:id',
        lazy: async () => ({ Component: (await import('./waves/wave-screen.tsx')).WaveScreen }),
      },
      {
        path: 'parcels',
        lazy: async () => ({ Component: (await import('./pack/parcels-screen.tsx')).ParcelsScreen }),
      },
      {
        path: 'parcels/:id',
        lazy: async () => ({ Component: (await import('./pack/parcel-screen.tsx')).ParcelScreen }),
      },
      {
        path: 'hand-over',
        lazy: async () => ({ Component: (await import('./hand-over/hand-over-screen.tsx')).HandOverScreen }),
      },
      {
        path: 'hand-over/:id',
        lazy: async () => ({ Component: (await import('./hand-over/manifest-screen.tsx')).ManifestScreen }),
      },
      {
        path: 'tracking',
        lazy: async () => ({ Component: (await import('./tracking/tracking-screen.tsx')).TrackingScreen }),
      },
      {
        path: 'returns',
        lazy: async () => ({ Component: (await import('./returns/returns-screen.tsx')).ReturnsScreen }),
      },
      {
        path: 'returns/:id',
        lazy: async () => ({ Component: (await import('./returns/return-screen.tsx')).ReturnScreen }),
      },
    ],
  },
]
