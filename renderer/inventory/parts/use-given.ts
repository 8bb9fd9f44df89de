import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { proposeLot } from '../../../shared/inventory/dye-lots.ts'
import type { DyeLot, MaterialAmount } from '../../../shared/inventory/materials-contract.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { api } from '../../app/client.ts'

/** So much of a material, as typed; of a second dye lot there is a second line. */
export interface GivenLine extends Omit<MaterialAmount, 'quantity'> {
  readonly key: number
  readonly text: string
  /** Null: nobody chose one yet. */
  readonly lot: string | null
}

export type Given = ReturnType<typeof useGiven>

/**
 * Materials that are given or come back, with their dye lots. `wanted`: a lot is proposed where nobody chose one, these
 * before others; null: none is.
 */
export function useGiven(
  initial: readonly Omit<GivenLine, 'key' | 'lot'>[],
  wanted: readonly string[] | null,
) {
  const [lines, setLines] = useState<readonly GivenLine[]>(() =>
    initial.map((line, key) => ({ ...line, key, lot: null })),
  )
  const materialIds = [...new Set(lines.map(({ materialId }) => materialId))]
  const left = useQuery({
    ...api.inventory.materials.lots.queryOptions({ input: { materialIds } }),
    enabled: materialIds.length > 0,
  })
  const lotsOf = (materialId: number): readonly DyeLot[] =>
    (left.data ?? []).filter((lot) => lot.materialId === materialId && lot.dyeLot !== '')
  const shown: (GivenLine & { readonly quantity: number | null })[] = []
  for (const line of lines) {
    const quantity = line.text.trim() === '' ? 0 : parseAmount(line.text)
    // What other lines take is not proposed twice.
    const free = lotsOf(line.materialId).filter(({ dyeLot }) =>
      [...shown, ...lines].every(
        (one) => one.key === line.key || one.materialId !== line.materialId || one.lot !== dyeLot,
      ),
    )
    const proposed = wanted === null ? null : proposeLot(free, quantity ?? 0, wanted)
    shown.push({ ...line, quantity, lot: line.lot ?? proposed })
  }
  const change = (key: number, patch: Partial<Pick<GivenLine, 'text' | 'lot'>>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  const add = (of: Omit<MaterialAmount, 'quantity'>, text = '', to = lines) =>
    setLines([...to, { ...of, text, lot: null, key: Math.max(-1, ...to.map(({ key }) => key)) + 1 }])
  return {
    lines: shown,
    lotsOf,
    change,
    add,
    remove: (key: number) => setLines(lines.filter((line) => line.key !== key)),
    clear: () => setLines([]),
    /** The rest of a line, beyond what is left of its lot, from another one. */
    divide: ({ key, materialId, name, unit, quantity, lot }: (typeof shown)[number]) => {
      const there = lotsOf(materialId).find(({ dyeLot }) => dyeLot === lot)?.left ?? 0
      const rest = Math.max(0, (quantity ?? 0) - there)
      const cut = rest > 0 && there > 0
      add(
        { materialId, name, unit },
        cut ? formatAmount(rest) : '',
        lines.map((line) =>
          line.key === key ? { ...line, lot, ...(cut && { text: formatAmount(there) }) } : line,
        ),
      )
    },
    isBad: shown.some(({ quantity }) => quantity === null),
    /** What is to be sent: the lines with an amount. */
    amounts: shown.flatMap(({ materialId, quantity, lot }) =>
      quantity ? [{ materialId, quantity, ...(lot && { dyeLot: lot }) }] : [],
    ),
    error: left.error,
  }
}
