import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { overLot, overNeed } from '../../../shared/inventory/over-issue.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import type { Given } from '../../inventory/parts/use-given.ts'
import { useAskList } from '../../ui/use-ask-list.tsx'

/**
 * Asks before more of a material is given than a batch needs, all its lots together, or than should be left of a dye lot;
 * by how much, as the host reckons it in that moment: what the screen shows may be older. Gives whether it is more; null: no,
 * or it cannot be told.
 */
export function useAskOver(): {
  readonly askOver: (given: Given, batchId: number) => Promise<{ over: boolean } | null>
  readonly error: unknown
} {
  const { t } = useTranslation('materials')
  const ask = useAskList()
  const [error, setError] = useState<unknown>(null)
  const textsOf = async ({ lines }: Given, batchId: number) => {
    const materialIds = [...new Set(lines.map(({ materialId }) => materialId))]
    const [{ rows }, lots] = await Promise.all([
      client.inventory.materials.ofBatch({ batchId }),
      client.inventory.materials.lots({ materialIds }),
    ])
    return [...Map.groupBy(lines, ({ materialId }) => materialId)].flatMap(([materialId, of]) => {
      const { name, unit } = of[0]!
      const say = (amount: number) => ({ name, amount: formatAmount(amount), unit: t(`units.${unit}`) })
      const row = rows.find((one) => one.materialId === materialId)
      const left = lots.filter((one) => one.materialId === materialId)
      const more = of.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
      const beyond = row ? overNeed(row, more) : 0
      return [
        ...(more > 0 && beyond > 0 ? [t('over.need', say(beyond))] : []),
        ...of.flatMap(({ quantity, lot }) => {
          const ofLot = quantity ? overLot(left, lot ?? undefined, quantity) : 0
          return ofLot > 0 ? [t('over.lot', { ...say(ofLot), lot })] : []
        }),
      ]
    })
  }
  const askOver = async (given: Given, batchId: number) => {
    setError(null)
    if (given.amounts.length === 0) return { over: false }
    try {
      const texts = await textsOf(given, batchId)
      const isSure = await ask({ title: t('over.title'), texts, confirm: t('over.confirm') })
      return isSure ? { over: texts.length > 0 } : null
    } catch (raised) {
      setError(raised)
      return null
    }
  }
  return { askOver, error }
}
