import { useTranslation } from 'react-i18next'
import type { MaterialAmount } from '../../../shared/inventory/materials-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'

/** Amounts of materials with their units, one below the other. */
export function MaterialList({ of }: { readonly of: readonly MaterialAmount[] }) {
  const { t } = useTranslation('materials')
  return of.map(({ materialId, name, unit, quantity }) => (
    <div key={materialId}>
      {name} {formatAmount(quantity)} {t(`units.${unit}`)}
    </div>
  ))
}
