import { useTranslation } from 'react-i18next'
import { Navigate, NavLink, Outlet } from 'react-router'
import { useMay } from '../app/session.tsx'
import { isDesktopStation } from '../stations/link/where.ts'
import { PageHeader } from '../ui/page-header.tsx'
import styles from './settings-page.module.css'
import { settingsTabs } from './tabs.tsx'

/** The settings' tabs at the left, the chosen one beside them. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const may = useMay()
  return (
    <>
      <PageHeader title={t('title')} />
      <div className={styles.columns}>
        <nav className={styles.tabs} aria-label={t('title')}>
          {settingsTabs
            .filter((tab) => (tab.only === undefined || isDesktopStation) && may(tab.needs))
            .map((tab) => (
              <NavLink
                key={tab.path}
                to={`/settings/${tab.path}`}
                className={({ isActive }) => (isActive ? `${styles.tab} ${styles.active}` : styles.tab!)}
              >
                {t(`tab.${tab.path}`)}
              </NavLink>
            ))}
        </nav>
        <div className={styles.content}>
          <Outlet />
        </div>
      </div>
    </>
  )
}

/** The first tab that this user has. */
export function SettingsFirst() {
  const may = useMay()
  const first = settingsTabs.find((tab) => may(tab.needs))
  return first ? <Navigate to={`/settings/${first.path}`} replace /> : null
}
