import { useTranslation } from 'react-i18next'
import type { PurchaseOrder } from '../../../shared/inventory/purchase-orders-contract.ts'
import { formatMoney } from '../../../shared/money.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { usePrinting } from '../../shipping/printing.ts'

/** Prints an order for the supplier: what is wanted, by when, at what price, and who signs. */
export function usePrintOrder() {
  const { t } = useTranslation('materials')
  const printing = usePrinting()
  return async (order: PurchaseOrder): Promise<void> => {
    const { name } = await client.settings.workshop.get()
    const text = (title: string) => ({ title, isFigure: false })
    const figure = (title: string) => ({ title, isFigure: true })
    const total = order.lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
    await printing.print('workSheet', [
      {
        title: t('order.sheet'),
        number: order.orderNumber,
        workshopName: name,
        styleNo: order.supplierName,
        styleName: '',
        facts: [
          [t('supplier'), order.supplierName],
          [t('date'), order.businessDate],
          [t('order.agreed'), formatMoney(total)],
        ],
        tables: [
          {
            title: t('order.title'),
            columns: [
              text(t('material')),
              figure(t('order.ordered')),
              figure(t('order.received')),
              figure(t('amount')),
              text(t('order.expected')),
            ],
            rows: order.lines.map((line) => [
              line.name,
              `${formatAmount(line.quantity)} ${t(`units.${line.unit}`)}`,
              formatAmount(line.received),
              line.amount === null ? '' : formatMoney(line.amount),
              line.endNote !== '' && !line.isOpen
                ? t('order.gaveUp', { reason: line.endNote })
                : (line.expectedDate ?? ''),
            ]),
          },
        ],
        note: order.note,
        code: null,
        signatures: [name, order.supplierName],
      },
    ])
  }
}
