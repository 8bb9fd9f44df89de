/** What a pattern of seller codes may hold; filled from the style and the SKU. */
export const codePlaceholders = ['number', 'colour', 'size', 'initials'] as const

export interface CodeParts {
  readonly number: string
  readonly colour: string
  readonly size: string
  /** Pinyin initials of the colour, upper case: 白色小兔 → BSXT. */
  readonly initials: string
}

export const defaultCodePattern = '{number}-{initials}-{size}'

/**
 * A seller code by a pattern such as `{number}-{colour}-{size}`. Parts that are empty take their separator
 * with them; blanks inside parts go, since a marketplace's own export drops them.
 */
export function codeFromPattern(pattern: string, parts: CodeParts): string {
  return pattern
    .replace(/\{(number|colour|size|initials)\}/g, (_all, name: (typeof codePlaceholders)[number]) =>
      parts[name].replace(/\s+/g, ''),
    )
    .replace(/([-_.])[-_.]+/g, '$1')
    .replace(/^[-_.]+|[-_.]+$/g, '')
    .trim()
    .slice(0, 60)
}

/** Codes that would be given twice, compared as the store compares them: without letter case. */
export function repeatedCodes(codes: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  for (const code of codes) {
    const key = code.trim().toUpperCase()
    if (key !== '') seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  return [
    ...new Set(
      codes.filter((code) => (seen.get(code.trim().toUpperCase()) ?? 0) > 1).map((code) => code.trim()),
    ),
  ]
}
