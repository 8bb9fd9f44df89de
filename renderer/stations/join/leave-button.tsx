import { useTranslation } from 'react-i18next'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { useKeptState } from '../queue/kept-state.ts'
import { forgetCarried } from '../queue/kept-store.ts'

/** Names and tickets of the workshop stay no longer here than the PC belongs to it; what was not sent does. */
async function leave(): Promise<void> {
  await forgetCarried().catch(() => {})
  await window.yifang!.join({ step: 'leave' })
}

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
      onConfirm={leave}
    >
      {t('leave.button')}
    </ConfirmAction>
  )
}
