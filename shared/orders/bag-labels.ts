/** One pupil's bag: whose it is, what is in it. */
export interface WearerBag {
  readonly wearer: string
  /** Sizes of the pieces, each once: "130", "130 / XL". */
  readonly size: string
  /** "小白兔 白 + 头饰 ×2". */
  readonly goods: string
}

export interface WornLine {
  readonly wearer: string
  /** What it is, without its size. */
  readonly goods: string
  readonly size: string
  /** Pieces not cancelled. */
  readonly pieces: number
}

/**
 * One bag a wearer, in the order of the list: his suit and his hat go into one. The same goods named twice for one
 * name are two pupils of that name, and two bags. Lines without a wearer or with nothing left need none.
 */
export function wearerBags(lines: readonly WornLine[]): readonly WearerBag[] {
  const bags: { readonly wearer: string; readonly lines: WornLine[] }[] = []
  for (const line of lines) {
    const wearer = line.wearer.trim()
    if (wearer === '' || line.pieces <= 0) continue
    const bag = bags.find(
      (known) => known.wearer === wearer && known.lines.every((other) => other.goods !== line.goods),
    )
    if (bag) bag.lines.push(line)
    else bags.push({ wearer, lines: [line] })
  }
  return bags.map((bag) => ({
    wearer: bag.wearer,
    size: [...new Set(bag.lines.map((line) => line.size).filter(Boolean))].join(' / '),
    goods: bag.lines
      .map((line) => (line.pieces > 1 ? `${line.goods} ×${line.pieces}` : line.goods))
      .join(' + '),
  }))
}
