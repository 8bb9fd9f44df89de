import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Supplier } from '../../../shared/inventory/purchases-contract.ts'
import { formatMoney, parseMoney, toDecimal } from '../../../shared/money.ts'
import { parsePieces } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { moneyText } from '../../ui/form/text-schemas.ts'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { chosenId, LinesField, linesSchema } from './lines-field.tsx'
import { useShowLosses } from './losses.tsx'
import { PlaceField } from './place-field.tsx'
import type { StockLine } from './stock-lines.tsx'

const schema = z.object({
  locationId: chosenId,
  businessDate: z.iso.date(),
  note: z.string().trim().max(300),
  lines: linesSchema(moneyText()),
})

const amountOf = (line: StockLine) => (parsePieces(line.quantity) ?? 0) * (parseMoney(line.price) ?? 0)

/** Pieces go back to who sold them: they leave the stock, and what they cost is no longer owed. */
export function GiveBackForm(props: {
  readonly supplier: Supplier
  /** Fen that a piece of an item cost there last. */
  readonly prices: readonly { readonly itemId: number; readonly price: number }[]
  readonly onDone: () => void
}) {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const form = useZodForm(schema, { locationId: null, businessDate: today(), note: '', lines: [] })
  const give = useCommand(client.inventory.suppliers.giveBack)
  const priceOf = (itemId: number) => props.prices.find((row) => row.itemId === itemId)?.price
  return (
    <Form
      form={form}
      submitLabel={t('giveBack.save')}
      onCancel={props.onDone}
      onSubmit={async ({ lines, ...values }) => {
        const { losses } = await give.submit({
          ...values,
          supplierId: props.supplier.id,
          lines: lines.map((line) => ({
            itemId: line.sku.id,
            quantity: line.quantity,
            amount: line.quantity * line.price,
          })),
        })
        message.success(t('giveBack.done'))
        props.onDone()
        showLosses(losses)
      }}
    >
      <p>{t('giveBack.text', { name: props.supplier.name })}</p>
      <FieldRow>
        <PlaceField name="locationId" label={t('giveBack.from')} />
        <DateField name="businessDate" label={t('date')} />
      </FieldRow>
      <LinesField
        name="lines"
        quantityName={t('quantity')}
        priceName={t('giveBack.price')}
        priceOf={(sku) => {
          const price = priceOf(sku.id)
          return price === undefined ? '' : toDecimal(price)
        }}
        extraName={t('amount')}
        extra={(line) => formatMoney(amountOf(line))}
      />
      <TextField name="note" label={t('note')} optional maxLength={300} />
    </Form>
  )
}
