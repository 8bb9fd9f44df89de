import type { BomLineInput, BomLineRow } from '../../../shared/catalog/bom-contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'

/** A line of a BOM as it is typed. */
export interface BomDraft {
  readonly key: number
  readonly part: string
  readonly material:
    | ({ readonly id: number; readonly name: string } & Pick<BomLineRow, 'unit' | 'width' | 'gramsPerArea'>)
    | null
  /** length: usage is typed in metres of a fabric that is kept by weight. */
  readonly typed: 'unit' | 'length'
  readonly colours: readonly string[]
  readonly usage: string
  readonly usages: Readonly<Record<string, string>>
  /** Per cent with one decimal. */
  readonly wastage: string
}

export function draftOf(line: BomLineRow, key: number): BomDraft {
  return {
    key,
    part: line.part,
    material: {
      id: line.materialId,
      name: line.materialName,
      unit: line.unit,
      width: line.width,
      gramsPerArea: line.gramsPerArea,
    },
    typed: line.typed ?? 'unit',
    colours: line.colours,
    usage: formatAmount(line.usage),
    usages: Object.fromEntries(
      Object.entries(line.usages).map(([size, usage]) => [size, formatAmount(usage)]),
    ),
    wastage: line.wastage === 0 ? '' : String(line.wastage / 10),
  }
}

/** Whether a material can be typed by the metre: it is kept by weight, and its width and weight are known. */
export function isWeighed(material: BomDraft['material']): boolean {
  return material?.unit === 'kg' && material.width !== null && material.gramsPerArea !== null
}

export const isWastage = (text: string) => /^\d{0,2}(?:\.\d)?$|^100$/.test(text.trim())

/** The line as it is saved, or what of it is missing or no number. */
export function lineOf(draft: BomDraft): BomLineInput | 'material' | 'usage' | 'wastage' | 'bySize' {
  if (!draft.material) return 'material'
  const usage = parseAmount(draft.usage)
  if (usage === null) return 'usage'
  if (!isWastage(draft.wastage)) return 'wastage'
  const wastage = draft.wastage.trim() === '' ? 0 : Number(draft.wastage)
  const usages: Record<string, number> = {}
  for (const [size, text] of Object.entries(draft.usages)) {
    if (text.trim() === '') continue
    const amount = parseAmount(text)
    if (amount === null) return 'bySize'
    usages[size] = amount
  }
  return {
    part: draft.part.trim(),
    materialId: draft.material.id,
    colours: [...draft.colours],
    usage,
    usages,
    wastage: Math.round(wastage * 10),
    typed: draft.typed === 'length' && isWeighed(draft.material) ? 'length' : 'unit',
  }
}
