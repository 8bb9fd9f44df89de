import type { ComponentType } from 'react'
import type { ProcedurePath } from '../../shared/settings/roles.ts'

export interface SettingsTab {
  /** In the address, and the tab's name in settings.json under "tab". */
  readonly path: string
  /** Shown to whoever may call this. */
  readonly needs: ProcedurePath
  /** `joined-pc`: only where the program works in the workshop of another PC. */
  readonly only?: 'joined-pc'
  readonly load: () => Promise<ComponentType>
}

/** One line a tab; a module that has settings adds its own. */
export const settingsTabs: readonly SettingsTab[] = [
  {
    path: 'workshop',
    needs: 'settings.workshop.update',
    load: async () => (await import('./workshop/workshop-tab.tsx')).WorkshopTab,
  },
  {
    path: 'shops',
    needs: 'settings.shops.save',
    load: async () => (await import('./shops/shops-tab.tsx')).ShopsTab,
  },
  {
    path: 'users',
    needs: 'settings.users.list',
    load: async () => (await import('./users/users-tab.tsx')).UsersTab,
  },
  {
    path: 'carriers',
    needs: 'shipping.carriers.save',
    load: async () => (await import('../shipping/settings/carriers-tab.tsx')).CarriersTab,
  },
  {
    path: 'templates',
    needs: 'shipping.templates.save',
    load: async () => (await import('../shipping/settings/templates-tab.tsx')).TemplatesTab,
  },
  {
    path: 'printers',
    needs: 'shipping.printers.save',
    load: async () => (await import('../shipping/settings/printers-tab.tsx')).PrintersTab,
  },
  {
    path: 'stations',
    needs: 'stations.sharing',
    load: async () => (await import('../stations/settings/stations-tab.tsx')).StationsTab,
  },
  {
    path: 'this-station',
    needs: 'settings.session.get',
    only: 'joined-pc',
    load: async () => (await import('../stations/join/this-station-tab.tsx')).ThisStationTab,
  },
  {
    path: 'backup',
    needs: 'settings.backup.status',
    load: async () => (await import('./backup/backup-tab.tsx')).BackupTab,
  },
  {
    path: 'health',
    needs: 'settings.health.get',
    load: async () => (await import('./health/health-tab.tsx')).HealthTab,
  },
  {
    path: 'update',
    needs: 'settings.updates.status',
    load: async () => (await import('./update/update-tab.tsx')).UpdateTab,
  },
  {
    path: 'audit',
    needs: 'settings.audit.list',
    load: async () => (await import('./audit/audit-tab.tsx')).AuditTab,
  },
  {
    path: 'language',
    needs: 'settings.session.setLanguage',
    load: async () => (await import('./language/language-tab.tsx')).LanguageTab,
  },
  {
    path: 'data',
    needs: 'settings.session.get',
    load: async () => (await import('./data-folder/data-folder-tab.tsx')).DataFolderTab,
  },
]
