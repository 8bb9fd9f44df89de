import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/dates.ts'
import { isStation } from '../stations/link/where.ts'
import { useLostSince, useReach } from './events.ts'

/** Shown as long as the host does not answer, or does not know this page any more; what is on the screen may be old then. */
export function ConnectionBar() {
  const { t } = useTranslation('app')
  const reach = useReach()
  const since = useLostSince()
  if (reach === 'well') return null
  // At the PC itself it is the program that does not answer.
  const lost =
    since === null || !isStation
      ? t('connectionLost')
      : t('connectionLostSince', { since: formatInstant(since) })
  const text = reach === 'lost' ? lost : t('errors:door-closed')
  return <Alert type={reach === 'lost' ? 'warning' : 'error'} banner showIcon role="status" title={text} />
}
