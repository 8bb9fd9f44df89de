import { useTranslation } from 'react-i18next'
import type { BatchMaterial } from '../../../shared/inventory/materials-contract.ts'
import { overLot, overNeed } from '../../../shared/inventory/over-issue.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import type { Given } from '../../inventory/parts/use-given.ts'
import { useAskList } from '../../ui/use-ask-list.tsx'

/**
 * Asks before more of a material is given than a batch needs, all its lots together, or than should be left of a dye lot;
 * by how much. Gives whether it is more; null: no.
 */
export function useAskOver(): (
  given: Given,
  batch: readonly BatchMaterial[],
) => Promise<{ over: boolean } | null> {
  const { t } = useTranslation('materials')
  const ask = useAskList()
  return async ({ lines, lotsOf }, batch) => {
    const texts = [...Map.groupBy(lines, ({ materialId }) => materialId)].flatMap(([materialId, of]) => {
      const { name, unit } = of[0]!
      const say = (amount: number) => ({ name, amount: formatAmount(amount), unit: t(`units.${unit}`) })
      const row = batch.find((one) => one.materialId === materialId)
      const more = of.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0)
      const beyond = row ? overNeed(row, more) : 0
      return [
        ...(more > 0 && beyond > 0 ? [t('over.need', say(beyond))] : []),
        ...of.flatMap(({ quantity, lot }) => {
          const ofLot = quantity ? overLot(lotsOf(materialId), lot ?? undefined, quantity) : 0
          return ofLot > 0 ? [t('over.lot', { ...say(ofLot), lot })] : []
        }),
      ]
    })
    const isSure = await ask({ title: t('over.title'), texts, confirm: t('over.confirm') })
    return isSure ? { over: texts.length > 0 } : null
  }
}
