import { useTranslation } from 'react-i18next'
import { type LayoutTab, TabsLayout } from '../ui/tabs-layout.tsx'

const tabs: readonly LayoutTab[] = [
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
  return <TabsLayout tabs={tabs} label={(name) => t(`tabs.${name}`)} />
}
