/**
 * Instants are integer milliseconds UTC. Business dates are `YYYY-MM-DD` in the workshop's time zone.
 * Nothing here reads the clock: "now" is always an argument.
 */
export type Instant = number
export type BusinessDate = string

export const dayMs = 86_400_000
export const hourMs = 3_600_000

/** Zones without daylight saving since 1992: one fixed offset is exact and much faster than Intl. */
const fixedOffsets: Readonly<Record<string, number>> = {
  'Asia/Shanghai': 8 * hourMs,
  'Asia/Kuala_Lumpur': 8 * hourMs,
  'Asia/Singapore': 8 * hourMs,
  'Asia/Manila': 8 * hourMs,
  'Asia/Ho_Chi_Minh': 7 * hourMs,
  'Asia/Bangkok': 7 * hourMs,
  'Asia/Jakarta': 7 * hourMs,
  UTC: 0,
}

/** Offset of a zone at an instant, in milliseconds. Throws RangeError for an unknown zone name. */
export function zoneOffset(zone: string, at: Instant): number {
  const fixed = fixedOffsets[zone]
  if (fixed !== undefined) return fixed
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return wall - Math.floor(at / 1000) * 1000
}

/** The instant at which the clock on a zone's wall shows what it would at `wall` in UTC. */
export function instantOfWall(wall: number, zone: string): Instant {
  return wall - zoneOffset(zone, wall - zoneOffset(zone, wall))
}

/** The business date an instant falls on in a zone. */
export function businessDate(at: Instant, zone = 'Asia/Shanghai'): BusinessDate {
  return new Date(at + zoneOffset(zone, at)).toISOString().slice(0, 10)
}

/** "2026-05-18 10:02" in a zone, for screens and files. */
export function formatInstant(at: Instant, zone = 'Asia/Shanghai', seconds = false): string {
  return new Date(at + zoneOffset(zone, at))
    .toISOString()
    .slice(0, seconds ? 19 : 16)
    .replace('T', ' ')
}

/** The instant at which a business date begins in a zone. */
export function startOfDay(date: BusinessDate, zone = 'Asia/Shanghai'): Instant {
  const guess = Date.parse(`${date}T00:00:00Z`)
  return guess - zoneOffset(zone, guess - zoneOffset(zone, guess))
}

/** The last millisecond of a business date: what a date without a time means as a deadline. */
export function endOfDay(date: BusinessDate, zone = 'Asia/Shanghai'): Instant {
  return startOfDay(addDays(date, 1), zone) - 1
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

/** Whole days from one business date to another (negative when `to` is earlier). */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)
}

/** True for a real calendar date in `YYYY-MM-DD`. */
export function isBusinessDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text)
}

/**
 * Reads a wall-clock time as files write it ("2017-05-18 00:42:32", "2026/5/18 7:47", "20260518",
 * "18/05/2026 10:02:03", "18 May 2026 10:20", an Excel serial number) in a zone. Null when it is none.
 */
export function parseInstant(text: string, zone = 'Asia/Shanghai'): Instant | null {
  const cleaned = text.normalize('NFKC').trim()
  const wall = parseWall(cleaned)
  return wall === null ? null : instantOfWall(wall, zone)
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

function parseWall(text: string): number | null {
  const time = String.raw`(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?`
  const iso = new RegExp(String.raw`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${time}$`).exec(text)
  if (iso) return wallTime(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6])
  const dayFirst = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})${time}$`).exec(text)
  if (dayFirst) return wallTime(dayFirst[3], dayFirst[2], dayFirst[1], dayFirst[4], dayFirst[5], dayFirst[6])
  const named = new RegExp(String.raw`^(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})${time}$`).exec(text)
  if (named) {
    const month = monthNames.indexOf(named[2]!.toLowerCase()) + 1
    return month === 0 ? null : wallTime(named[3], String(month), named[1], named[4], named[5], named[6])
  }
  const compact = /^(20\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/.exec(text)
  if (compact) return wallTime(compact[1], compact[2], compact[3], compact[4], compact[5], compact[6])
  // Excel's day count since 1899-12-30, as it appears when a date cell is read as a number.
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return Math.round((Number(text) - 25_569) * 86_400) * 1000
  return null
}

function wallTime(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  hour = '0',
  minute = '0',
  second = '0',
): number | null {
  const date = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  if (!isBusinessDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return Date.parse(`${date}T00:00:00Z`) + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000
}
