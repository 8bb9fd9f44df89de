import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router'
import type { ProcedurePath } from '../../shared/settings/roles.ts'
import { useMay } from '../app/session.tsx'

export interface LayoutTab {
  readonly path: string
  readonly name: string
  /** What its screen reads first: shown to whoever may call it. */
  readonly needs: ProcedurePath
}

/** The screens of a part of the program, a tab for each; what stands below one has its tab. */
export function TabsLayout(props: {
  readonly tabs: readonly LayoutTab[]
  readonly label: (name: string) => string
  /** Paths that have no tab of their own, with the tab they are shown under. */
  readonly under?: Readonly<Record<string, string>>
  readonly extra?: ReactNode
}) {
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const shown = props.tabs.filter((tab) => may(tab.needs))
  const begins = [
    ...props.tabs.map(({ path }) => [path, path] as const),
    ...Object.entries(props.under ?? {}),
  ]
  const active = begins.filter(([path]) => pathname === path || pathname.startsWith(`${path}/`)).at(-1)
  // An address that somebody else left behind: whoever may not see it has her first tab.
  if (props.tabs.some((tab) => tab.path === active?.[1] && !may(tab.needs)))
    return <Navigate to={shown[0]?.path ?? '/'} replace />
  return (
    <>
      <Tabs
        // All of them fit into 1024 px in English, too.
        tabBarGutter={24}
        activeKey={active?.[1] ?? ''}
        items={shown.map(({ path, name }) => ({ key: path, label: props.label(name) }))}
        tabBarExtraContent={props.extra}
        onTabClick={(path) => void navigate(path)}
      />
      <Outlet />
    </>
  )
}
