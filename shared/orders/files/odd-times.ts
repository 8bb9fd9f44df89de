import { type Instant, parseInstant } from '../../dates.ts'

/** Seconds or milliseconds since 1970, from 2010 to 2096. */
const epoch = /^(1[2-9]\d{8}|[23]\d{9})(\d{3})?$/
const zoned = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})$/

/**
 * A time as Excel, ERPs and sellers' own tables write it, beside what `parseInstant` knows: with its zone
 * ("2026-05-17T16:42:39Z"), since 1970, "2026年5月18日 0时42分", "下午3:04", "3:04 PM", "18-05-2026", "May 18, 2026".
 * Undefined where it is no time.
 */
export function readOddTime(text: string, zone: string): Instant | undefined {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const since = epoch.exec(plain)
  if (since) return Number(since[1]) * 1000 + Number(since[2] ?? 0)
  if (zoned.test(plain)) {
    const at = Date.parse(
      plain
        .replace(' ', 'T')
        .replace(/ /g, '')
        .replace(/([+-]\d{2})(\d{2})$/, '$1:$2'),
    )
    return Number.isNaN(at) ? undefined : at
  }
  const at = parseInstant(plain, zone)
  if (at !== null) return at
  const { rest, afternoon } = halfOfDay(plain.replace(/(\d)[时点:](\d{1,2})分(?:(\d{1,2})秒)?/, clock))
  const date = dayFirst(rest, afternoon !== null)
  return parseInstant(afternoon === null ? date : withHalf(date, afternoon), zone) ?? undefined
}

function clock(_whole: string, hour: string, minute: string, second: string | undefined): string {
  const two = (part: string) => part.padStart(2, '0')
  return `${hour}:${two(minute)}${second === undefined ? '' : `:${two(second)}`}`
}

/** Takes 上午, 下午, AM or PM off; null where there is none: the hours go to 24. */
function halfOfDay(text: string): { readonly rest: string; readonly afternoon: boolean | null } {
  const match = /(上午|凌晨|早上|下午|中午|晚上)|\s*\b([ap])\.?m\.?$/i.exec(text)
  if (!match) return { rest: text, afternoon: null }
  const afternoon = match[1] ? /[下中晚]/.test(match[1]) : match[2]!.toLowerCase() === 'p'
  return { rest: text.replace(match[0], ' ').replace(/\s+/g, ' ').trim(), afternoon }
}

function withHalf(text: string, afternoon: boolean): string {
  return text.replace(/(\d{1,2})(?=:\d{2})/, (hour) => {
    const twelfth = Number(hour) % 12
    return Number(hour) > 12 ? hour : String(afternoon ? twelfth + 12 : twelfth)
  })
}

/**
 * "18-05-2026", "20260518 00:42", "May 18, 2026", and America's "5/18/2026" as what `parseInstant` reads. The month
 * goes first where the day cannot, or where AM or PM follows: only there are both written.
 */
function dayFirst(text: string, twelveHours: boolean): string {
  const compact = text.replace(/^(20\d{2})(\d{2})(\d{2}) (?=\d)/, '$1-$2-$3 ')
  const named = compact.replace(/^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})/, '$2 $1 $3')
  return named.replace(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b/, (_whole, first, second, year) => {
    const monthFirst = Number(second) > 12 || (twelveHours && Number(first) <= 12)
    return monthFirst ? `${year}-${first}-${second}` : `${year}-${second}-${first}`
  })
}
