import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useMay } from '../app/session.tsx'

const tabs = [
  { path: '/floor', name: 'record', needs: 'production.work.scan' },
  { path: '/floor/hand-outs', name: 'handOuts', needs: 'production.handOuts.list' },
  { path: '/floor/proposals', name: 'proposals', needs: 'planning.proposals' },
  { path: '/floor/board', name: 'board', needs: 'production.board' },
  { path: '/floor/batches', name: 'batches', needs: 'production.batches.list' },
  { path: '/floor/quality', name: 'quality', needs: 'quality.inspections.list' },
  { path: '/floor/sent-out', name: 'sentOut', needs: 'subcontracting.orders.list' },
  { path: '/floor/capacity', name: 'capacity', needs: 'planning.capacity' },
  { path: '/floor/wall', name: 'wall', needs: 'production.tally' },
  { path: '/floor/workers', name: 'workers', needs: 'workers.list' },
] as const

/** The floor's day: what to make, what is being made, who did what. */
export function FloorLayout() {
  const { t } = useTranslation('production')
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const shown = tabs.filter((tab) => may(tab.needs))
  const active = shown.filter((tab) => pathname === tab.path || pathname.startsWith(`${tab.path}/`)).at(-1)
  return (
    <>
      <Tabs
        // All of them fit into 1024 px in English, too.
        tabBarGutter={24}
        // A routing has no tab of its own; batches are begun by it.
        activeKey={pathname.startsWith('/floor/routing') ? '/floor/batches' : (active?.path ?? '/floor')}
        items={shown.map((tab) => ({ key: tab.path, label: t(`tabs.${tab.name}`) }))}
        onTabClick={(path) => void navigate(path)}
      />
      <Outlet />
    </>
  )
}
