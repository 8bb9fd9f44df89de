import type { Platform } from '../orders/platforms.ts'
import type { TrackingTemplate } from './hand-over-contract.ts'

/** Full names as Pinduoduo's shipping page lists them; the other platforms know the couriers by the same names. */
const fullNames: Readonly<Record<string, string>> = {
  ZTO: '中通快递',
  YTO: '圆通速递',
  STO: '申通快递',
  YUNDA: '韵达快递',
  JT: '极兔速递',
  SF: '顺丰快递',
  EMS: '邮政EMS',
  YZ: '邮政快递包裹',
  JD: '京东快递',
  DPK: '德邦快递',
}

const threeFacts = (order: string, carrier: string, number: string): TrackingTemplate => ({
  fileType: 'xlsx',
  columns: [
    { field: 'orderNumber', header: order },
    { field: 'carrierName', header: carrier },
    { field: 'trackingNumber', header: number },
  ],
  carrierNames: fullNames,
})

/**
 * Tracking files as they come with the program. Pinduoduo's three columns are what its 批量发货 reads
 * (domain/batch-ship.md); the others carry the same facts under headers of common knowledge and are to be
 * compared with the platform's own template before they are relied on.
 */
export const trackingPresets: Readonly<
  Partial<Record<Platform, { readonly template: TrackingTemplate; readonly verified: boolean }>>
> = {
  pinduoduo: {
    template: { ...threeFacts('订单号', '快递公司', '快递单号'), fileType: 'csv' },
    verified: true,
  },
  taobao: { template: threeFacts('订单编号', '物流公司', '运单号'), verified: false },
  tmall: { template: threeFacts('订单编号', '物流公司', '运单号'), verified: false },
  '1688': { template: threeFacts('订单编号', '物流公司', '运单号'), verified: false },
  douyin: {
    template: {
      ...threeFacts('订单号', '快递公司', '快递单号'),
      columns: [
        { field: 'orderNumber', header: '订单号' },
        { field: 'platformLineId', header: '商品单号' },
        { field: 'carrierName', header: '快递公司' },
        { field: 'trackingNumber', header: '快递单号' },
      ],
    },
    verified: false,
  },
}

export interface ToldParcel {
  readonly orderNumber: string
  readonly shopName: string
  readonly carrierCode: string | null
  /** The carrier's name in our list; '' where the parcel has none. */
  readonly carrierName: string
  readonly trackingNumber: string
  /** The platform's own ids of the lines in the parcel. */
  readonly platformLineIds: readonly string[]
}

/**
 * Header and rows of a tracking file: one row for each order and number; where the template has a column for
 * the platform's line id, one for each line.
 */
export function trackingTable(
  template: TrackingTemplate,
  parcels: readonly ToldParcel[],
): { readonly header: string[]; readonly rows: string[][] } {
  const perLine = template.columns.some((column) => column.field === 'platformLineId')
  const rows = parcels.flatMap((parcel) => {
    const ids = perLine && parcel.platformLineIds.length > 0 ? parcel.platformLineIds : ['']
    return ids.map((lineId) => template.columns.map(({ field }) => cellOf(field, template, parcel, lineId)))
  })
  return { header: template.columns.map((column) => column.header), rows }
}

function cellOf(
  field: TrackingTemplate['columns'][number]['field'],
  template: TrackingTemplate,
  parcel: ToldParcel,
  lineId: string,
): string {
  switch (field) {
    case 'orderNumber':
    case 'trackingNumber':
    case 'shopName':
      return parcel[field]
    case 'carrierName':
      return template.carrierNames[parcel.carrierCode ?? ''] || parcel.carrierName
    case 'carrierCode':
      return parcel.carrierCode ?? ''
    case 'platformLineId':
      return lineId
    case 'empty':
      return ''
  }
}

/** CSV as Excel and the platforms read it: UTF-8 with BOM, CRLF, quoted only where a cell needs it. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
