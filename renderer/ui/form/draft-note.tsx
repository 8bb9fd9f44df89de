import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'

/** Says that a form holds what was typed before its page stopped, and takes it back where that is not wanted. */
export function DraftNote({ at, onDiscard }: { readonly at: number | null; readonly onDiscard: () => void }) {
  const { t } = useTranslation('ui')
  if (at === null) return null
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t('draft.restored', { time: formatInstant(at).slice(-5) })}
      action={
        <Button size="small" onClick={onDiscard}>
          {t('draft.discard')}
        </Button>
      }
    />
  )
}
