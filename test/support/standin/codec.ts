// Sent to the page as text too: the function stands alone.

export interface Codec {
  enc(value: unknown): string
  dec(text: string): unknown
}

/** Structured clone to a JSON text and back, the same at both ends. */
export function codec(
  toBase64: (bytes: Uint8Array) => string,
  fromBase64: (text: string) => Uint8Array,
): Codec {
  type Tagged = { readonly $: string; readonly v?: unknown; readonly k?: string }
  const errors: Record<string, ErrorConstructor> = { Error, TypeError, RangeError, SyntaxError }
  const enc = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
      return { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(enc)
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof Map) return { $: 'map', v: [...value].map(([key, item]) => [enc(key), enc(item)]) }
    if (value instanceof Set) return { $: 'set', v: [...value].map(enc) }
    if (value instanceof ArrayBuffer) return { $: 'buffer', v: toBase64(new Uint8Array(value)) }
    if (value instanceof Uint8Array)
      return { $: 'bytes', v: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) }
    if (value instanceof Error) return { $: 'error', k: value.name, v: value.message }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw new DOMException(`stand-in cannot carry ${value.constructor?.name}`, 'DataCloneError')
    const plain = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, enc(item)]))
    return '$' in plain ? { $: 'object', v: plain } : plain
  }
  const dec = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(dec)
    const entries = (object: object) =>
      Object.fromEntries(Object.entries(object).map(([key, item]) => [key, dec(item)]))
    if (!('$' in value)) return entries(value)
    const { $, v, k } = value as Tagged
    switch ($) {
      case 'bigint':
        return BigInt(v as string)
      case 'number':
        return Number(v)
      case 'date':
        return new Date(v as number)
      case 'map':
        return new Map((v as [unknown, unknown][]).map(([key, item]) => [dec(key), dec(item)]))
      case 'set':
        return new Set((v as unknown[]).map(dec))
      case 'buffer':
        return fromBase64(v as string).slice().buffer
      case 'bytes':
        return fromBase64(v as string).slice()
      case 'error':
        return new (errors[k ?? ''] ?? Error)(v as string)
      case 'object':
        return entries(v as object)
      default:
        return undefined
    }
  }
  const clone = (value: unknown): unknown => {
    try {
      return structuredClone(value)
    } catch {
      throw Object.assign(new Error('An object could not be cloned.'), { name: 'DataCloneError' })
    }
  }
  // structuredClone first: it refuses what Electron refuses.
  return { enc: (value) => JSON.stringify(enc(clone(value))), dec: (text) => dec(JSON.parse(text)) }
}
