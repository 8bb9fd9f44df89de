import { useTranslation } from 'react-i18next'
import type { ParcelRow } from '../../shared/shipping/pack-contract.ts'
import { StatusTag } from '../ui/status-tag.tsx'

/** Warns of a tracking number that looks like none of its courier's; nothing where it looks right. */
export function OddNumber({ parcel }: { readonly parcel: Pick<ParcelRow, 'unusualNumber' | 'carrierName'> }) {
  const { t } = useTranslation('shipping')
  if (!parcel.unusualNumber) return null
  return (
    <StatusTag tone="warn" title={t('oddNumber.help')}>
      {parcel.carrierName === null
        ? t('oddNumber.none')
        : t('oddNumber.carrier', { carrier: parcel.carrierName })}
    </StatusTag>
  )
}
