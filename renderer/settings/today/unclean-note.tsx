import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'

/** Says once after a start that the program had not been closed, and what the check of the data found since. */
export function UncleanNote() {
  const { t } = useTranslation('care')
  const may = useMay()
  const { data: status } = useQuery(
    api.settings.backup.status.queryOptions({ enabled: may('settings.backup.status') }),
  )
  // A check that found something is told by the warning beside it.
  if (!status?.unclean || status.check.state === 'bad') return null
  const isGood = status.check.state === 'good'
  return (
    <Alert
      type={isGood ? 'success' : 'info'}
      showIcon
      closable
      role="status"
      title={t(`unclean.${status.check.state}`)}
    />
  )
}
