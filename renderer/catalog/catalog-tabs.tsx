import { useQuery } from '@tanstack/react-query'
import { Badge } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { api } from '../app/client.ts'
import { paths } from '../app/paths.ts'
import { useMay } from '../app/session.tsx'
import { colours } from '../app/theme.ts'
import styles from './catalog.module.css'

/** The catalog's three lists; how many listings wait is told on the tab. */
export function CatalogTabs() {
  const { t } = useTranslation('catalog')
  const may = useMay()
  const mayMatch = may('catalog.listings.list')
  const waiting = useQuery({
    ...api.catalog.listings.list.queryOptions({ input: { limit: 1 } }),
    enabled: mayMatch,
  })
  const tab = (to: string, label: string, count = 0) => (
    <NavLink
      to={to}
      end
      className={({ isActive }) => (isActive ? `${styles.tab} ${styles.activeTab}` : styles.tab!)}
    >
      {label}
      {count > 0 && <Badge count={count} overflowCount={9999} color={colours.vermilion} size="small" />}
    </NavLink>
  )
  return (
    <nav className={styles.tabs} aria-label={t('tabs.label')}>
      {tab('/catalog', t('tabs.styles'))}
      {mayMatch && tab(paths.matching, t('tabs.listings'), waiting.data?.total)}
      {mayMatch && tab('/catalog/matches', t('tabs.matches'))}
    </nav>
  )
}
