import type { Platform } from '../platforms.ts'
import type { Field } from './formats/definition.ts'

/** The fields a user can give columns to, in the order in which they are offered. */
export const mappableFields = [
  { field: 'orderNumber', required: true },
  { field: 'quantity', required: true },
  { field: 'title', required: false },
  { field: 'attributes', required: false },
  { field: 'sellerCode', required: false },
  { field: 'lineId', required: false },
  { field: 'unitPrice', required: false },
  { field: 'linePaid', required: false },
  { field: 'goodsAmount', required: false },
  { field: 'postageAmount', required: false },
  { field: 'discountAmount', required: false },
  { field: 'paidAmount', required: false },
  { field: 'refundAmount', required: false },
  { field: 'status', required: false },
  { field: 'afterSale', required: false },
  { field: 'buyerId', required: false },
  { field: 'name', required: false },
  { field: 'phone', required: false },
  { field: 'province', required: false },
  { field: 'city', required: false },
  { field: 'district', required: false },
  { field: 'address', required: false },
  { field: 'fullAddress', required: false },
  { field: 'postcode', required: false },
  { field: 'createdAt', required: false },
  { field: 'paidAt', required: false },
  { field: 'promisedAt', required: false },
  { field: 'shippedAt', required: false },
  { field: 'buyerNote', required: false },
  { field: 'sellerNote', required: false },
  { field: 'carrier', required: false },
  { field: 'tracking', required: false },
  { field: 'shopName', required: false },
] as const satisfies readonly { readonly field: Field; readonly required: boolean }[]
export type MappableField = (typeof mappableFields)[number]['field']

/** What a user says of a table of no known layout; kept under its `headerSignature`. */
export interface UserMapping {
  readonly platform: Platform
  /** Field → header text. */
  readonly columns: Readonly<Partial<Record<MappableField, string>>>
  /** Rows without an order number go on with the order above. */
  readonly fillsDown?: boolean
}
