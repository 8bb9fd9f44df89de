/** Answers to questions that the language asks of any object. */
const askedByTheLanguage = new Set(['then', 'toJSON'])
const listeners = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners'])

const originals = new WeakMap<object, object>()
const strictOf = new WeakMap<object, object>()

/**
 * What the program sees of a stand-in object: its members and the named events, nothing else. A call that
 * nobody has thought about fails the test instead of doing nothing. Members that begin with `$` are the
 * stand-in's own.
 */
export function strict<T extends object>(name: string, target: T, events: readonly string[] = []): T {
  const known = strictOf.get(target)
  if (known) return known as T
  const check = (object: T, key: string) => {
    if (!(key in object) || key.startsWith('$')) throw new Error(`stand-in: ${name}.${key} is not known`)
  }
  const proxy: T = new Proxy(target, {
    get(object, key) {
      if (typeof key === 'symbol') return Reflect.get(object, key, object)
      if (askedByTheLanguage.has(key) && !(key in object)) return undefined
      check(object, key)
      const value: unknown = Reflect.get(object, key, object)
      if (typeof value !== 'function') return value
      if (!listeners.has(key)) return value.bind(object)
      return (event: string, ...rest: unknown[]) => {
        if (!events.includes(event)) throw new Error(`stand-in: ${name} does not emit '${event}'`)
        Reflect.apply(value, object, [event, ...rest])
        return proxy
      }
    },
    set(object, key, value) {
      check(object, String(key))
      return Reflect.set(object, key, value, object)
    },
  })
  originals.set(proxy, target)
  strictOf.set(target, proxy)
  return proxy
}

/** The stand-in's own object behind what the program holds. */
export function original<T extends object>(proxy: T): T {
  return (originals.get(proxy) as T | undefined) ?? proxy
}

/** What the program shall hold of one of the stand-in's own objects. */
export function shown<T extends object>(target: T): T {
  return (strictOf.get(target) as T | undefined) ?? target
}

/** Refuses options that nobody has looked at. */
export function knownOptions(call: string, options: object, known: readonly string[]): void {
  for (const key of Object.keys(options))
    if (!known.includes(key)) throw new Error(`stand-in: option ${key} of ${call} is not known`)
}

export interface Preventable {
  defaultPrevented: boolean
  preventDefault(): void
}

/** An Electron event that can be prevented, with what else it carries. */
export function preventable<E extends object>(extra: E): E & Preventable {
  return Object.assign({}, extra, {
    defaultPrevented: false,
    preventDefault(this: Preventable) {
      this.defaultPrevented = true
    },
  })
}
