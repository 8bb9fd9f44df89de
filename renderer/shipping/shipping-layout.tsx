import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate } from 'react-router'
import type { ProcedurePath } from '../../shared/settings/roles.ts'
import { ScannerControl } from '../app/scanner-control.tsx'
import { useMay } from '../app/session.tsx'

const tabs: readonly { readonly path: string; readonly name: string; readonly needs: ProcedurePath }[] = [
  { path: '/pack', name: 'pack', needs: 'shipping.pack.scan' },
  { path: '/pack/waves', name: 'waves', needs: 'shipping.waves.list' },
  { path: '/pack/hand-over', name: 'handOver', needs: 'shipping.manifests.ready' },
  { path: '/pack/tracking', name: 'tracking', needs: 'shipping.trackingFiles.ready' },
  { path: '/pack/returns', name: 'returns', needs: 'shipping.returns.list' },
  { path: '/pack/parcels', name: 'parcels', needs: 'shipping.pack.list' },
]

/** From choosing orders to the courier and back, a tab for each piece of work. */
export function ShippingLayout() {
  const { t } = useTranslation('shipping')
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const shown = tabs.filter((tab) => may(tab.needs))
  const active = shown.filter((tab) => pathname === tab.path || pathname.startsWith(`${tab.path}/`)).at(-1)
  return (
    <>
      <Tabs
        activeKey={active?.path ?? '/pack'}
        items={shown.map((tab) => ({ key: tab.path, label: t(`tabs.${tab.name}`) }))}
        tabBarExtraContent={<ScannerControl />}
        onTabClick={(path) => void navigate(path)}
      />
      <Outlet />
    </>
  )
}
