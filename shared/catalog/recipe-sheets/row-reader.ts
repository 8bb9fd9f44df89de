import { z } from 'zod'
import { dayMs } from '../../dates.ts'
import { isExcelError, isSpoilt } from '../spoilt-names.ts'
import type { RecipeColumns } from './columns.ts'
import type { Names } from './names.ts'
import type { RecipeProblem, RecipeProblemCode } from './problems.ts'

/** A row as the file holds it. */
export interface RecipeSourceRow {
  readonly row: number
  readonly cells: readonly string[]
  /** Its cells have slid out of their columns: a quote or comma too many. */
  readonly isSlid: boolean
}

/** Reads one row field by field; what is wrong is told, and the row counts as bad from then on. */
export interface RowReader {
  readonly row: number
  isBad(): boolean
  /** Whether the sheet has the field's column; without it, what the books say stays. */
  says(field: string): boolean
  /** The cell without blanks around it, spelt as in the file. */
  text(field: string): string
  /**
   * The cell where it has at most so many characters; longer ones are a problem (`too-long`), as is a formula's error
   * (`mangled`), and read as empty.
   */
  short(field: string, most: number): string
  /** A number from `least` to `most`; null where the cell is empty or wrong. */
  number(field: string, parse: (text: string) => number | null, range: Range): number | null
  /** A day; null where the cell is empty or wrong. */
  date(field: string): string | null
  /** Tells what is wrong. Gives null, so that a reader may end with it. */
  wrong(problem: RecipeProblemCode, field: string, text?: string): null
}
interface Range {
  readonly least?: number
  readonly most: number
}

export function rowReader(
  { row, cells, isSlid }: RecipeSourceRow,
  columns: RecipeColumns,
  titles: readonly string[],
  problems: RecipeProblem[],
): RowReader {
  let isBad = false
  const says = (field: string) => columns.places.has(field)
  const text = (field: string) => (cells[columns.places.get(field) ?? -1] ?? '').trim()
  const wrong: RowReader['wrong'] = (problem, field, written = text(field)) => {
    // What stands in the wrong columns would be called wrong over and over.
    if (isSlid && isBad) return null
    isBad = true
    const title = titles[columns.places.get(field) ?? -1] ?? ''
    problems.push({ row, problem, text: `${title}: ${written.slice(0, 100)}`.replace(/^: /, '') })
    return null
  }
  if (isSlid) wrong('row-slid', '', cells.join(' | '))
  return {
    row,
    isBad: () => isBad,
    says,
    text,
    short: (field, most) => {
      const isWrong = text(field).length > most ? 'too-long' : isExcelError(text(field)) ? 'mangled' : null
      if (isWrong === null) return text(field)
      wrong(isWrong, field)
      return ''
    },
    number: (field, parse, { least = 0, most }) => {
      const written = text(field).normalize('NFKC')
      if (written === '') return null
      const value = parse(written)
      if (value === null) return wrong('not-a-number', field)
      return value < least || value > most ? wrong('too-large', field) : value
    },
    date: (field) => {
      const written = text(field)
      if (written === '') return null
      return readDay(written) ?? wrong('not-a-date', field)
    },
    wrong,
  }
}

/** Excel's day numbers count from here. */
const firstExcelDay = Date.UTC(1899, 11, 30)

/**
 * Reads a day as people and Excel write it: "2026-06-01", "2026/6/1", "2026年6月1日", a date cell ("2026-06-01
 * 00:00:00") or the number Excel keeps of it. Null for what names no year, such as "6月1日": it could be any.
 */
export function readDay(written: string): string | null {
  const text = written
    .normalize('NFKC')
    .trim()
    .replace(/[ T]\d{1,2}:\d{2}(?::\d{2})?$/, '')
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const day = Math.floor(Number(text))
    const isLikely = day >= 36_526 && day <= 73_050
    return isLikely ? new Date(firstExcelDay + day * dayMs).toISOString().slice(0, 10) : null
  }
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text)
  if (!match) return null
  const day = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  return z.iso.date().safeParse(day).success ? day : null
}

/** A whole number of up to six digits: "90", "90.0". */
export const readWhole = (text: string) => (/^\d{1,7}(?:\.0+)?$/.test(text) ? Math.round(Number(text)) : null)
/** A number with one decimal, in tenths: "150", "150.5". */
export const readTenths = (text: string) =>
  /^\d{1,6}(?:\.\d0*)?$/.test(text) ? Math.round(Number(text) * 10) : null

/**
 * What a name means. A name that is none, or one of several, is told by `unknown` (`mangled` where Excel spoilt it), or
 * `ambiguous`, and gives null.
 */
export function nameOf<T>(
  reader: RowReader,
  field: string,
  names: Names<T>,
  unknown: RecipeProblemCode,
  written = reader.text(field),
): T | null {
  const found = names.find(written)
  if (found !== null) return found
  if (names.isAmbiguous(written)) return reader.wrong('ambiguous', field, written)
  return reader.wrong(isSpoilt(written) ? 'mangled' : unknown, field, written)
}
