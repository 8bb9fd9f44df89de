import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

/** A filter or search that hit nothing: the way back is one press. */
export function NothingFound({ onClear }: { readonly onClear: (() => void) | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <div style={{ padding: 32 }}>
      <p>{t('table.nothingFound')}</p>
      {onClear && <Button onClick={onClear}>{t('table.clearFilters')}</Button>}
    </div>
  )
}
