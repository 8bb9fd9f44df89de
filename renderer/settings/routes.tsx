import type { RouteObject } from 'react-router'
import { SettingsFirst, SettingsPage } from './settings-page.tsx'
import { settingsTabs } from './tabs.tsx'

/** Today, and the settings, a tab each; each is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'today',
    lazy: async () => ({ Component: (await import('./today/today-page.tsx')).TodayPage }),
  },
  {
    path: 'settings',
    element: <SettingsPage />,
    children: [
      { index: true, element: <SettingsFirst /> },
      ...settingsTabs.map((tab) => ({ path: tab.path, lazy: async () => ({ Component: await tab.load() }) })),
    ],
  },
]
