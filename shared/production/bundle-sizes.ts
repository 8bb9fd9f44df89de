/**
 * Pieces split into so many bundles, evenly, the remainder in the last; never an empty one, so at most as many
 * bundles as pieces: 100 / 7 → 14 × 6, 16. Both whole; a count below 1 is 1, no pieces give no bundle.
 */
export function splitEvenly(pieces: number, count: number): number[] {
  if (pieces <= 0) return []
  const bundles = Math.min(Math.max(1, count), pieces)
  const each = Math.floor(pieces / bundles)
  return Array.from({ length: bundles }, (_, index) =>
    index === bundles - 1 ? pieces - each * (bundles - 1) : each,
  )
}

/** Pieces in bundles of a given size, what is left in the last: 100 by 30 → 30, 30, 30, 10. */
export function splitBySize(pieces: number, size: number): number[] {
  if (pieces <= 0) return []
  const each = Math.max(1, size)
  return Array.from({ length: Math.ceil(pieces / each) }, (_, index) => Math.min(each, pieces - index * each))
}

/** How cut pieces are bundled: so many a bundle, or so many bundles of each colour and size. */
export type BundleRule =
  | { readonly by: 'size'; readonly pieces: number }
  | { readonly by: 'count'; readonly bundles: number }

/** The bundles' sizes under a rule. */
export function bundleSizes(pieces: number, rule: BundleRule): number[] {
  return rule.by === 'size' ? splitBySize(pieces, rule.pieces) : splitEvenly(pieces, rule.bundles)
}

/** Layers of one colour and dye lot in a lay. */
export interface LayColour {
  readonly colour: string
  readonly dyeLot: string
  readonly layers: number
}

/** Garments of one size in the marker. */
export interface LaySize {
  readonly size: string
  readonly ratio: number
}

/** A lay whose colours and dye lots, and sizes, are each named once: what is named twice is laid, or marked, as often. */
export function mergeLay(
  colours: readonly LayColour[],
  sizes: readonly LaySize[],
): { readonly colours: LayColour[]; readonly sizes: LaySize[] } {
  return {
    colours: [...Map.groupBy(colours, ({ colour, dyeLot }) => JSON.stringify([colour, dyeLot])).values()].map(
      (same) => ({ ...same[0]!, layers: same.reduce((sum, { layers }) => sum + layers, 0) }),
    ),
    sizes: [...Map.groupBy(sizes, ({ size }) => size).values()].map((same) => ({
      ...same[0]!,
      ratio: same.reduce((sum, { ratio }) => sum + ratio, 0),
    })),
  }
}

export interface PlannedBundle {
  readonly colour: string
  readonly dyeLot: string
  readonly size: string
  readonly quantity: number
}

/**
 * The bundles of a lay in the order they are numbered: size by size, the k-th bundle of each, colours rotating, as
 * the cut stacks are taken off the table. Dye lots are never mixed: each has stacks of its own.
 */
export function layBundles(
  colours: readonly LayColour[],
  sizes: readonly LaySize[],
  rule: BundleRule,
): PlannedBundle[] {
  return sizes.flatMap(({ size, ratio }) => {
    const stacks = colours.map(({ colour, dyeLot, layers }) => ({
      colour,
      dyeLot,
      quantities: bundleSizes(layers * ratio, rule),
    }))
    const most = Math.max(0, ...stacks.map((stack) => stack.quantities.length))
    return Array.from({ length: most }).flatMap((_, k) =>
      stacks.flatMap(({ colour, dyeLot, quantities }) =>
        k < quantities.length ? [{ colour, dyeLot, size, quantity: quantities[k]! }] : [],
      ),
    )
  })
}
