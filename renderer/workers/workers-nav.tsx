import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import type { ProcedurePath } from '../../shared/settings/roles.ts'
import { useMay } from '../app/session.tsx'

const parts = [
  { path: '/floor/workers', name: 'workers', needs: 'workers.list' },
  { path: '/floor/workers/households', name: 'households', needs: 'workers.households.list' },
  { path: '/floor/workers/training', name: 'training', needs: 'workers.training.sessions.list' },
  { path: '/floor/workers/skills', name: 'skills', needs: 'workers.training.matrix' },
] as const satisfies readonly { path: string; name: string; needs: ProcedurePath }[]

/** What there is about workers: who they are, their households, what they learn and can do. */
export function WorkersNav() {
  const { t } = useTranslation('households')
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const may = useMay()
  const shown = parts.filter(({ needs }) => may(needs))
  return (
    <div>
      <Segmented
        value={shown.findLast(({ path }) => pathname.startsWith(path))?.path ?? ''}
        options={shown.map(({ path, name }) => ({ value: path, label: t(`nav.${name}`) }))}
        onChange={(path) => void navigate(path)}
      />
    </div>
  )
}
