/** Pieces of a colour and size that are still to be cut. */
export interface ToCut {
  readonly colour: string
  readonly size: string
  readonly pieces: number
}

export interface ProposedLay {
  /** Layers by colour; colours of which nothing fits have none. */
  readonly layers: ReadonlyMap<string, number>
  /** Pieces of a size in each layer. */
  readonly ratios: ReadonlyMap<string, number>
}

/** Garments that a marker holds on a village's cutting table. */
const mostInMarker = 12

/**
 * A lay that cuts as much as it can of what is to be cut and nothing beyond it: pieces of each size a layer, layers of
 * each colour. Of two lays that cut as much, the one with fewer pieces a layer. Whatever remains is for the next lay.
 */
export function proposeLay(toCut: readonly ToCut[]): ProposedLay {
  const wanted = toCut.filter(({ pieces }) => pieces > 0)
  const sums = Map.groupBy(wanted, ({ colour }) => colour)
  // The colour that needs most gives the ratio; the others follow as far as they go.
  const [most] = [...sums.values()].toSorted((a, b) => total(b) - total(a))
  if (!most) return { layers: new Map(), ratios: new Map() }
  let best: ProposedLay = { layers: new Map(), ratios: new Map() }
  let bestCut = 0
  const depths = new Set(
    most.flatMap(({ pieces }) =>
      Array.from({ length: mostInMarker }, (_, n) => Math.floor(pieces / (n + 1))),
    ),
  )
  for (const depth of [...depths].toSorted((a, b) => b - a)) {
    if (depth < 1) continue
    const ratios = new Map(most.map(({ size, pieces }) => [size, Math.floor(pieces / depth)] as const))
    for (const [size, ratio] of ratios) if (ratio === 0) ratios.delete(size)
    const inMarker = [...ratios.values()].reduce((sum, ratio) => sum + ratio, 0)
    if (inMarker === 0 || inMarker > mostInMarker) continue
    const layers = new Map<string, number>()
    for (const [colour, lines] of sums) {
      const count = Math.min(
        ...[...ratios].map(([size, ratio]) =>
          Math.floor((lines.find((line) => line.size === size)?.pieces ?? 0) / ratio),
        ),
      )
      if (count > 0) layers.set(colour, Math.min(count, 1000))
    }
    const cut = [...layers.values()].reduce((sum, count) => sum + count * inMarker, 0)
    if (cut > bestCut) {
      bestCut = cut
      best = { layers, ratios }
    }
  }
  return best
}

function total(lines: readonly ToCut[]): number {
  return lines.reduce((sum, { pieces }) => sum + pieces, 0)
}
