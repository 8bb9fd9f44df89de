import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { shownError } from '../app/shown-error.ts'
import { ErrorNote } from './error-note.tsx'
import { errorText } from './error-text.ts'

/**
 * Why a list was not saved. Where somebody else saved it meanwhile: who and when, with a choice between what is there now
 * and what is typed here, which stays until then.
 */
export function SaveNote(props: {
  readonly error: unknown
  readonly onLoad: () => void
  readonly onForce: () => void
}) {
  const { t } = useTranslation('ui')
  const { error } = props
  if (!error) return null
  const shown = shownError(error)
  if (shown.code !== 'changed-meanwhile') return <ErrorNote error={error} />
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={errorText(t, shown)}
      description={
        <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <Button onClick={props.onLoad}>{t('changed.load')}</Button>
          <Button onClick={props.onForce}>{t('changed.force')}</Button>
        </span>
      }
    />
  )
}
