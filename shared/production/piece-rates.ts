/** One row of an operation's price list: 1/1,000,000 yuan a good piece; size "" holds for the sizes not named. */
export interface RateRow {
  readonly validFrom: string
  readonly size: string
  readonly rate: number
}

/**
 * The piece rate of a size on a day. All rows of one date are one price list and the newest list that holds on
 * that day counts alone: a new list without a size's own row ends that row. Null: no rate was agreed by then.
 */
export function rateOn(rows: readonly RateRow[], size: string, day: string): number | null {
  const newest = rows
    .filter((row) => row.validFrom <= day)
    .reduce((latest, row) => (row.validFrom > latest ? row.validFrom : latest), '')
  const list = rows.filter((row) => row.validFrom === newest)
  return (list.find((row) => row.size === size) ?? list.find((row) => row.size === ''))?.rate ?? null
}

/** A rate as people write it, in yuan with up to six decimals and at least two: 850000 → "0.85". */
export function formatRate(rate: number): string {
  const digits = String(rate).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '')
  return `${digits.slice(0, -6)}.${fraction}`
}

/** Reads a rate in yuan: "0.85", "¥1.2", "0.12345". Null where it is none or has more than six decimals. */
export function parseRate(text: string): number | null {
  const cleaned = text
    .normalize('NFKC')
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '')
  const match = /^(\d{1,5})?(?:\.(\d{0,6}))?$/.exec(cleaned)
  if (!match || (match[1] === undefined && !match[2])) return null
  return Number(match[1] ?? '0') * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'))
}
