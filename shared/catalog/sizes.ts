/** Children's costumes go by height in steps of 10 cm, adults' by letters (domain/garment-production.md). */
export const sizePresets = {
  children: ['100', '110', '120', '130', '140', '150', '160', '170', '180'],
  adults: ['S', 'M', 'L', 'XL', '2XL', '3XL', '4XL'],
  one: ['均码'],
} as const

/**
 * What sizes a text names, in one spelling, so that "参考身高：110cm", "110码" and "110" are one:
 * `h110` a height, `XL`/`2XL` a letter size, `free` one size for all, `h105-115` a range of heights.
 */
export function sizesIn(text: string): ReadonlySet<string> {
  const sizes = new Set<string>()
  const plain = text.normalize('NFKC').toUpperCase()
  // "130/64" of GB/T 1335.3 is height/chest; the chest is no size of its own.
  const heights = plain.replace(/(\d{2,3})\s*\/\s*\d{2,3}[A-C]?(?!\d)/g, '$1 ')
  const spoken = heights.replace(
    /(?<!\d)(\d{2,3})\s*(?:CM)?\s*[-~–—至到]\s*(\d{2,3})(?!\d)/g,
    (all, from: string, to: string) => {
      if (!isHeight(Number(from)) || !isHeight(Number(to)) || Number(from) >= Number(to)) return all
      sizes.add(`h${Number(from)}-${Number(to)}`)
      return ' '
    },
  )
  for (const match of spoken.matchAll(/(?<![\d.])(\d{2,3})(?![\d.]|\s*(?:MM|KG|斤|%|岁|G\b|ML))/g)) {
    const height = Number(match[1])
    if (isHeight(height)) sizes.add(`h${height}`)
  }
  for (const match of spoken.matchAll(
    /(?<![A-Z0-9'’])(?:(\d)\s*XL|(X{2,6})L|(X{0,2}S|XL|M|L))(?![A-Z0-9'’])/g,
  )) {
    const count = match[1] ? Number(match[1]) : (match[2]?.length ?? 0)
    sizes.add(count === 0 ? match[3]! : count === 1 ? 'XL' : `${count}XL`)
  }
  if (/均码|通码|F码|FREE\s*SIZE|ONE\s*SIZE|FREESIZE/.test(spoken)) sizes.add('free')
  return sizes
}

function isHeight(centimetres: number): boolean {
  return centimetres >= 70 && centimetres <= 200 && centimetres % 5 === 0
}

/** How well a SKU's size fits the sizes a listing names: 1 the same, 0 another, null where nobody can say. */
export function sizeFit(named: ReadonlySet<string>, skuSize: string): number | null {
  const own = sizesIn(skuSize)
  if (own.size === 0 || named.size === 0) return null
  let best = 0
  for (const size of own) {
    if (named.has(size)) return 1
    const height = /^h(\d+)$/.exec(size)?.[1]
    if (height === undefined) continue
    for (const range of named) {
      const ends = /^h(\d+)-(\d+)$/.exec(range)
      if (!ends || Number(height) < Number(ends[1]) || Number(height) > Number(ends[2])) continue
      // "105-115" means 110: what stands in its middle fits better than its ends.
      const middle = (Number(ends[1]) + Number(ends[2])) / 2
      best = Math.max(best, Number(height) === middle ? 0.9 : 0.6)
    }
  }
  return best
}

/** Sizes in the order in which people cut and read them: heights, then letters, then the rest by name. */
export function compareSizes(a: string, b: string): number {
  return sizeRank(a) - sizeRank(b) || a.localeCompare(b, 'zh-CN', { numeric: true })
}

function sizeRank(size: string): number {
  const named = [...sizesIn(size)][0]
  if (named === undefined) return 10_000
  const height = /^h(\d+)/.exec(named)?.[1]
  if (height !== undefined) return Number(height)
  const letter = ['XXS', 'XS', 'S', 'M', 'L', 'XL'].indexOf(named)
  if (letter >= 0) return 1000 + letter
  const many = /^(\d)XL$/.exec(named)?.[1]
  return many === undefined ? 5000 : 1010 + Number(many)
}
