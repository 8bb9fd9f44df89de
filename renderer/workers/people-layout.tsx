import { useTranslation } from 'react-i18next'
import { Navigate } from 'react-router'
import { paths } from '../app/paths.ts'
import { useMay } from '../app/session.tsx'
import { type LayoutTab, TabsLayout } from '../ui/tabs-layout.tsx'

/** What is written every day comes first. */
const tabs: readonly LayoutTab[] = [
  { path: paths.attendance, name: 'attendance', needs: 'payroll.time.day' },
  { path: paths.workers, name: 'workers', needs: 'workers.list' },
  { path: paths.households, name: 'households', needs: 'workers.households.list' },
  { path: paths.training, name: 'training', needs: 'workers.training.sessions.list' },
  { path: paths.skills, name: 'skills', needs: 'workers.training.matrix' },
]

/** Who works here: when they come, who they are, their households, what they learn and can do. */
export function PeopleLayout() {
  const { t } = useTranslation('workers')
  return <TabsLayout tabs={tabs} label={(name) => t(`tabs.${name}`)} />
}

/** The first of the tabs that this user has. */
export function PeopleHome() {
  const may = useMay()
  const first = tabs.find(({ needs }) => may(needs))
  return <Navigate to={first?.path ?? '/'} replace />
}
