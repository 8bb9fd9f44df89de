import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createMemoryRouter, RouterProvider } from 'react-router'
import type { Kiosk } from '../../../shared/stations/kiosk.ts'
import { ClockBar } from '../../app/clock-bar.tsx'
import { ConnectionBar } from '../../app/connection-bar.tsx'
import { useDialogFocus } from '../../app/dialog-focus.ts'
import { useHostEvents } from '../../app/events.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import layout from '../../app/layout.module.css'
import { useSession } from '../../app/session.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useWakeLock } from './use-wake-lock.ts'

const screens: Readonly<Record<Kiosk, ComponentType>> = {
  pay: lazy(async () => ({
    default: (await import('../../payroll/kiosk/kiosk-screen.tsx')).KioskScreen,
  })),
  time: lazy(async () => ({
    default: (await import('../../payroll/time/station-screen.tsx')).StationScreen,
  })),
  wall: lazy(async () => ({ default: (await import('../../production/wall/wall-screen.tsx')).WallScreen })),
}

/**
 * One screen that is all there is. Its router lives in memory: whatever is typed into the address, followed or gone back
 * to ends at this screen. What may be called from here is the host's word, see shared/stations/kiosk.ts.
 */
export function KioskShell({ kiosk }: { readonly kiosk: Kiosk }) {
  const [router] = useState(() =>
    createMemoryRouter([{ path: '*', Component: () => <Frame kiosk={kiosk} /> }]),
  )
  return <RouterProvider router={router} />
}

function Frame({ kiosk }: { readonly kiosk: Kiosk }) {
  const { t } = useTranslation('stations')
  const { user, workshopName } = useSession()
  const Screen = screens[kiosk]
  useHostEvents()
  useDialogFocus()
  useWakeLock()
  return (
    <div className={layout.shell}>
      <div className={layout.main}>
        <header className={layout.top}>
          <strong className={layout.workshop}>{workshopName}</strong>
          <LanguageSwitch />
        </header>
        <ConnectionBar />
        <ClockBar />
        <main className={layout.content} id="content">
          {user ? (
            <Suspense fallback={null}>
              <Screen />
            </Suspense>
          ) : (
            <EmptyState title={t('kiosk.nobody')} text={t('kiosk.nobodyText')} />
          )}
        </main>
      </div>
    </div>
  )
}
