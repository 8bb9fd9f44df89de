/** One part of a set as it is chosen once for all sizes. */
export interface PartRule {
  /** The SKU the user picked. */
  readonly skuId: number
  readonly quantity: number
  /** For each set the part of the same size is taken, in the picked SKU's colour. */
  readonly sameSize: boolean
}

interface Cell {
  readonly id: number
  readonly styleId: number
  readonly colour: string
  readonly size: string
  readonly isSet: boolean
}

export interface ResolvedSet {
  readonly skuId: number
  readonly parts: readonly { readonly skuId: number; readonly quantity: number }[]
  /** Rules (by index) for which the part's style has no SKU of this size. */
  readonly missing: readonly number[]
}

/**
 * Which parts each set is made of. `candidates`: all SKUs of the parts' styles. Two rules that come to the
 * same SKU are one part with the quantities added.
 */
export function resolveParts(
  sets: readonly { readonly id: number; readonly size: string }[],
  rules: readonly PartRule[],
  candidates: readonly Cell[],
): readonly ResolvedSet[] {
  const byId = new Map(candidates.map((sku) => [sku.id, sku]))
  return sets.map((set) => {
    const parts = new Map<number, number>()
    const missing: number[] = []
    for (const [index, rule] of rules.entries()) {
      const picked = byId.get(rule.skuId)
      const part = rule.sameSize
        ? candidates.find(
            (sku) =>
              sku.styleId === picked?.styleId &&
              sku.colour === picked.colour &&
              sku.size === set.size &&
              !sku.isSet,
          )
        : picked
      if (part === undefined) missing.push(index)
      else parts.set(part.id, (parts.get(part.id) ?? 0) + rule.quantity)
    }
    return { skuId: set.id, parts: [...parts].map(([skuId, quantity]) => ({ skuId, quantity })), missing }
  })
}
