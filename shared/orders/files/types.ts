import type { Currency } from '../../money.ts'
import type { AfterSaleState, FileSource, OrderStatus } from '../platforms.ts'

/** One source row as it stands in the file: cleaned of wrappers (="…", ', TAB, NBSP), in the file's column order. */
export interface SourceRow {
  /** 1-based row of the file, the header included: what a user sees in Excel. */
  readonly row: number
  readonly cells: readonly string[]
  /**
   * `cut`: the row ends in an open quote or at the file's end before its last column;
   * `long`: text stands beyond the last header, so that cells have slid (a comma outside quotes).
   */
  readonly flaw?: 'cut' | 'long'
  /** A quote was opened and never closed, so that its cells cannot be told apart. */
  readonly isOpen?: true
}

/** What a file is, once its header has been read. */
export interface RecognisedFormat {
  /** e.g. 'taobao-orders', 'taobao-items', 'pinduoduo', '1688', 'douyin', 'shopee', 'lazada', 'tiktok', 'jushuitan', 'mapped' */
  readonly id: string
  readonly source: FileSource
  /** `orders`: heads without lines; `items`: lines with little of the head; `both`. */
  readonly carries: 'orders' | 'items' | 'both'
  /** Field → column index. Fields are the keys that the format's parser asks for. */
  readonly columns: Readonly<Record<string, number>>
  /** Header texts that no field uses: kept with the raw row and reported. */
  readonly unknownColumns: readonly string[]
  /** Named by the headers themselves, e.g. `Total Discount(PHP)`; otherwise the shop's currency holds. */
  readonly currency?: Currency
  /** A mapped table whose continuation rows leave the order number out. */
  readonly fillsDown?: boolean
}

/** A row's key facts, found while streaming: enough to stage it and to group rows into orders later. */
export interface RowKey {
  /** Null when the row names none and continues none: a problem row. */
  readonly orderNumber: string | null
  /** Text of a shop column, when the file has one. */
  readonly shopName: string | null
}

export interface ParsedRecipient {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  /** Street and number, without province, city and district. */
  readonly address: string
  readonly postcode: string
  readonly country: string
  /** True where name, phone or address is hidden or encrypted, so that no courier label can be made from it. */
  readonly masked: boolean
}

/** Platform-owned facts of an order. Undefined: this file does not say. Null: it says "none". */
export interface ParsedHead {
  readonly status?: OrderStatus
  readonly platformStatus?: string
  readonly afterSale?: AfterSaleState
  readonly currency?: Currency
  /** Minor units. */
  readonly goodsAmount?: number | null
  readonly postageAmount?: number | null
  readonly discountAmount?: number | null
  readonly paidAmount?: number | null
  readonly refundAmount?: number | null
  readonly buyerId?: string
  readonly buyerNote?: string
  readonly sellerNote?: string
  readonly recipient?: ParsedRecipient
  readonly createdAt?: number | null
  readonly paidAt?: number | null
  /** The platform's own promised ship-by time. */
  readonly promisedAt?: number | null
  readonly shippedAt?: number | null
  readonly completedAt?: number | null
  readonly carrier?: string
  readonly trackingNumbers?: readonly string[]
  readonly invoiceTitle?: string
  /** Total pieces and kinds the order list states: tells whether the lines known are all. */
  readonly pieceCount?: number | null
  readonly kindCount?: number | null
  /** The order list's joined titles, shown until the item list comes. */
  readonly titles?: string
}

export interface ParsedLine {
  /** The platform's own line id; null where the format has none. */
  readonly platformLineId: string | null
  readonly title: string
  /** As the file says it, cleaned: "颜色分类:白色小兔;参考身高:110cm". */
  readonly attributes: string
  /** 商家编码, '' when empty or the literal "null". */
  readonly sellerCode: string
  readonly listingId: string
  readonly listingSkuId: string
  readonly quantity: number
  /** Minor units. */
  readonly unitPrice: number | null
  readonly paidAmount: number | null
  readonly refundAmount: number | null
  readonly status?: OrderStatus
  readonly platformStatus?: string
  readonly afterSale?: AfterSaleState
  readonly carrier?: string
  readonly trackingNumbers?: readonly string[]
}

/** One order of one file. `rows` are the source rows it came from. */
export interface ParsedOrder {
  readonly orderNumber: string
  readonly shopName: string | null
  readonly rows: readonly number[]
  readonly head: ParsedHead
  readonly lines: readonly ParsedLine[]
}

export const rowProblemCodes = [
  'order-number-missing',
  'order-number-mangled',
  'order-number-odd',
  'row-cut-off',
  'row-too-long',
  'money-not-a-number',
  'quantity-not-whole',
  'time-not-readable',
  'number-mangled',
  'status-unknown',
  'title-missing',
  'other-shop',
  'shop-unknown',
  'status-backwards',
] as const
export type RowProblemCode = (typeof rowProblemCodes)[number]

/** A row that was left out (`kept` false) or went in with one field unread (`kept` true). */
export interface RowProblem {
  readonly row: number
  readonly code: RowProblemCode
  /** Header text of the column, where one column is to blame. */
  readonly column: string | null
  /** The offending text, cut to 60 characters; never a buyer's name, phone or address. */
  readonly value: string
  readonly kept: boolean
}

/** Why a whole file could not be taken. */
export const fileProblemCodes = [
  'file-empty',
  'file-too-large',
  'file-not-a-table',
  'file-zip-bomb',
  'file-password',
  'file-old-xls',
  'file-damaged',
  'file-no-orders',
  'file-tracking-numbers',
  'header-not-found',
  'format-unknown',
] as const
export type FileProblemCode = (typeof fileProblemCodes)[number]

/** Raised by readers for a file that cannot be taken at all. */
export class FileProblem extends Error {
  readonly code: FileProblemCode
  readonly detail: Readonly<Record<string, string | number>>
  constructor(code: FileProblemCode, detail: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.name = 'FileProblem'
    this.code = code
    this.detail = detail
  }
}

/** What the shop adds to what a file says. */
export interface ParseContext {
  /** The zone in which the platform writes its times. */
  readonly zone: string
  /** Holds where the file's headers name no currency. */
  readonly currency: Currency
}
