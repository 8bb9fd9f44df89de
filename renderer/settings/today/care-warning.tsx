import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'

/** Says on the first screen that the data does not add up or was not backed up: nobody looks for that in the settings. */
export function CareWarning() {
  const { t } = useTranslation('care')
  const may = useMay()
  const navigate = useNavigate()
  const { data: status } = useQuery(
    api.settings.backup.status.queryOptions({ enabled: may('settings.backup.status') }),
  )
  if (!status || (status.check.state !== 'bad' && !status.failure)) return null
  const isBad = status.check.state === 'bad'
  return (
    <Alert
      type={isBad ? 'error' : 'warning'}
      showIcon
      title={
        isBad
          ? t('badShort')
          : t('notBackedUp', { reason: t(`reason.${status.failure?.code}`, t('reason.other')) })
      }
      action={
        <Button size="small" onClick={() => void navigate('/settings/backup')}>
          {t('lookAtBackup')}
        </Button>
      }
    />
  )
}
