import { useTranslation } from 'react-i18next'
import { type LayoutTab, TabsLayout } from '../ui/tabs-layout.tsx'

const tabs: readonly LayoutTab[] = [
  { path: '/floor', name: 'record', needs: 'production.work.scan' },
  { path: '/floor/hand-outs', name: 'handOuts', needs: 'production.handOuts.list' },
  { path: '/floor/proposals', name: 'proposals', needs: 'planning.proposals' },
  { path: '/floor/board', name: 'board', needs: 'production.board' },
  { path: '/floor/batches', name: 'batches', needs: 'production.batches.list' },
  { path: '/floor/quality', name: 'quality', needs: 'quality.inspections.list' },
  { path: '/floor/sent-out', name: 'sentOut', needs: 'subcontracting.orders.list' },
  { path: '/floor/capacity', name: 'capacity', needs: 'planning.capacity' },
  { path: '/floor/wall', name: 'wall', needs: 'production.tally' },
]

/** The floor's day: what to make, what is being made, who did what. */
export function FloorLayout() {
  const { t } = useTranslation('production')
  return (
    <TabsLayout
      tabs={tabs}
      label={(name) => t(`tabs.${name}`)}
      // A routing has no tab of its own; batches are begun by it.
      under={{ '/floor/routing': '/floor/batches' }}
    />
  )
}
