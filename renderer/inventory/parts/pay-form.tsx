import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { toDecimal } from '../../../shared/money.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { moneyText } from '../../ui/form/text-schemas.ts'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useAskDoubts } from '../materials/use-ask-doubts.tsx'

const paySchema = z.object({
  amount: moneyText('CNY', { min: 1 }),
  businessDate: z.iso.date(),
  note: z.string().max(300),
})

/** Money handed to a supplier, on account or for one receipt; more than is owed is asked about. */
export function PayForm(props: {
  readonly supplierId: number
  readonly receiptId: number | null
  /** Fen. */
  readonly owed: number
}) {
  const { t } = useTranslation('inventory')
  const askDoubts = useAskDoubts()
  const form = useZodForm(paySchema, {
    amount: props.owed > 0 ? toDecimal(props.owed) : '',
    businessDate: today(),
    note: '',
  })
  const pay = useCommand(client.inventory.suppliers.pay)
  return (
    <Form
      form={form}
      submitLabel={t('supplier.pay')}
      onSubmit={async (values) => {
        const isSure = await askDoubts({
          date: values.businessDate,
          lines: [],
          paid: values.amount,
          owed: Math.max(0, props.owed),
        })
        if (isSure) await pay.submit({ supplierId: props.supplierId, receiptId: props.receiptId, ...values })
      }}
    >
      <FieldRow>
        <MoneyField name="amount" label={t('supplier.payAmount')} />
        <DateField name="businessDate" label={t('date')} />
        <TextField name="note" label={t('note')} optional />
      </FieldRow>
    </Form>
  )
}
