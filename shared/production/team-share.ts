/**
 * Pieces shared by weights, whole, with nothing lost: each gets the whole part of her share, what is left goes to
 * the largest fractions, the earlier first. Weights are whole and at least one is above 0.
 */
export function sharePieces(pieces: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum <= 0) throw new RangeError('no weight to share by')
  const shares = weights.map((weight, index) => {
    const whole = Math.floor((pieces * weight) / sum)
    return { index, whole, rest: pieces * weight - whole * sum }
  })
  let left = pieces - shares.reduce((total, share) => total + share.whole, 0)
  const result = shares.map((share) => share.whole)
  for (const share of shares.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break
    result[share.index]! += 1
    left -= 1
  }
  return result
}

/** Workers' pieces laid over bundles in their order: which worker gets how many of which bundle. */
export function overBundles(
  shares: readonly number[],
  rooms: readonly number[],
): { readonly worker: number; readonly bundle: number; readonly pieces: number }[] {
  const laid: { worker: number; bundle: number; pieces: number }[] = []
  let bundle = 0
  let room = rooms[0] ?? 0
  for (const [worker, share] of shares.entries()) {
    let left = share
    while (left > 0) {
      while (room === 0 && bundle < rooms.length - 1) room = rooms[++bundle]!
      if (room === 0) throw new RangeError('more pieces than the bundles hold')
      const pieces = Math.min(left, room)
      laid.push({ worker, bundle, pieces })
      left -= pieces
      room -= pieces
    }
  }
  return laid
}
