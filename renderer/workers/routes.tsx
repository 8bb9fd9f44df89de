import type { RouteObject } from 'react-router'

/** The people of the workshop; each screen is loaded when it is first opened. */
export const routes: readonly RouteObject[] = [
  {
    path: 'people',
    lazy: async () => ({ Component: (await import('./people-layout.tsx')).PeopleLayout }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./people-layout.tsx')).PeopleHome }),
      },
      {
        path: 'attendance',
        lazy: async () => ({ Component: (await import('../payroll/time/day-screen.tsx')).DayScreen }),
      },
      {
        path: 'attendance/scan',
        lazy: async () => ({
          Component: (await import('../payroll/time/station-screen.tsx')).StationScreen,
        }),
      },
      {
        path: 'attendance/month',
        lazy: async () => ({ Component: (await import('../payroll/time/month-screen.tsx')).MonthScreen }),
      },
      {
        path: 'workers',
        lazy: async () => ({ Component: (await import('./workers-screen.tsx')).WorkersScreen }),
      },
      {
        path: 'workers/import',
        lazy: async () => ({ Component: (await import('./roster-import.tsx')).RosterImport }),
      },
      {
        path: 'households',
        lazy: async () => ({
          Component: (await import('./households/households-screen.tsx')).HouseholdsScreen,
        }),
      },
      {
        path: 'households/:id',
        lazy: async () => ({
          Component: (await import('./households/household-screen.tsx')).HouseholdScreen,
        }),
      },
      {
        path: 'training',
        lazy: async () => ({ Component: (await import('./training/training-screen.tsx')).TrainingScreen }),
      },
      {
        path: 'skills',
        lazy: async () => ({ Component: (await import('./training/skills-screen.tsx')).SkillsScreen }),
      },
    ],
  },
]
