import { useTranslation } from 'react-i18next'
import { NavLink, Outlet } from 'react-router'
import { OutsideBar } from '../settings/backup/outside-bar.tsx'
import { UpdateBar } from '../settings/update/update-bar.tsx'
import { KeptBar } from '../stations/kept/kept-bar.tsx'
import { isStation } from '../stations/link/where.ts'
import { PrintBar } from '../stations/printing/print-bar.tsx'
import { StationBar } from '../stations/station-bar.tsx'
import { useUnsavedGuard } from '../ui/unsaved-changes.ts'
import { ClockBar } from './clock-bar.tsx'
import { ConnectionBar } from './connection-bar.tsx'
import { useDialogFocus } from './dialog-focus.ts'
import { useHostEvents } from './events.ts'
import { useGlobalShortcuts } from './global-shortcuts.ts'
import { HelpSheet } from './help-sheet.tsx'
import { useIdleLock } from './idle-lock.ts'
import { JobIndicator } from './job-indicator.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import styles from './layout.module.css'
import { navItems } from './nav-items.tsx'
import { useMay, useSession } from './session.tsx'
import { UserBadge } from './user-badge.tsx'

/** What stays around every screen: the day's work on the left, who and what is going on at the top. */
export function Layout() {
  const { t } = useTranslation('app')
  const { workshopName } = useSession()
  const may = useMay()
  useHostEvents()
  useGlobalShortcuts()
  useIdleLock()
  useDialogFocus()
  useUnsavedGuard()
  return (
    <div className={styles.shell}>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        {navItems
          .filter((item) => may(item.needs))
          .map((item) => (
            <NavLink
              key={item.name}
              to={item.path}
              className={({ isActive }) => (isActive ? `${styles.item} ${styles.active}` : styles.item!)}
              title={t('nav.shortcut', { key: item.key })}
            >
              <span className={styles.icon} aria-hidden>
                {item.icon}
              </span>
              {t(`nav.${item.name}`)}
            </NavLink>
          ))}
      </nav>
      <div className={styles.main}>
        <header className={styles.top}>
          <strong className={styles.workshop}>{workshopName}</strong>
          <JobIndicator />
          <HelpSheet />
          <LanguageSwitch />
          <UserBadge />
        </header>
        {isStation ? <KeptBar /> : <ConnectionBar />}
        <ClockBar />
        <OutsideBar />
        <StationBar />
        <PrintBar />
        <UpdateBar />
        <main className={styles.content} id="content">
          <Outlet />
        </main>
      </div>
    </div>
  )
}
