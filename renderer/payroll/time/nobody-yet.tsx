import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** No attendance without workers: who may add them is led there, the others are told whom to ask. */
export function NobodyYet() {
  const { t } = useTranslation('time')
  const may = useMay()
  const navigate = useNavigate()
  const mayAdd = may('workers.save')
  return (
    <EmptyState
      title={t('day.none.title')}
      text={t(mayAdd ? 'day.none.text' : 'day.none.ask')}
      action={
        mayAdd && (
          <Button type="primary" onClick={() => void navigate(paths.workers)}>
            {t('day.none.go')}
          </Button>
        )
      }
    />
  )
}
