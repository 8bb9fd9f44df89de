import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate } from 'react-router'

const tabs = [
  { path: '/floor', name: 'record' },
  { path: '/floor/batches', name: 'batches' },
  { path: '/floor/workers', name: 'workers' },
] as const

/** The floor's day: record what was done, the batches, the people. */
export function FloorLayout() {
  const { t } = useTranslation('production')
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const active = tabs.filter((tab) => pathname === tab.path || pathname.startsWith(`${tab.path}/`)).at(-1)
  return (
    <>
      <Tabs
        activeKey={pathname.startsWith('/floor/routing') ? '' : (active?.path ?? '/floor')}
        items={tabs.map((tab) => ({ key: tab.path, label: t(`tabs.${tab.name}`) }))}
        onTabClick={(path) => void navigate(path)}
      />
      <Outlet />
    </>
  )
}
