import { lazy, Suspense } from 'react'
import { Navigate } from 'react-router'
import { navItems } from './nav-items.tsx'
import { useMay } from './session.tsx'

const TodayPage = lazy(async () => ({
  default: (await import('../settings/today/today-page.tsx')).TodayPage,
}))

/** Today, or the first screen that this user has. */
export function Home() {
  const may = useMay()
  const first = navItems.find((item) => may(item.needs))
  if (first && first.path !== '/') return <Navigate to={first.path} replace />
  return (
    <Suspense fallback={null}>
      <TodayPage />
    </Suspense>
  )
}
