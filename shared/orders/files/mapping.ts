import { headerKey } from './header-names.ts'
import { mappableFields, type UserMapping } from './mappable-fields.ts'
import { withoutMendHeaders } from './mend-marks.ts'
import { FileProblem, type RecognisedFormat } from './types.ts'

export { type MappableField, mappableFields, type UserMapping } from './mappable-fields.ts'
export { suggestMapping } from './suggest-mapping.ts'

/**
 * The format of a table by a user's mapping. Without a quantity column the table carries order heads only. Headers
 * that the table does not have are passed over; raises FileProblem `header-not-found` where the order number's is one.
 */
export function mappedFormat(mapping: UserMapping, header: readonly string[]): RecognisedFormat {
  const positions = new Map<string, number>()
  header.forEach((text, index) => {
    if (!positions.has(headerKey(text))) positions.set(headerKey(text), index)
  })
  const columns: Record<string, number> = {}
  for (const { field } of mappableFields) {
    const name = mapping.columns[field]
    const index = name === undefined ? undefined : positions.get(headerKey(name))
    if (index !== undefined) columns[field] = index
  }
  if (columns.orderNumber === undefined) throw new FileProblem('header-not-found')
  const used = new Set(Object.values(columns))
  return {
    id: 'mapped',
    source: 'mapped',
    carries: columns.quantity === undefined ? 'orders' : 'both',
    columns,
    unknownColumns: header.filter((text, index) => text !== '' && !used.has(index)),
    ...(mapping.fillsDown ? { fillsDown: true } : {}),
  }
}

/**
 * The same for the same set of headers in any order and with stray blanks, e.g. "12-3f9a…": the key under which a
 * mapping is remembered. Rows of such a file that come back mended are read by it too. A hash of 64 bits, for header lists are too long to be keys.
 */
export function headerSignature(header: readonly string[]): string {
  const keys = withoutMendHeaders(header)
    .map(headerKey)
    .filter((key) => key !== '')
  let high = 0x811c9dc5
  let low = 0x01000193
  for (const character of keys.toSorted().join('\n')) {
    const code = character.codePointAt(0)!
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ (code + (high >>> 16)), 0x85ebca6b)
  }
  const hex = (part: number) => (part >>> 0).toString(16).padStart(8, '0')
  return `${keys.length}-${hex(high)}${hex(low)}`
}
