// Sent to the page as text: the function stands alone.

export interface BridgePeer {
  expose(key: string, api: unknown): void
}

type Message =
  | { readonly type: 'expose'; readonly key: string; readonly api: unknown }
  | { readonly type: 'call'; readonly fn: number; readonly args: unknown[] }
  | { readonly type: 'return'; readonly value?: unknown; readonly error?: string; readonly promise?: number }
  | { readonly type: 'settled'; readonly promise: number; readonly value?: unknown; readonly error?: string }

/**
 * contextBridge: one of these in each world. They meet at DOM events, whose `detail` Chromium clones between
 * the worlds; dispatch is synchronous, so calls are too.
 */
export function bridgePeer(side: 'isolated' | 'main'): BridgePeer {
  const other = side === 'isolated' ? 'main' : 'isolated'
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let count = 0
  let returned: Extract<Message, { type: 'return' }> | undefined
  const emit = (detail: Message) => window.dispatchEvent(new CustomEvent(`__standin_${other}`, { detail }))
  const isPlain = (value: unknown): value is object =>
    typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  const mapped = (value: object, change: (item: unknown) => unknown) =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]))
  const outward = (value: unknown): unknown => {
    if (typeof value === 'function') {
      count += 1
      functions.set(count, value as (...args: unknown[]) => unknown)
      return { $fn: count }
    }
    if (Array.isArray(value)) return value.map(outward)
    return isPlain(value) ? mapped(value, outward) : value
  }
  const inward = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inward)
    if (!isPlain(value)) return value
    if ('$fn' in value) {
      const fn = value.$fn as number
      return (...args: unknown[]) => call(fn, args)
    }
    return Object.freeze(mapped(value, inward))
  }
  const call = (fn: number, args: unknown[]): unknown => {
    returned = undefined
    emit({ type: 'call', fn, args: args.map(outward) })
    const answer = returned as Extract<Message, { type: 'return' }> | undefined
    if (!answer) throw new Error('stand-in: no answer from the other world')
    if (answer.error !== undefined) throw new Error(answer.error)
    const { promise } = answer
    if (promise === undefined) return inward(answer.value)
    return new Promise((resolve, reject) => waiting.set(promise, { resolve, reject }))
  }
  const answerCall = (fn: number, args: unknown[]) => {
    try {
      const value = functions.get(fn)!(...args.map(inward))
      if (!(value instanceof Promise)) return emit({ type: 'return', value: outward(value) })
      count += 1
      const promise = count
      emit({ type: 'return', promise })
      value.then(
        (result: unknown) => emit({ type: 'settled', promise, value: outward(result) }),
        (error: unknown) =>
          emit({ type: 'settled', promise, error: error instanceof Error ? error.message : String(error) }),
      )
    } catch (error) {
      emit({ type: 'return', error: error instanceof Error ? error.message : String(error) })
    }
  }
  window.addEventListener(`__standin_${side}`, (event) => {
    const message = (event as CustomEvent<Message>).detail
    if (message.type === 'return') returned = message
    else if (message.type === 'call') answerCall(message.fn, message.args)
    else if (message.type === 'expose')
      Object.defineProperty(window, message.key, { value: inward(message.api), enumerable: true })
    else {
      const { resolve, reject } = waiting.get(message.promise)!
      waiting.delete(message.promise)
      if (message.error !== undefined) reject(new Error(message.error))
      else resolve(inward(message.value))
    }
  })
  return { expose: (key, api) => emit({ type: 'expose', key, api: outward(api) }) }
}
