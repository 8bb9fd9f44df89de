import { type Instant, isBusinessDate, startOfDay } from '../../dates.ts'
import { readTime } from './cell-values.ts'
import type { RecognisedFormat, SourceRow } from './types.ts'

/** Date and time written together or with `-`, `_`, `.`, `:` or a blank between the parts. */
const dated = /(20\d{2})([-_.]?)(\d{2})\2(\d{2})(?:[-_ T.]?(\d{2})[-_.:]?(\d{2})(?:[-_.:]?(\d{2}))?)?(?!\d)/g
/** Seconds or milliseconds since 1970, as Douyin names its files: `1747530000_….csv`. */
const epoch = /(?<!\d)(1[5-9]\d{8})(\d{3})?(?!\d)/

/**
 * When a file was exported, by its name: `ExportOrderList201905151650.csv`, `…orders_export2026-07-20-10-09-23.csv`,
 * `ExportItemlList2013-09-11.csv`, `Order.all.20260501_20260518.xlsx` (the later date), `1747530000_….csv`.
 *
 * A plain date gives the BEGINNING of that day: the earliest moment it can have been. So the export time of a file
 * is the later of this and the newest time inside it (`newestInstant`). Null when the name says nothing.
 */
export function exportTimeFromName(fileName: string, zone: string): Instant | null {
  // "(1)" is what browsers append; a run of hex digits in front is Pinduoduo's file id.
  const name = fileName.replace(/\.[A-Za-z0-9]{2,5}$/, '').replace(/^[0-9a-f]{32}/i, '')
  let latest: Instant | null = null
  for (const match of name.matchAll(dated)) {
    const at = instantOf(match, zone)
    if (at !== null && (latest === null || at > latest)) latest = at
  }
  if (latest !== null) return latest
  const stamp = epoch.exec(name)
  return stamp ? Number(stamp[1]) * 1000 + Number(stamp[2] ?? 0) : null
}

function instantOf(match: RegExpExecArray, zone: string): Instant | null {
  const [, year, , month, day, hour, minute, second] = match
  const date = `${year}-${month}-${day}`
  if (!isBusinessDate(date)) return null
  if (hour === undefined) return startOfDay(date, zone)
  return readTime(`${date} ${hour}:${minute}:${second ?? '00'}`, zone) ?? startOfDay(date, zone)
}

export interface NewestInstant {
  add(row: SourceRow): void
  /** Null while no row held a time. */
  value(): Instant | null
}

/** Times that lie in the past when a file is written; promised times do not. */
const pastFields = ['createdAt', 'paidAt', 'shippedAt', 'completedAt'] as const

/** Collects the newest time that rows of a file mention: it was exported then or later. */
export function newestInstant(format: RecognisedFormat, zone: string): NewestInstant {
  const columns = pastFields.flatMap((field) => format.columns[field] ?? [])
  let newest: Instant | null = null
  // ISO times of equal length compare as text, which spares reading nearly all of them.
  let newestText = ''
  return {
    add({ cells }) {
      for (const column of columns) {
        const text = cells[column]
        if (text === undefined || text === '' || text === '-') continue
        if (text.length === newestText.length && text[4] === '-' && text <= newestText) continue
        const at = readTime(text, zone)
        if (at === null || at === undefined || (newest !== null && at <= newest)) continue
        newest = at
        newestText = text[4] === '-' && newestText.length <= text.length ? text : newestText
      }
    },
    value: () => newest,
  }
}
