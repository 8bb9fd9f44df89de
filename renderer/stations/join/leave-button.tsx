import { useTranslation } from 'react-i18next'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { useKeptState } from '../queue/kept-state.ts'

/** Takes this PC out of the workshop of another. */
export function LeaveButton() {
  const { t } = useTranslation('join')
  const { waiting } = useKeptState()
  return (
    <ConfirmAction
      title={t('leave.title')}
      text={
        <>
          <p>{t('leave.text')}</p>
          {waiting > 0 && <p>{t('leave.waiting', { count: waiting })}</p>}
        </>
      }
      confirm={t('leave.confirm')}
      onConfirm={() => window.yifang!.join({ step: 'leave' })}
    >
      {t('leave.button')}
    </ConfirmAction>
  )
}
