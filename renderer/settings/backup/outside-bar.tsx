import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'

/** How often it is asked while nothing changes: it grows by days. */
const hour = 3_600_000

/**
 * Around every screen: that no copy has left this PC for days. A quiet line from the third day, louder from the seventh, red from
 * the fourteenth, with the one thing to do about it.
 */
export function OutsideBar() {
  const { t } = useTranslation('care')
  const may = useMay()
  const navigate = useNavigate()
  const isThere = useLocation().pathname === paths.backup
  const { data } = useQuery({
    ...api.settings.backup.outside.queryOptions(),
    enabled: may('settings.backup.outside'),
    refetchInterval: hour,
  })
  const copy = useMutation({ mutationFn: () => client.settings.backup.plan.copy() })
  if (!data || data.level === 'fine') return null
  const said = data.newest === null ? t('outside.never') : t('outside.days', { count: data.days })
  const mayChoose = may('settings.backup.plan.add')
  const next = data.isHere ? '' : data.hasPlaces ? t('outside.plug') : mayChoose ? '' : t('outside.tell')
  return (
    <>
      <Alert
        type={data.level === 'note' ? 'info' : data.level === 'strong' ? 'warning' : 'error'}
        banner
        showIcon
        role="status"
        title={`${said}${next}`}
        action={
          data.isHere ? (
            <Button
              size="small"
              type={data.level === 'red' ? 'primary' : 'default'}
              loading={copy.isPending}
              onClick={() => copy.mutate()}
            >
              {t('outside.copy')}
            </Button>
          ) : mayChoose && !data.hasPlaces && !isThere ? (
            <Button
              size="small"
              type={data.level === 'red' ? 'primary' : 'default'}
              onClick={() => void navigate(paths.backup)}
            >
              {t('outside.choose')}
            </Button>
          ) : undefined
        }
      />
      <ErrorNote error={copy.error} />
    </>
  )
}
