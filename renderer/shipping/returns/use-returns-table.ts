import { useRef, useState } from 'react'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { countBack, countedOf, type ReturnCounts } from '../../../shared/shipping/return-counts.ts'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import type { ScanOutcome } from '../../ui/scan-input.tsx'
import { type UnknownPieces, withPiece } from './unknown-parcel.tsx'

type Found = Awaited<ReturnType<typeof client.shipping.returns.find>>

/** Why a scan was not taken: what lies on the table stands. */
export type Refused =
  /** Nothing that is known. */
  | { readonly kind: 'missed'; readonly text: string }
  | { readonly kind: 'not-here' | 'full' | 'which'; readonly sku: SkuLabel }
  /** Another parcel while one is being taken in. */
  | { readonly kind: 'busy'; readonly text: string }

interface Table {
  /** Whose parcel it may be. */
  readonly orders: Found['orders']
  readonly more: boolean
  /** Returns in which the piece that was scanned first waits to be checked. */
  readonly waiting: Found['waiting']
  readonly counts: ReturnCounts
  readonly tracking: string
  /** Pieces of a parcel of which nobody knows the order; null: no such parcel. */
  readonly unknown: UnknownPieces | null
  /** The SKU that was counted last. */
  readonly lastId: number | null
}

const empty: Table = {
  orders: [],
  more: false,
  waiting: [],
  counts: {},
  tracking: '',
  unknown: null,
  lastId: null,
}

/**
 * The returns table: whose parcel lies on it and what was counted out of it. Goods that are scanned count into it;
 * nothing that was counted is lost before it is taken in or given up.
 */
export function useReturnsTable(open: (returnCaseId: number) => void) {
  const [table, setTable] = useState(empty)
  const [refused, setRefused] = useState<Refused | null>(null)
  const [error, setError] = useState<unknown>(null)
  // Scans wait in line and must see what the one before left on the table, not what was last drawn.
  const now = useRef(table)
  const put = (next: Table) => {
    now.current = next
    setTable(next)
  }
  const refuse = (why: Refused): ScanOutcome => {
    setRefused(why)
    return 'wrong'
  }
  const clear = () => {
    put(empty)
    setRefused(null)
    setError(null)
  }
  const takePiece = (sku: SkuLabel, waiting: Found['waiting']): ScanOutcome => {
    const before = now.current
    if (before.unknown !== null || before.orders.length === 0) {
      // Named once: while a parcel is being scanned in, further pieces are its own.
      const told = before.unknown === null ? waiting : []
      put({ ...before, unknown: withPiece(before.unknown ?? [], sku), waiting: told, lastId: sku.id })
      return 'right'
    }
    const counted = countBack(before.orders, before.counts, sku.id)
    if (counted.kind !== 'counted') return refuse({ kind: counted.kind, sku })
    put({ ...before, counts: counted.counts, lastId: sku.id })
    return 'right'
  }
  /** Orders were found: what was counted before goes into them, or they are refused. */
  const takeOrders = (found: Found, text: string): ScanOutcome => {
    const before = now.current
    const isSame = found.orders.every((one) => before.orders.some((order) => order.orderId === one.orderId))
    if (isSame && found.orders.length === before.orders.length) return 'right'
    if (before.orders.some((order) => countedOf(order, before.counts) > 0))
      return refuse({ kind: 'busy', text })
    let counts: ReturnCounts = {}
    for (const { sku, quantity } of before.unknown ?? [])
      for (let piece = 0; piece < quantity; piece++) {
        const counted = countBack(found.orders, counts, sku.id)
        if (counted.kind !== 'counted') return refuse({ kind: counted.kind, sku })
        counts = counted.counts
      }
    put({ ...empty, tracking: before.tracking, orders: found.orders, more: found.more, counts })
    return 'right'
  }
  const onScan = async (text: string): Promise<ScanOutcome> => {
    setError(null)
    setRefused(null)
    try {
      const found = await client.shipping.returns.find({ text })
      if (found.sku) return takePiece(found.sku, found.waiting)
      if (found.returnCaseId !== null) {
        const { orders, counts, unknown } = now.current
        const isBusy = (unknown ?? []).length > 0 || orders.some((order) => countedOf(order, counts) > 0)
        if (isBusy) return refuse({ kind: 'busy', text })
        open(found.returnCaseId)
        return 'done'
      }
      // A courier's number we do not know: kept with the return that is open, or whose order is scanned next.
      if (found.asTracking !== '') {
        put({ ...now.current, tracking: found.asTracking })
        return 'right'
      }
      return takeOrders(found, text)
    } catch (raised) {
      if (shownError(raised).code === 'code-unknown') return refuse({ kind: 'missed', text })
      setError(raised)
      return 'wrong'
    }
  }
  return {
    ...table,
    refused,
    error,
    forgetError: () => setError(null),
    onScan,
    clear,
    setCounts: (counts: ReturnCounts) => put({ ...now.current, counts }),
    setUnknown: (unknown: UnknownPieces) => put({ ...now.current, unknown }),
    /** What came is nothing of the orders that were found. */
    takeAsUnknown: () => put({ ...empty, tracking: now.current.tracking, unknown: [] }),
  }
}
