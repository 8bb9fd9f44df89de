import type { Currency } from '../../../money.ts'
import type { FileSource } from '../../platforms.ts'
import type { RecognisedFormat } from '../types.ts'

/** What a column can say. Every format names its columns in these words, so that one parser reads them all. */
export const fields = [
  'orderNumber',
  'originalOrderNumber',
  'lineId',
  'title',
  'attributes',
  'sellerCode',
  'outerCode',
  'listingId',
  'listingSkuId',
  'quantity',
  'unitPrice',
  'lineAmount',
  'linePaid',
  'lineRefund',
  'status',
  'afterSale',
  'goodsAmount',
  'postageAmount',
  'discountAmount',
  'paidAmount',
  'refundAmount',
  'buyerId',
  'buyerNote',
  'sellerNote',
  'sellerMemo',
  'name',
  'phone',
  'telephone',
  'country',
  'province',
  'city',
  'district',
  'town',
  'address',
  'fullAddress',
  'changedAddress',
  'postcode',
  'createdAt',
  'paidAt',
  'promisedAt',
  'shippedAt',
  'completedAt',
  'carrier',
  'tracking',
  'carrierAndTracking',
  'invoiceTitle',
  'pieceCount',
  'kindCount',
  'titles',
  'shopName',
] as const
export type Field = (typeof fields)[number]

/** One layout of order file: what its columns may be called, and how its rows are to be read. */
export interface FormatDefinition {
  readonly id: string
  readonly source: FileSource
  readonly carries: RecognisedFormat['carries']
  /** Header texts of each field, the preferred first. A header may serve two fields. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>
  /** Without these the format is not recognised. */
  readonly required: readonly Field[]
  /** At least one of these headers is there: what tells the format from its neighbours. */
  readonly marks: readonly string[]
  /** Headers that belong to a neighbour. */
  readonly never?: readonly string[]
  /** A row without an order number goes on with the order above it (merged cells). */
  readonly fillsDown?: true
  /** The row below the header explains the columns. */
  readonly describesColumns?: true
  /** Each row is one piece; there is no quantity column. */
  readonly rowIsPiece?: true
  /** The status column speaks of the row, not of the whole order. */
  readonly statusPerRow?: true
  /** Head amounts that are split over the rows: their sum is the order's. All others are repeated or stand once. */
  readonly summed?: readonly ('paidAmount' | 'postageAmount' | 'discountAmount' | 'goodsAmount')[]
  /** Headers that tell the currency where none is named. */
  readonly currencies?: Readonly<Record<string, Currency>>
  /** The discount column is a change of the price: negative where the buyer pays less. */
  readonly discountIsChange?: true
}
