import { compareSizes, sizesIn } from '../catalog/sizes.ts'

/** A line of a class list, as it was written. */
export interface WearerSize {
  /** '' where the line names none. */
  readonly wearer: string
  /** "128", "XL", "均码": never rounded here, see `fitSize`. */
  readonly size: string
  readonly quantity: number
  /** "加绣名字": what else was asked for. */
  readonly wish: string
}

/**
 * Reads a pasted class list: "张三 130", "李四，120cm，加绣名字", "130 × 5", "110码8件", "3 王芳 女 身高128". Lines
 * without a size are given back in `unread`. Guesses only: everything is shown before it is used.
 */
export function parseSizeList(text: string): { readonly rows: WearerSize[]; readonly unread: string[] } {
  const rows: WearerSize[] = []
  const unread: string[] = []
  for (const raw of text.split(/\r?\n|[;；]/)) {
    // Its number in the list: "3.", "3、", or "3 " before a word; no size is below 70.
    const line = raw
      .normalize('NFKC')
      .replace(/^\s*[(]?(?:\d{1,2}\s*[.、)]|[1-6]?\d[\s,]+(?=[^\d\s×x*,](?!件|套|条|个)))\s*/u, '')
      .trim()
    if (line === '') continue
    const row = readSizeLine(line)
    if (row) rows.push(row)
    else unread.push(raw.trim())
  }
  return { rows, unread }
}

function readSizeLine(line: string): WearerSize | null {
  let rest = line
  let quantity = 1
  const counted = /(?:[x×*]\s*(\d{1,4})\s*(?:件|套|条|个)?|(\d{1,4})\s*(?:件|套|条|个|人|pcs?))/i.exec(rest)
  if (counted) {
    quantity = Number(counted[1] ?? counted[2])
    rest = rest.slice(0, counted.index) + rest.slice(counted.index + counted[0].length)
  }
  const height = /(?:身高)?\s*(?<!\d)(\d{2,3})(?!\d)\s*(?:cm|厘米|公分|码|号)?/i.exec(rest)
  const letter = /(?<![A-Za-z0-9])((?:[2-6]?X{1,4}L)|XS|S|M|L|均码)(?![A-Za-z])\s*码?/i.exec(rest)
  let found: RegExpExecArray
  if (height && Number(height[1]) >= 70 && Number(height[1]) <= 200) found = height
  else if (letter) found = letter
  else return null
  if (quantity < 1) return null
  const wearer: string[] = []
  const wish: string[] = []
  const before = phrases(rest.slice(0, found.index))
  for (const word of before.flatMap((phrase) => phrase.split(' '))) (isWish(word) ? wish : wearer).push(word)
  const hasName = wearer.length > 0
  // After the size comes what is wished, unless the name comes there only; a class is never a wish.
  for (const phrase of phrases(rest.slice(found.index + found[0].length)))
    if (isWish(phrase) || (hasName && !/[班组队]$/u.test(phrase))) wish.push(phrase)
    else wearer.push(phrase)
  return { wearer: wearer.join(' '), size: found[1]!.toUpperCase(), quantity, wish: wish.join(' ') }
}

/** What stands between the commas of a part of a line, without labels and without who is a boy and who a girl. */
const phrases = (text: string): string[] =>
  text
    .split(/[:：,，、()/|。]+|\s-+|—+/u)
    .map((phrase) =>
      phrase
        .split(/\s+/)
        .map((word) => word.replace(/^(?:身高|尺码|尺寸|码数|姓名|备注|穿)+/u, ''))
        .filter((word) => word !== '' && !/^(?:男|女)(?:生|孩|童|士)?$/u.test(word))
        .join(' '),
    )
    .filter((phrase) => phrase !== '')

/** Names are short and say nothing to do: "刘绣" is a girl, "绣名字" a wish. */
function isWish(word: string): boolean {
  return (
    /^(?:绣|印).|[加要刺需]绣|印[字名]|名字|[腰胸臀肩袖裤裙衣][围长宽]|[偏较][胖瘦高矮大小]|有点/u.test(
      word,
    ) || /^(?:加|要|不要|不用|改|换|备注|请|需要?|另|配)../u.test(word)
  )
}

export type SizeFit =
  | { readonly kind: 'same'; readonly size: string }
  /** The style has no such size: a person must say which. `next`: the one a cutter would take. */
  | { readonly kind: 'ask'; readonly next: string | null }

/**
 * Which of a style's sizes a written one is: "110", "110cm" and "110码" are one, and so are "2XL" and "XXL".
 * Another size is never taken for it: the next larger one ("115" → "120") is only named.
 */
export function fitSize(sizes: readonly string[], written: string): SizeFit {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/\s*(?:CM|厘米|公分|码|号|#)$|\s/gu, '')
  const exact = sizes.find((size) => plain(size) === plain(written))
  if (exact !== undefined) return { kind: 'same', size: exact }
  const named = [...sizesIn(written)][0]
  const same = sizes.filter((size) => named !== undefined && sizesIn(size).has(named))
  if (same.length === 1) return { kind: 'same', size: same[0]! }
  const height = Number(/^\d{2,3}/.exec(plain(written))?.[0])
  const upward = sizes.filter((size) => tallest(size) >= height).sort(compareSizes)
  return { kind: 'ask', next: same[0] ?? upward[0] ?? null }
}

/** The greatest height a size is made for; -1 for letters. */
function tallest(size: string): number {
  return Math.max(
    -1,
    ...[...sizesIn(size)].flatMap((name) => name.match(/\d+/g)?.map(Number) ?? []).filter((n) => n >= 70),
  )
}
