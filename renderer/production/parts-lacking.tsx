import { useTranslation } from 'react-i18next'
import type { ScannedBundle } from '../../shared/production/work-contract.ts'
import { StatusTag } from '../ui/status-tag.tsx'

/** Which parts cut on their own there are too few of for a bundle's colour and size. */
export function PartsLacking({ bundle }: { readonly bundle: ScannedBundle }) {
  const { t } = useTranslation('production')
  const { colour, size } = bundle.sku
  return bundle.partsLacking.map(({ part, lacking }) => (
    <div key={part}>
      <StatusTag tone="warn">{t('lay.lacking', { part, list: `${colour} ${size} ${lacking}` })}</StatusTag>
    </div>
  ))
}
