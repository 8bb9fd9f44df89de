import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate } from 'react-router'
import type { ProcedurePath } from '../../shared/settings/roles.ts'
import { useMay } from '../app/session.tsx'

const tabs: readonly { readonly path: string; readonly name: string; readonly needs: ProcedurePath }[] = [
  { path: '/stock', name: 'stock', needs: 'inventory.stock.list' },
  { path: '/stock/short', name: 'short', needs: 'inventory.shortages.list' },
  { path: '/stock/expected', name: 'expected', needs: 'inventory.supply.list' },
  { path: '/stock/materials', name: 'materials', needs: 'inventory.materials.purchases' },
  { path: '/stock/receipts', name: 'receipts', needs: 'inventory.receipts.list' },
  { path: '/stock/counts', name: 'counts', needs: 'inventory.counts.list' },
  { path: '/stock/suppliers', name: 'suppliers', needs: 'inventory.suppliers.list' },
  { path: '/stock/locations', name: 'locations', needs: 'inventory.locations.list' },
]

/** All about stock, a tab for each question of the day. */
export function StockLayout() {
  const { t } = useTranslation('inventory')
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
        activeKey={active?.path ?? '/stock'}
        items={shown.map((tab) => ({ key: tab.path, label: t(`tabs.${tab.name}`) }))}
        onTabClick={(path) => void navigate(path)}
      />
      <Outlet />
    </>
  )
}
