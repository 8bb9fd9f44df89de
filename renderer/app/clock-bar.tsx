import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/dates.ts'
import { useCommand } from '../ui/use-command.ts'
import { api, client } from './client.ts'
import { useMay } from './session.tsx'

/** A clock can be set while the page is open; a refused step makes it look at once. */
const lookEvery = 60_000

/** Asks whether the PC's date is right before anything is dated by it. Nothing where there is no doubt. */
export function ClockBar() {
  const { t } = useTranslation('app')
  const may = useMay()
  const { data: clock, refetch } = useQuery(
    api.settings.clock.state.queryOptions({ refetchInterval: lookEvery }),
  )
  const confirm = useCommand(client.settings.clock.confirm)
  if (!clock?.doubt || clock.lastAt === null) return null
  return (
    <Alert
      banner
      showIcon
      type="warning"
      role="alert"
      title={t(`clock.${clock.doubt}`, {
        now: formatInstant(clock.now),
        last: formatInstant(clock.lastAt),
      })}
      action={
        <Space>
          <Button size="small" onClick={() => void refetch()}>
            {t('clock.again')}
          </Button>
          {may('settings.clock.confirm') && (
            <Button
              size="small"
              loading={confirm.isPending}
              onClick={() => void confirm.run({ now: clock.now }).finally(() => refetch())}
            >
              {t('clock.right')}
            </Button>
          )}
        </Space>
      }
    />
  )
}
