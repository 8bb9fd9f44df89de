import { useTranslation } from 'react-i18next'
import { ScannerControl } from '../app/scanner-control.tsx'
import { type LayoutTab, TabsLayout } from '../ui/tabs-layout.tsx'

const tabs: readonly LayoutTab[] = [
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
  return <TabsLayout tabs={tabs} label={(name) => t(`tabs.${name}`)} extra={<ScannerControl />} />
}
