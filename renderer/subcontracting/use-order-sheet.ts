import { useTranslation } from 'react-i18next'
import { formatRate } from '../../shared/production/piece-rates.ts'
import { formatAmount } from '../../shared/quantity.ts'
import type { PricedSubcontract } from '../../shared/subcontracting/orders-contract.ts'
import { client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { photoUrl } from '../catalog/photo-cache.ts'
import { sizeGrid } from '../production/batches/size-grid.ts'
import { usePrinting } from '../shipping/printing.ts'

/** Prints the sheet that goes out with an order: what is asked for, what goes along, and who signs. */
export function useOrderSheet() {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const printing = usePrinting()
  return async (order: PricedSubcontract): Promise<void> => {
    const { name } = await client.settings.workshop.get()
    const own = may('subcontracting.ownFingerprint') ? await client.subcontracting.ownFingerprint() : null
    const text = (title: string) => ({ title, isFigure: false })
    const isPriced = (order.stepPrices ?? []).length > 0
    const figure = (title: string) => ({ title, isFigure: true })
    await printing.print('workSheet', [
      {
        title: t('sheet.title'),
        number: order.orderNumber,
        workshopName: name,
        styleNo: order.styleNumber,
        styleName: order.styleName,
        photoUrl: order.photoHash && (await photoUrl(order.photoHash, 'thumbnail').catch(() => null)),
        facts: [
          [t('partner.name'), order.partner],
          [t('batch'), order.batchNumber],
          [t('due'), order.dueDate ?? '—'],
          [t('sent'), String(order.sent)],
          ...(order.price === null ? [] : [[t('price'), formatRate(order.price)] as const]),
          ...(own ? [[t('sheet.fingerprint'), own.fingerprint] as const] : []),
        ],
        tables: [
          sizeGrid(
            t('sheet.grid'),
            t('sheet.colour'),
            t('sheet.total'),
            order.bundles.map(({ sku, quantity }) => ({
              colour: sku.colour,
              size: sku.size,
              pieces: quantity,
            })),
            order.sizes,
          ),
          {
            title: t('steps'),
            columns: [text(t('sheet.step')), ...(isPriced ? [figure(t('price'))] : [])],
            rows: order.operations.map(({ id, name: step }, index) => {
              const rate = order.stepPrices?.find((one) => one.operationId === id)?.rate
              return [`${index + 1}. ${step}`, ...(rate === undefined ? [] : [formatRate(rate)])]
            }),
          },
          {
            title: t('materials'),
            columns: [text(t('material')), figure(t('given'))],
            rows: order.materials.map((row) => [
              row.name,
              `${formatAmount(row.issued - row.returned)} ${t(`materials:units.${row.unit}`)}`,
            ]),
          },
          {
            title: t('sheet.bundles'),
            columns: [text(t('bundle')), text(t('colourSize')), text(t('dyeLot')), figure(t('sent'))],
            rows: order.whole
              ? []
              : order.bundles.map((row) => [
                  String(row.bundleNumber),
                  `${row.sku.colour} ${row.sku.size}`,
                  row.dyeLot,
                  String(row.quantity),
                ]),
          },
        ],
        note: order.note,
        code: `YIFANG ${order.orderNumber} ${order.sent}`,
        signatures: [t('sheet.gave'), t('sheet.took')],
      },
    ])
  }
}
