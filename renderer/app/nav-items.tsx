import {
  AppstoreOutlined,
  CalendarOutlined,
  IdcardOutlined,
  InboxOutlined,
  OrderedListOutlined,
  PayCircleOutlined,
  SettingOutlined,
  SkinOutlined,
  TeamOutlined,
  ToolOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { ProcedurePath } from '../../shared/settings/roles.ts'
import { paths } from './paths.ts'

export interface NavItem {
  readonly name:
    | 'today'
    | 'orders'
    | 'pack'
    | 'floor'
    | 'people'
    | 'wages'
    | 'myPay'
    | 'stock'
    | 'catalog'
    | 'settings'
  readonly path: string
  readonly icon: ReactNode
  /** Pressed after g. */
  readonly key: string
  /** What the screen reads first: shown to whoever may call it, by the table in shared/settings/roles.ts. */
  readonly needs: ProcedurePath
}

/** The day's work, in the order in which it is done. */
export const navItems: readonly NavItem[] = [
  { name: 'today', path: paths.today, icon: <CalendarOutlined />, key: 't', needs: 'settings.today' },
  { name: 'orders', path: '/orders', icon: <OrderedListOutlined />, key: 'o', needs: 'orders.list' },
  { name: 'pack', path: '/pack', icon: <InboxOutlined />, key: 'p', needs: 'shipping.pack.table' },
  { name: 'floor', path: '/floor', icon: <ToolOutlined />, key: 'f', needs: 'production.work.scan' },
  { name: 'people', path: '/people', icon: <TeamOutlined />, key: 'r', needs: 'payroll.time.day' },
  { name: 'wages', path: '/wages', icon: <PayCircleOutlined />, key: 'w', needs: 'payroll.runs.next' },
  { name: 'myPay', path: '/my-pay', icon: <IdcardOutlined />, key: 'm', needs: 'payroll.kiosk.read' },
  { name: 'stock', path: '/stock', icon: <AppstoreOutlined />, key: 's', needs: 'inventory.stock.list' },
  { name: 'catalog', path: '/catalog', icon: <SkinOutlined />, key: 'c', needs: 'catalog.styles.list' },
  {
    name: 'settings',
    path: '/settings',
    icon: <SettingOutlined />,
    key: 'e',
    needs: 'settings.session.setLanguage',
  },
]
