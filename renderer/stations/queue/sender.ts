import { ORPCError } from '@orpc/client'
import { carriedPack, workTaken } from './floor-pack.ts'
import { keptChanged, keptState, setDown } from './kept-state.ts'
import { forget, type KeptCall, moveToRefused, waitingCalls } from './kept-store.ts'
import { isUnreachable, mustWait } from './unreachable.ts'

export type Send = (call: KeptCall) => Promise<unknown>

/** While something waits and the host does not answer, it is tried this often, in milliseconds. */
const tryEvery = 2500

let send: Send | null = null
let timer: ReturnType<typeof setTimeout> | undefined

/** Sends what waits from the start of the page on, and whenever the network says that it is back. */
export function beginSending(way: Send): void {
  send = way
  addEventListener('online', sendSoon)
  void keptChanged().then(() => keptState().waiting > 0 && sendSoon())
}

export function sendSoon(): void {
  clearTimeout(timer)
  timer = setTimeout(() => void sendAll(), 50)
}

/** One page of a device at a time; in order, each until it was taken or refused. */
async function sendAll(): Promise<void> {
  const isDone = await navigator.locks.request('yifang-sender', { ifAvailable: true }, async (lock) => {
    // Another page is at it.
    if (lock === null) return false
    return sendRound()
  })
  await keptChanged()
  if (isDone || keptState().waiting === 0) return
  clearTimeout(timer)
  timer = setTimeout(() => void sendAll(), tryEvery)
}

/** Whether all that is for this workshop was sent. */
async function sendRound(): Promise<boolean> {
  for (;;) {
    const site = (await carriedPack())?.stamp.site ?? null
    const next = (await waitingCalls()).find(
      // Not known yet, after the device was paired anew: what is of a workshop waits until it is.
      (call) => call.site === null || call.site === site,
    )
    if (!next || send === null) return true
    try {
      await send(next)
      await workTaken(next)
      await forget(next.order!)
    } catch (error) {
      if (isUnreachable(error) || mustWait(error)) {
        setDown(isUnreachable(error))
        return false
      }
      // A fault of this page is no answer of the host: it stays and is tried again.
      if (!(error instanceof ORPCError)) return false
      await moveToRefused(next, { code: error.code, data: error.data })
    }
    setDown(false)
    await keptChanged()
  }
}

/** Takes back what waits, unless it is being sent or was. */
export function takeBack(order: number): Promise<boolean> {
  return navigator.locks.request('yifang-sender', async () => {
    const isThere = (await waitingCalls()).some((call) => call.order === order)
    if (isThere) await forget(order)
    await keptChanged()
    return isThere
  })
}
