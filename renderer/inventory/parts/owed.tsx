import { useTranslation } from 'react-i18next'
import { Fen } from './figures.tsx'

/** What is owed in fen; below nothing it is said as what was paid ahead or too much. */
export function Owed({ value }: { readonly value: number }) {
  const { t } = useTranslation('inventory')
  if (value >= 0) return <Fen value={value} />
  return (
    <>
      {t('supplier.ahead')} <Fen value={-value} />
    </>
  )
}
