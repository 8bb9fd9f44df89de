/** Headers of the two columns more of a file of rows to mend (problem-rows.ts): why, and the row it was. */
export const mendHeaders = { 'zh-CN': ['原因', '原行号'], en: ['Reason', 'Row'] } as const

/**
 * Where a row broke off, and where the surplus of one that has slid begins: written into the rows to mend, for a
 * table program fills every row up to the header, and an unmended one would come back looking whole. In GBK too.
 */
export const mendMarks = { 'row-cut-off': '※※', 'row-too-long': '※+※' } as const

/** Whether a header is that of a file of rows to mend. */
export function isMendHeader(header: readonly string[]): boolean {
  return Object.values(mendHeaders).some((own) => own.every((name) => header.includes(name)))
}

/** The header as the platform wrote it. */
export function withoutMendHeaders(header: readonly string[]): readonly string[] {
  if (!isMendHeader(header)) return header
  const own: readonly string[] = Object.values(mendHeaders).flat()
  return header.filter((name) => !own.includes(name))
}

/** What is still wrong with a row to mend; null where nobody left a mark in it. */
export function unmended(cells: readonly string[]): keyof typeof mendMarks | null {
  for (const cell of cells) {
    if (cell.includes(mendMarks['row-cut-off'])) return 'row-cut-off'
    if (cell.includes(mendMarks['row-too-long'])) return 'row-too-long'
  }
  return null
}

/** A flawed row brought to the header's width, marked where it must be mended. */
export function marked(cells: readonly string[], width: number, flaw: keyof typeof mendMarks): string[] {
  const own = Array.from({ length: width }, (_, column) => cells[column] ?? '')
  const mark = mendMarks[flaw]
  const last = width - 1
  if (flaw === 'row-too-long') own[last] += mark + cells.slice(width).join(',')
  else if (cells.length < width) own[cells.length] = mark
  else own[last] += mark
  return own
}
