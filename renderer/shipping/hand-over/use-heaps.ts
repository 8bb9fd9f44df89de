import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ParcelRow } from '../../../shared/shipping/pack-contract.ts'
import { normaliseTracking } from '../../../shared/shipping/tracking.ts'
import { client } from '../../app/client.ts'
import type { ScanOutcome } from '../../ui/scan-input.tsx'

/** A courier's id; `unknown`: goes with a courier, but nobody said which; `none`: fetched, brought, or in another parcel. */
export type Heap = number | 'unknown' | 'none'

/** The heap that a parcel lies on. */
export function heapOf(parcel: ParcelRow): Heap {
  if (parcel.carrierId !== null) return parcel.carrierId
  return parcel.trackingNumber !== '' || parcel.noWaybillReason === 'number-later' ? 'unknown' : 'none'
}

/**
 * Parcels that wait for a courier, in heaps; those of one heap are chosen by tick or by scan. `readAgain` reads them anew:
 * a scan may come before they were read, or of a parcel that another table closed just now.
 */
export function useHeaps(parcels: readonly ParcelRow[], readAgain: () => Promise<readonly ParcelRow[]>) {
  const { t } = useTranslation('shipping')
  const [wanted, setWanted] = useState<Heap | null>(null)
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  const [told, setTold] = useState<{ readonly isWrong: boolean; readonly text: string } | null>(null)
  const heaps = Map.groupBy(parcels, heapOf)
  const [onlyHeap] = heaps.size === 1 ? heaps.keys() : []
  const heap = wanted ?? onlyHeap ?? null
  const shown = parcels.filter((parcel) => heapOf(parcel) === heap)
  const nameOf = (one: Heap) =>
    one === 'unknown'
      ? t('handOver.unknownCarrier')
      : one === 'none'
        ? t('handOver.noCarrier')
        : (heaps.get(one)?.[0]?.carrierName ?? '')
  const refuse = (text: string): ScanOutcome => {
    setTold({ isWrong: true, text })
    return 'wrong'
  }
  const onScan = async (code: string): Promise<ScanOutcome> => {
    const number = normaliseTracking(code)
    let parcel = parcels.find((one) => one.trackingNumber === number)
    if (!parcel) {
      const fresh = await readAgain()
      parcel = fresh.find((one) => one.trackingNumber === number)
      // Our own parcel code, or an order number: the host knows them.
      parcel ??= await client.shipping.pack
        .list({ state: 'packed', search: code, orderId: null, limit: 2 })
        .then((found) => fresh.find((one) => one.id === found.rows[0]?.id))
        .catch(() => undefined)
    }
    if (!parcel) return refuse(t('handOver.scanUnknown', { code }))
    const { refusal } = parcel
    if (refusal)
      return refuse(
        t('handOver.scanRefused', { order: refusal.orderNumber, reason: t(`refusal.${refusal.reason}`) }),
      )
    const own = heapOf(parcel)
    if (picked.size > 0 && own !== heap)
      return refuse(
        own === 'unknown'
          ? t('handOver.scanNoCourierKnown', { heap: nameOf(own) })
          : own === 'none'
            ? t('handOver.scanNoCourier')
            : t('handOver.scanOtherCarrier', { carrier: nameOf(own) }),
      )
    const all = new Set([...picked, parcel.id])
    setWanted(own)
    setPicked(all)
    const label = parcel.trackingNumber || parcel.orderNumbers.join(' ')
    setTold({ isWrong: false, text: t('handOver.scanned', { count: all.size, number: label }) })
    return 'right'
  }
  return {
    heaps,
    heap,
    nameOf,
    shown,
    chosen: shown.filter((parcel) => picked.has(parcel.id) && parcel.refusal === null),
    choose: (next: Heap) => {
      setWanted(next)
      setPicked(new Set())
      setTold(null)
    },
    pick: (ids: readonly number[]) => setPicked(new Set(ids)),
    pickAll: () =>
      setPicked(new Set(shown.filter((parcel) => parcel.refusal === null).map((parcel) => parcel.id))),
    told,
    onScan,
  }
}
