import { useTranslation } from 'react-i18next'
import { formatCentimetres } from '../../../shared/catalog/size-chart.ts'
import { compareSizes } from '../../../shared/catalog/sizes.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { photoUrl } from '../../catalog/photo-cache.ts'
import { usePrinting } from '../../shipping/printing.ts'
import { listText } from '../../ui/list-text.ts'
import { sizeGrid } from './size-grid.ts'

/** Prints a batch's sheet: photo, grid, what it needs of materials, its steps and its size chart. */
export function useBatchSheet() {
  const { t } = useTranslation('production')
  const may = useMay()
  const printing = usePrinting()
  return async (batch: Batch): Promise<void> => {
    const { name } = await client.settings.workshop.get()
    const needs = may('inventory.materials.ofBatch')
      ? (await client.inventory.materials.ofBatch({ batchId: batch.id })).rows
      : []
    const chart = await client.catalog.sizeChart.get({ styleId: batch.styleId })
    const planned = batch.lines.filter((line) => line.planned > 0)
    const sizes = [...new Set(planned.map(({ sku }) => sku.size))].toSorted(compareSizes)
    const text = (title: string) => ({ title, isFigure: false })
    const figure = (title: string) => ({ title, isFigure: true })
    const nameOf = (id: number) => batch.operations.find((operation) => operation.id === id)?.name ?? ''
    await printing.print('workSheet', [
      {
        title: t('sheet.title'),
        number: batch.batchNumber,
        workshopName: name,
        styleNo: batch.styleNumber,
        styleName: batch.styleName,
        photoUrl: batch.photoHash && (await photoUrl(batch.photoHash, 'thumbnail').catch(() => null)),
        facts: [
          [t('sheet.due'), batch.dueDate ?? '—'],
          ...(batch.performanceDate ? [[t('sheet.performance'), batch.performanceDate] as const] : []),
          [t('sheet.planned'), String(batch.planned)],
          ...(batch.orders.length > 0
            ? [[t('sheet.orders'), batch.orders.map(({ orderNumber }) => orderNumber).join(' ')] as const]
            : []),
        ],
        tables: [
          sizeGrid(
            t('sheet.grid'),
            t('bundle.colour'),
            t('sheet.total'),
            planned.map((line) => ({ colour: line.sku.colour, size: line.sku.size, pieces: line.planned })),
            sizes,
          ),
          {
            title: t('sheet.wearers'),
            columns: [
              text(t('sheet.order')),
              text(t('sheet.wearer')),
              text(t('bundle.colour')),
              text(t('bundle.size')),
              figure(t('sheet.planned')),
            ],
            rows: batch.wearers.flatMap((row) => [
              [row.orderNumber, row.wearer, row.colour, row.size, String(row.quantity)],
              // On lines of their own: what to embroider is read whole.
              ...wishLines(row).map((wish) => [wish]),
            ]),
          },
          {
            title: t('sheet.materials'),
            columns: [text(t('sheet.material')), figure(t('sheet.needed')), figure(t('sheet.onHand'))],
            rows: needs.map((row) => [
              row.name,
              `${formatAmount(row.needed)} ${t(`materials:units.${row.unit}`)}`,
              formatAmount(row.onHand),
            ]),
          },
          {
            title: t('sheet.steps'),
            columns: [text(t('sheet.step')), text(t('sheet.after'))],
            rows: batch.operations.map((operation, index) => [
              `${index + 1}. ${operation.name}`,
              listText(operation.predecessors.map(nameOf).filter(Boolean)),
            ]),
          },
          {
            title: t('sheet.chart'),
            columns: [text(t('sheet.point')), ...sizes.map(figure), figure(t('sheet.tolerance'))],
            rows: chart.map((point) => [
              point.name,
              ...sizes.map((size) =>
                point.sizes[size] === undefined ? '' : formatCentimetres(point.sizes[size]),
              ),
              `−${formatCentimetres(point.minus)} / +${formatCentimetres(point.plus)}`,
            ]),
          },
        ],
        note: batch.note,
        code: null,
        signatures: [t('sheet.madeBy'), t('sheet.checkedBy')],
      },
    ])
  }
}

/** As many characters as a line of the sheet holds. */
const lineLength = 42

/** What is asked for a wearer beside the size, cut into lines of the sheet. */
function wishLines(row: Batch['wearers'][number]): string[] {
  const text = [row.customText, row.measurements, row.note].filter((part) => part !== '').join(' · ')
  const signs = [...text.replace(/\s+/gu, ' ')]
  return Array.from(
    { length: Math.ceil(signs.length / lineLength) },
    (_, index) => `　　${signs.slice(index * lineLength, (index + 1) * lineLength).join('')}`,
  )
}
