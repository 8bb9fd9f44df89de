/** One line of a BOM: a material of a style. Usage in 1/1000 of the material's unit for one piece. */
export interface BomLine {
  readonly materialId: number
  /** Buttons and zips are needed whole. */
  readonly unit?: string
  /** Garment colours it is used for; none: for every colour. */
  readonly colours: readonly string[]
  readonly usage: number
  /** Of the sizes that need another usage than `usage`. */
  readonly usages: Readonly<Record<string, number>>
  /** Added for waste, in 1/1000. */
  readonly wastage: number
  /** length: usage and usages are millimetres of a fabric that is kept by weight, of this width (mm) and g/m². */
  readonly typed?: 'unit' | 'length' | undefined
  readonly width?: number | null
  readonly gramsPerArea?: number | null
}

/**
 * What so many pieces need of each material, in 1/1000 of its unit:
 * Σ pieces × usage of the size × (1 + wastage), rounded up once for each line, to whole pieces of what is counted. A
 * usage typed as a length is weighed at the end, by the width and weight of the fabric.
 * Source: shared/domain/garment-production.md, BOM maths.
 */
export function materialNeeds(
  lines: readonly BomLine[],
  pieces: readonly { readonly colour: string; readonly size: string; readonly quantity: number }[],
): ReadonlyMap<number, number> {
  const needs = new Map<number, number>()
  for (const line of lines) {
    const used = pieces
      .filter(({ colour }) => line.colours.length === 0 || line.colours.includes(colour))
      .reduce((sum, { size, quantity }) => sum + quantity * (line.usages[size] ?? line.usage), 0)
    const grain = line.unit === 'pc' ? 1000 : 1
    const need =
      line.typed === 'length'
        ? weightUp(BigInt(used) * BigInt(1000 + line.wastage), line.width ?? 0, line.gramsPerArea ?? 0)
        : Math.ceil((used * (1000 + line.wastage)) / 1000 / grain) * grain
    if (need > 0) needs.set(line.materialId, (needs.get(line.materialId) ?? 0) + need)
  }
  return needs
}

/** Grams, rounded up, of so many 1/1000 mm of a fabric; exact, since the product leaves what a float holds. */
function weightUp(length: bigint, width: number, gramsPerArea: number): number {
  const product = length * BigInt(width) * BigInt(gramsPerArea)
  return Number((product + 999_999_999n) / 1_000_000_000n)
}

/** Grams of a length of fabric: m × width (m) × g/m². `length` in mm, `width` in mm; rounded half up. */
export function fabricGrams(length: number, width: number, gramsPerArea: number): number {
  return Math.round((length * width * gramsPerArea) / 1_000_000)
}
