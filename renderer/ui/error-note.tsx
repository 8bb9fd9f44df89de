import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { shownError } from '../app/shown-error.ts'
import { CopyDetails } from './copy-details.tsx'
import { errorText } from './error-text.ts'

/** What went wrong, where the user acted: in her words, with what was kept and what to do. Nothing while there is no error. */
export function ErrorNote({ error, onClose }: { readonly error: unknown; readonly onClose?: () => void }) {
  const { t } = useTranslation()
  if (!error) return null
  const shown = shownError(error)
  const isBug = shown.code === 'internal'
  return (
    <Alert
      type={isBug ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={errorText(t, shown)}
      closable={onClose ? { onClose } : false}
      action={isBug ? <CopyDetails text={JSON.stringify(shown)} /> : undefined}
    />
  )
}
