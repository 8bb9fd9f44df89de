import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { colours } from '../../app/theme.ts'

/** A filter or search that hit nothing: the way back is one press. */
export function NothingFound(props: {
  readonly onClear: (() => void) | undefined
  /** What else could be tried. */
  readonly hint?: string | undefined
}) {
  const { onClear, hint } = props
  const { t } = useTranslation('ui')
  return (
    <div style={{ padding: 32, color: colours.muted }}>
      <p>{t('table.nothingFound')}</p>
      {hint && <p>{hint}</p>}
      {onClear && <Button onClick={onClear}>{t('table.clearFilters')}</Button>}
    </div>
  )
}
