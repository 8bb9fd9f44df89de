import type { BomLineInput, BomLineRow } from '../../../shared/catalog/bom-contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'

/** A line of a BOM as it is typed. */
export interface BomDraft {
  readonly key: number
  readonly part: string
  readonly material: { readonly id: number; readonly name: string; readonly unit: BomLineRow['unit'] } | null
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
    material: { id: line.materialId, name: line.materialName, unit: line.unit },
    colours: line.colours,
    usage: formatAmount(line.usage),
    usages: Object.fromEntries(
      Object.entries(line.usages).map(([size, usage]) => [size, formatAmount(usage)]),
    ),
    wastage: line.wastage === 0 ? '' : String(line.wastage / 10),
  }
}

/** The line as it is saved; null while something of it is missing or no number. */
export function lineOf(draft: BomDraft): BomLineInput | null {
  const usage = parseAmount(draft.usage)
  const wastage = draft.wastage.trim() === '' ? 0 : Number(draft.wastage)
  if (!draft.material || usage === null || !/^\d{0,2}(?:\.\d)?$|^100$/.test(draft.wastage.trim())) return null
  const usages: Record<string, number> = {}
  for (const [size, text] of Object.entries(draft.usages)) {
    if (text.trim() === '') continue
    const amount = parseAmount(text)
    if (amount === null) return null
    usages[size] = amount
  }
  return {
    part: draft.part.trim(),
    materialId: draft.material.id,
    colours: [...draft.colours],
    usage,
    usages,
    wastage: Math.round(wastage * 10),
  }
}
