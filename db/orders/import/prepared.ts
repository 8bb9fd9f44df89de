import type { ParsedOrder, RowProblem } from '../../../shared/orders/files/types.ts'

/** One order of a staged file, parsed and with its search words: what the worker hands to the writer. */
export interface PreparedOrder {
  readonly parsed: ParsedOrder
  readonly terms: readonly string[]
  readonly text: string
  /** Rows of this order that were refused, so that it is not whole. */
  readonly leftOut: readonly number[]
}

/** A slice of a staged file: whole orders only. */
export interface PreparedSlice {
  /** The orders' numbers, in the order of `orders`. */
  readonly numbers: readonly string[]
  /** Gone through once: they may be made one by one, so that only one is in memory. */
  readonly orders: Iterable<PreparedOrder>
  readonly problems: readonly RowProblem[]
  /** Source rows these orders and problems came from. */
  readonly rowCount: number
}

/** What applying needs to know of the file. */
export interface ImportTarget {
  readonly importFileId: number
  readonly exportedAt: number
  readonly carries: 'orders' | 'items' | 'both'
  readonly shop: TargetShop
}

export interface TargetShop {
  readonly id: number
  readonly platform: string
  readonly currency: string
  readonly promiseHours: number | null
}

export interface SliceCounts {
  readonly orders: Map<number, 'added' | 'updated' | 'unchanged'>
  readonly lines: { added: number; updated: number; unchanged: number }
  /** Orders of which a file said something else that newer files have settled. */
  readonly overtaken: Set<number>
  unmatchedLines: number
  addressDiffers: number
  problems: RowProblem[]
  readonly touchedSkus: Set<number>
}
