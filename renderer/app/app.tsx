import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { RouterProvider } from 'react-router'
import { LockScreen } from '../settings/lock/lock-screen.tsx'
import { RescueScreen } from '../settings/rescue/rescue-screen.tsx'
import { StationClosed, shownReason } from '../stations/join/station-closed.tsx'
import { KioskShell } from '../stations/kiosk/kiosk-shell.tsx'
import { useDoorClosed } from '../stations/link/far-link.ts'
import { isDesktopStation } from '../stations/link/where.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { i18n } from './i18n.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'
import { SessionProvider, useSessionQuery } from './session.tsx'
import { isRescue } from './shown-error.ts'
import { StartScreen } from './start-screen.tsx'
import { theme, touchTheme } from './theme.ts'
import { useIsCalm, useIsTouch } from './touch.ts'
import 'dayjs/locale/zh-cn'

export function App() {
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <Look>
          <ErrorBoundary>
            <Door />
          </ErrorBoundary>
        </Look>
      </QueryClientProvider>
    </I18nextProvider>
  )
}

/** antd in the user's language and in our colours. */
function Look({ children }: { readonly children: React.ReactNode }) {
  const { i18n: current } = useTranslation()
  const isTouch = useIsTouch()
  const isCalm = useIsCalm()
  const own = isTouch ? touchTheme : theme
  const locale = current.language === 'en' ? enUS : zhCN
  return (
    <ConfigProvider
      locale={locale}
      theme={isCalm ? { ...own, token: { ...own.token, motion: false } } : own}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>{children}</AntApp>
    </ConfigProvider>
  )
}

/** A kiosk: its one screen. Nobody known: the lock screen. Somebody: the program. */
function Door() {
  const { data: session, error, refetch } = useSessionQuery()
  const [isRescuing, setRescuing] = useState(false)
  const closed = useDoorClosed()
  const ask = () => void refetch()
  // Stays until the user has read what the restore brought, though the host answers again by then.
  if (isRescue(error) && !isRescuing) setRescuing(true)
  if (isRescuing) return <RescueScreen onDone={() => setRescuing(false)} />
  if (closed && isDesktopStation)
    return <StationClosed reason={shownReason(closed.reason)} version={closed.version} onRetry={ask} />
  if (!session && error && isDesktopStation)
    return <StationClosed reason="no-answer" version={undefined} onRetry={ask} />
  if (!session) return <StartScreen error={error} onRetry={ask} />
  return (
    <SessionProvider session={session}>
      {session.kiosk ? (
        <KioskShell kiosk={session.kiosk} />
      ) : session.user ? (
        <RouterProvider router={router} />
      ) : (
        <LockScreen />
      )}
    </SessionProvider>
  )
}
