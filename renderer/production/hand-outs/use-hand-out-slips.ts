import { useTranslation } from 'react-i18next'
import type { HandOut } from '../../../shared/production/hand-outs-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { usePrinting } from '../../shipping/printing.ts'
import { today } from '../../ui/today.ts'

/** Prints what workers have in hand, a slip for each: bundles with their due days, and the materials that went along. */
export function useHandOutSlips() {
  const { t } = useTranslation('production')
  const printing = usePrinting()
  const printSlips = async (rows: readonly HandOut[]): Promise<void> => {
    const { name } = await client.settings.workshop.get()
    const text = (title: string) => ({ title, isFigure: false })
    const figure = (title: string) => ({ title, isFigure: true })
    await printing.print(
      'workSheet',
      [...Map.groupBy(rows, ({ workerId }) => workerId).values()].map((hers) => ({
        title: t('hand.slip'),
        number: today(),
        workshopName: name,
        styleNo: hers[0]!.workerName,
        styleName: '',
        facts: [[t('hand.left'), String(hers.reduce((sum, { left }) => sum + left, 0))]],
        tables: [
          {
            title: t('hand.slipBundles'),
            columns: [
              text(t('bundle.number')),
              text(t('batch.style')),
              text(t('hand.step')),
              figure(t('bundle.pieces')),
              figure(t('hand.due')),
            ],
            rows: hers.map((row) => [
              `${row.batchNumber} · ${row.bundleNumber}`,
              `${row.sku.styleNumber} ${row.sku.colour} ${row.sku.size}`,
              row.operationName,
              String(row.left),
              row.dueDate ?? '',
            ]),
          },
          {
            title: t('hand.materials'),
            columns: [
              text(t('materials:material')),
              text(t('materials:dyeLot')),
              figure(t('materials:quantity')),
            ],
            rows: hers.flatMap(({ materials }) =>
              materials.map(({ name: material, dyeLot, quantity, unit }) => [
                material,
                dyeLot,
                `${formatAmount(quantity)} ${t(`materials:units.${unit}`)}`,
              ]),
            ),
          },
        ],
        note: '',
        code: null,
        signatures: [name, hers[0]!.workerName],
      })),
    )
  }
  return { printSlips, job: printing.job }
}
