import type { Currency } from '../../money.ts'
import { formatDefinitions } from './formats/all.ts'
import type { FormatDefinition } from './formats/definition.ts'
import { headerKey, splitCurrency } from './header-names.ts'
import type { RecognisedFormat } from './types.ts'

interface CompiledFormat {
  readonly definition: FormatDefinition
  readonly aliases: readonly (readonly [field: string, keys: readonly string[]])[]
  readonly marks: readonly string[]
  readonly never: readonly string[]
}

const compiled: readonly CompiledFormat[] = formatDefinitions.map((definition) => ({
  definition,
  aliases: Object.entries(definition.columns).map(([field, names]) => [field, names.map(headerKey)] as const),
  marks: definition.marks.map(headerKey),
  never: (definition.never ?? []).map(headerKey),
}))

/**
 * Tells by the header names which marketplace's layout a table has: any column order, any extra columns, sellers'
 * own choice of columns. Of several layouts that fit, the one that knows most of the columns. Null when none fits.
 */
export function recognise(header: readonly string[]): RecognisedFormat | null {
  const names = indexHeader(header)
  let best: RecognisedFormat | null = null
  let bestScore = 0
  for (const candidate of compiled) {
    const format = match(candidate, names, header)
    if (format === null) continue
    const score = new Set(Object.values(format.columns)).size
    if (score > bestScore) {
      best = format
      bestScore = score
    }
  }
  return best
}

interface HeaderIndex {
  readonly positions: ReadonlyMap<string, number>
  readonly currency: Currency | undefined
}

function indexHeader(header: readonly string[]): HeaderIndex {
  const positions = new Map<string, number>()
  const bare = new Map<string, number>()
  let currency: Currency | undefined
  header.forEach((text, index) => {
    const key = headerKey(text)
    if (key === '') return
    if (!positions.has(key)) positions.set(key, index)
    const split = splitCurrency(key)
    if (split === null) return
    currency ??= split.currency
    if (!bare.has(split.key)) bare.set(split.key, index)
  })
  // The exact name goes before the one with a currency taken off.
  for (const [key, index] of bare) if (!positions.has(key)) positions.set(key, index)
  return { positions, currency }
}

function match(
  candidate: CompiledFormat,
  names: HeaderIndex,
  header: readonly string[],
): RecognisedFormat | null {
  const { definition } = candidate
  const { positions, currency } = names
  if (!candidate.marks.some((mark) => positions.has(mark))) return null
  if (candidate.never.some((key) => positions.has(key))) return null
  const columns: Record<string, number> = {}
  for (const [field, keys] of candidate.aliases) {
    const key = keys.find((name) => positions.has(name))
    if (key !== undefined) columns[field] = positions.get(key)!
  }
  if (definition.required.some((field) => columns[field] === undefined)) return null
  const used = new Set(Object.values(columns))
  const told = Object.entries(definition.currencies ?? {}).find(([name]) => positions.has(headerKey(name)))
  const ofHeader = currency ?? told?.[1]
  return {
    id: definition.id,
    source: definition.source,
    carries: definition.carries,
    columns,
    unknownColumns: header.filter((text, index) => text !== '' && !used.has(index)),
    ...(ofHeader === undefined ? {} : { currency: ofHeader }),
  }
}
