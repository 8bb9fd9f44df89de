import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Parcel } from '../../../shared/shipping/pack-contract.ts'
import { addressLabel, packingSlip, useSenders } from '../print-data.ts'
import { usePrinting } from '../printing.ts'

/** Prints a parcel's papers: each by hand, or by itself at the close where the station is set so. */
export function useParcelPrinting() {
  const { t } = useTranslation('shipping')
  const { message } = App.useApp()
  const { print, isAutomatic, job } = usePrinting()
  const senderOf = useSenders()
  const printSlip = useCallback(
    async (parcel: Parcel) => print('packingSlip', [await packingSlip(parcel)]),
    [print],
  )
  const printLabel = async (parcel: Parcel, isAsked: boolean) => {
    const label = await addressLabel(parcel, senderOf(parcel.orders[0]?.shopId ?? 0))
    if (label) return print('addressLabel', [label])
    if (isAsked) message.warning(t('print.masked'), 8)
    return false
  }
  const printClosed = async (parcel: Parcel) => {
    if (isAutomatic('addressLabel')) await printLabel(parcel, false)
    if (isAutomatic('packingSlip')) await printSlip(parcel)
  }
  return { printSlip, printLabel, printClosed, job }
}
