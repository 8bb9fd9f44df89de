import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { NoWaybillReason, Parcel, ScanDone } from '../../../shared/shipping/pack-contract.ts'
import { holderText } from '../../../shared/stations/presence.ts'
import { api, client } from '../../app/client.ts'
import { isWorthRetrying, type ShownError, shownError } from '../../app/shown-error.ts'

/** What the packer is told after each step. */
export type Feedback =
  | { readonly kind: 'error'; readonly error: ShownError; readonly code: string }
  | {
      readonly kind: 'step'
      readonly did: ScanDone['did']
      readonly itemId: number | null
      /** The order line that the piece went to. */
      readonly lineId: number | null
      readonly number: string
    }
  | {
      readonly kind: 'hint'
      readonly hint:
        | 'escape-again'
        | 'put-aside'
        | 'given-up'
        | 'given-up-elsewhere'
        | 'taken-out'
        | 'add-order'
        | 'unpacked'
        | 'quantity'
      readonly count?: number
    }

export interface CloseChoice {
  readonly trackingNumber?: string
  readonly carrierId?: number | null
  readonly noWaybillReason?: NoWaybillReason | null
  readonly partial?: boolean
}

/**
 * The packing table's state: the parcel on it and what was said last. The host counts; the page shows what the
 * host answered. A call whose answer was lost is repeated under its own id, so that no piece counts twice.
 */
export function usePackTable(onClosed: (parcel: Parcel) => void) {
  const [parcel, setParcel] = useState<Parcel | null>(null)
  const [feedback, setFeedback] = useState<Feedback | null>(null)
  const [quantity, setQuantity] = useState(1)
  const [isAdding, setAdding] = useState(false)
  const [isBusy, setBusy] = useState(false)
  // Scans wait in line and must see what the one before left on the table, not what was last drawn.
  const now = useRef({ parcel, quantity, isAdding })
  now.current = { parcel, quantity, isAdding }
  const show = useCallback((next: Parcel | null) => {
    now.current = { ...now.current, parcel: next }
    setParcel(next)
  }, [])

  /** The host's answer to what was done here: newer than what the query below holds or is being told. */
  const queries = useQueryClient()
  const showAnswer = useCallback(
    (next: Parcel) => {
      const { queryKey } = api.shipping.pack.get.queryOptions({ input: { id: next.id } })
      // What is on its way may still tell of whose hands it was in before.
      void queries.cancelQueries({ queryKey })
      queries.setQueryData(queryKey, { ...next, holder: null })
      void queries.invalidateQueries({ queryKey })
      show(next)
    },
    [queries, show],
  )

  // A second window may pack the same parcel, and the office may hold its order: what is shown follows.
  const live = useQuery({
    ...api.shipping.pack.get.queryOptions({ input: { id: parcel?.id ?? 0 } }),
    enabled: parcel !== null,
  }).data
  useEffect(() => {
    const before = now.current.parcel
    // While a call runs its own answer is the newer one.
    if (!live || isBusy || live.id !== before?.id) return
    if (live.state === 'voided') {
      show(null)
      setFeedback({ kind: 'hint', hint: 'given-up-elsewhere' })
      return
    }
    // Whoever scanned on would pack beside her who took it over.
    if (live.state === 'open' && live.holder) {
      const data = { parcelId: live.id, who: holderText(live.holder) }
      show(null)
      setFeedback({ kind: 'error', error: { code: 'parcel-in-hand', data }, code: '' })
      return
    }
    show(live)
    if (before.state === 'open' && live.state !== 'open')
      setFeedback({ kind: 'step', did: 'shown', itemId: null, lineId: null, number: '' })
  }, [live, isBusy, show])

  const attempt = useCallback(
    async <A>(code: string, work: (commandId: string) => Promise<A>): Promise<A | null> => {
      const commandId = v7()
      setBusy(true)
      try {
        for (let left = 2; ; left--) {
          try {
            return await work(commandId)
          } catch (error) {
            if (left > 0 && isWorthRetrying(error)) {
              await new Promise((resolve) => setTimeout(resolve, 400))
              continue
            }
            setFeedback({ kind: 'error', error: shownError(error), code })
            return null
          }
        }
      } finally {
        setBusy(false)
      }
    },
    [],
  )

  const take = useCallback(
    (done: ScanDone) => {
      showAnswer(done.parcel)
      setQuantity(1)
      setAdding(false)
      const { did, itemId, orderLineId: lineId, parcel: at } = done
      setFeedback({ kind: 'step', did, itemId, lineId, number: at.trackingNumber })
      if (did === 'closed') onClosed(at)
    },
    [onClosed, showAnswer],
  )

  const scan = useCallback(
    async (code: string, orderId: number | null = null): Promise<ScanDone | null> => {
      const at = now.current
      const done = await attempt(code, (commandId) =>
        client.shipping.pack.scan({
          commandId,
          code,
          parcelId: at.parcel?.state === 'open' ? at.parcel.id : null,
          quantity: at.quantity,
          orderId,
          addOrder: at.isAdding,
        }),
      )
      if (done) take(done)
      // A refused order beside the parcel closed before would look like that parcel's refusal.
      else if (at.parcel && at.parcel.state !== 'open') show(null)
      return done
    },
    [attempt, show, take],
  )

  const close = useCallback(
    async (choice: CloseChoice): Promise<ScanDone | null> => {
      const open = now.current.parcel
      if (!open) return null
      const done = await attempt('', (commandId) =>
        client.shipping.pack.close({ commandId, parcelId: open.id, ...choice }),
      )
      if (done) take(done)
      return done
    },
    [attempt, take],
  )

  /** Goes on with a parcel; from another's hands where that is said. */
  const takeUp = useCallback(
    async (id: number, takeOver = false) => {
      const found = await attempt('', () => client.shipping.pack.takeUp({ id, takeOver }))
      if (!found) return
      showAnswer(found)
      const did = found.state === 'open' ? 'resumed' : 'shown'
      setFeedback({ kind: 'step', did, itemId: null, lineId: null, number: '' })
    },
    [attempt, showAnswer],
  )

  const putAside = useCallback(() => {
    const open = now.current.parcel
    show(null)
    setFeedback({ kind: 'hint', hint: 'put-aside' })
    if (open) void client.shipping.pack.putAside({ id: open.id }).catch(() => {})
  }, [show])

  const giveUp = useCallback(
    async (id: number) => {
      const done = await attempt('', (commandId) => client.shipping.pack.void({ commandId, parcelId: id }))
      if (!done) return
      show(null)
      setFeedback({ kind: 'hint', hint: 'given-up' })
    },
    [attempt, show],
  )

  const takeOut = useCallback(
    async (itemId: number, count: number) => {
      const open = now.current.parcel
      if (!open) return
      const next = await attempt('', (commandId) =>
        client.shipping.pack.takeOut({ commandId, parcelId: open.id, itemId, quantity: count }),
      )
      if (!next) return
      showAnswer(next)
      setFeedback({ kind: 'hint', hint: 'taken-out', count })
    },
    [attempt, showAnswer],
  )

  const unpack = useCallback(
    async (id: number) => {
      const next = await attempt('', (commandId) => client.shipping.pack.unpack({ commandId, parcelId: id }))
      if (!next) return
      showAnswer(next)
      setFeedback({ kind: 'hint', hint: 'unpacked' })
    },
    [attempt, showAnswer],
  )

  return {
    parcel,
    show,
    takeUp,
    putAside,
    feedback,
    setFeedback,
    quantity,
    setQuantity,
    isAdding,
    setAdding,
    isBusy,
    scan,
    close,
    giveUp,
    takeOut,
    unpack,
  }
}

export type PackTable = ReturnType<typeof usePackTable>
