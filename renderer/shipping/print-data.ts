import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { SkuLabel } from '../../shared/catalog/sku-label.ts'
import { businessDate, formatInstant } from '../../shared/dates.ts'
import type { manifestRowSchema } from '../../shared/shipping/hand-over-contract.ts'
import type { Parcel, ParcelRow } from '../../shared/shipping/pack-contract.ts'
import type { ReturnCase } from '../../shared/shipping/returns-contract.ts'
import type { Wave } from '../../shared/shipping/wave-contract.ts'
import { api } from '../app/client.ts'
import { photoUrl } from '../catalog/photo-cache.ts'
import type { DocumentProps } from '../print/documents.ts'
import type { PrintItem } from '../print/items.tsx'

/** A SKU as the documents show it. */
export async function printItem(
  sku: SkuLabel,
  quantity: number,
  location: string,
  withPhoto: boolean,
): Promise<PrintItem> {
  const photo =
    withPhoto && sku.photoHash !== null ? await photoUrl(sku.photoHash, 'thumbnail').catch(() => null) : null
  return {
    styleNo: sku.styleNumber,
    name: sku.styleName,
    colour: sku.colour,
    size: sku.size,
    sellerCode: sku.sellerCode,
    quantity,
    location: location === '' ? null : location,
    photoUrl: photo,
  }
}

/** Who sends: the shop's sender, else the workshop itself. */
export function useSenders() {
  const shops = useQuery(api.settings.shops.list.queryOptions())
  const workshop = useQuery(api.settings.workshop.get.queryOptions())
  return (shopId: number) => {
    const sender = shops.data?.find((shop) => shop.id === shopId)?.sender
    const own = workshop.data
    return {
      name: sender?.name || own?.name || '',
      phone: sender?.phone || own?.phone || '',
      address: sender?.address || own?.address || '',
    }
  }
}

const remarkOf = (parcel: Parcel) =>
  parcel.orders
    .map((order) => [order.sellerNote, order.note].filter(Boolean).join(' '))
    .filter(Boolean)
    .join(' / ')

export async function packingSlip(parcel: Parcel): Promise<DocumentProps['packingSlip']> {
  const packed = parcel.items.filter((item) => item.here > 0)
  return {
    shopName: parcel.orders[0]?.shopName ?? '',
    orderNo: parcel.orders.map((order) => order.orderNumber).join(' '),
    date: businessDate(parcel.packedAt ?? parcel.openedAt),
    recipientName: parcel.recipient.name,
    items: await Promise.all(packed.map((item) => printItem(item.sku, item.here, '', false))),
    remark: remarkOf(parcel),
    code: parcel.code,
  }
}

/** Null where the platform hides the recipient: the program does not pretend to have an address. */
export async function addressLabel(
  parcel: Parcel,
  sender: DocumentProps['addressLabel']['sender'],
): Promise<DocumentProps['addressLabel'] | null> {
  if (parcel.masked || parcel.recipient.address === '') return null
  const packed = parcel.items.filter((item) => item.here > 0)
  return {
    recipient: parcel.recipient,
    sender,
    items: await Promise.all(packed.map((item) => printItem(item.sku, item.here, '', false))),
    orderNo: parcel.orders.map((order) => order.orderNumber).join(' '),
    remark: remarkOf(parcel),
    performanceDate:
      parcel.orders.map((order) => order.performanceDate).find((date) => date !== null) ?? null,
    carrierName: parcel.carrierName,
    tracking: parcel.trackingNumber === '' ? null : parcel.trackingNumber,
    parcelCode: parcel.code,
    part: parcel.part,
  }
}

export async function pickSlips(wave: Pick<Wave, 'slips'>): Promise<DocumentProps['pickSlip'][]> {
  return Promise.all(
    wave.slips.map(async (slip) => {
      const dates = slip.orders.flatMap((order) =>
        order.performanceDate === null ? [] : [order.performanceDate],
      )
      const due = slip.orders.flatMap((order) => (order.shipBy === null ? [] : [order.shipBy]))
      return {
        code: slip.code,
        orderNo: slip.orders.map((order) => order.orderNumber).join(' + '),
        shopName: `#${slip.groupNumber} ${slip.orders[0]?.shopName ?? ''}`,
        items: await Promise.all(
          slip.items.map((item) => printItem(item.sku, item.quantity, item.location, true)),
        ),
        shipBy: due.length === 0 ? null : businessDate(Math.min(...due)),
        performanceDate: dates.toSorted()[0] ?? null,
        carrierName: slip.carrierName || null,
        remark: slip.orders
          .map((order) => order.remark)
          .filter(Boolean)
          .join(' / '),
      }
    }),
  )
}

export async function pickList(
  wave: Pick<Wave, 'createdAt' | 'slips' | 'pickRows'>,
  /** As the screens call it. */
  waveName: string,
): Promise<DocumentProps['pickList']> {
  return {
    wave: waveName,
    createdAt: formatInstant(wave.createdAt),
    rows: await Promise.all(
      wave.pickRows.map(async (row) => ({
        ...(await printItem(row.sku, row.quantity, row.location, true)),
        orders: row.orders.map((order) => ({ mark: `#${order.mark}`, quantity: order.quantity })),
      })),
    ),
    orderCount: wave.slips.reduce((sum, slip) => sum + slip.orders.length, 0),
  }
}

/** A label for each piece of a return that nobody has looked at: what it is, and to which return it belongs. */
export function returnLabels(found: ReturnCase, mark: string): DocumentProps['skuLabel'][] {
  return found.lines.flatMap(({ sku, skuCode, quantity, restocked, seconds, scrapped }) =>
    Array.from({ length: quantity - restocked - seconds - scrapped }, () => ({
      styleNo: sku.styleNumber,
      name: sku.styleName,
      colour: sku.colour,
      size: sku.size,
      sellerCode: sku.sellerCode,
      code: skuCode,
      mark,
    })),
  )
}

export function manifestSheet(
  workshopName: string,
  manifest: z.infer<typeof manifestRowSchema> & { readonly rows: readonly ParcelRow[] },
  noCarrier: string,
): DocumentProps['manifest'] {
  return {
    workshopName,
    carrierName: manifest.carrierName ?? noCarrier,
    manifestNo: String(manifest.id),
    handedAt: formatInstant(manifest.handedAt),
    parcels: manifest.rows.map((parcel) => ({
      tracking: parcel.trackingNumber || parcel.orderNumbers.join(' '),
      weightGrams: parcel.weightGrams,
      pieces: parcel.pieces,
    })),
  }
}
