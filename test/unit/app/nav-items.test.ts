import { expect, test } from 'vitest'
import { navItems } from '../../../renderer/app/nav-items.tsx'
import { settingsTabs } from '../../../renderer/settings/tabs.tsx'
import { may, type Role, roles } from '../../../shared/settings/roles.ts'

/** What each role finds in the navigation and in the settings, said once more by hand: the table must mean this. */
const seen: Readonly<Record<Role, { readonly nav: readonly string[]; readonly tabs: readonly string[] }>> = {
  owner: {
    nav: ['today', 'orders', 'pack', 'floor', 'people', 'wages', 'myPay', 'stock', 'catalog', 'settings'],
    tabs: [
      'workshop',
      'shops',
      'users',
      'carriers',
      'templates',
      'printers',
      'stations',
      'backup',
      'health',
      'update',
      'audit',
      'language',
      'data',
    ],
  },
  office: {
    nav: ['today', 'orders', 'pack', 'floor', 'people', 'stock', 'catalog', 'settings'],
    tabs: ['shops', 'carriers', 'templates', 'printers', 'language', 'data'],
  },
  packer: {
    nav: ['today', 'orders', 'pack', 'stock', 'catalog', 'settings'],
    tabs: ['printers', 'language', 'data'],
  },
  recorder: { nav: ['floor', 'people', 'settings'], tabs: ['printers', 'language', 'data'] },
  worker: { nav: ['myPay', 'settings'], tabs: ['language', 'data'] },
  installer: {
    nav: ['settings'],
    tabs: ['users', 'stations', 'backup', 'health', 'update', 'language', 'data'],
  },
}

test.each(roles)('%s sees the screens whose first read she may call, and no others', (role) => {
  const shown = (items: typeof navItems | typeof settingsTabs) =>
    items.filter((item) => may(role, item.needs))
  expect(shown(navItems).map((item) => ('name' in item ? item.name : item.path))).toEqual(seen[role].nav)
  const tabs = settingsTabs.filter((tab) => tab.only === undefined)
  expect(shown(tabs).map((item) => item.path)).toEqual(seen[role].tabs)
})
