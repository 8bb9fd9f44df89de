import { Navigate, useNavigation } from 'react-router'
import type { Role } from '../../shared/settings/roles.ts'
import { navItems } from './nav-items.tsx'
import { paths } from './paths.ts'
import { useMay, useSession } from './session.tsx'

/** Where somebody works who has one place to work at; everybody else begins with the day. */
const placeOf: Partial<Readonly<Record<Role, string>>> = {
  packer: paths.pack,
  recorder: paths.recordWork,
  worker: paths.myPay,
}

/** Leads each to the screen that her day begins with. */
export function Home() {
  const may = useMay()
  const { user } = useSession()
  const { state } = useNavigation()
  const first = navItems.find((item) => may(item.needs))
  const place = user && placeOf[user.role]
  // Somebody is on her way to another screen already.
  if (state !== 'idle') return null
  return <Navigate to={place ?? first?.path ?? paths.settings} replace />
}
