import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { businessDate } from '../../../shared/dates.ts'
import { type Currency, currencyDecimals, toDecimal } from '../../../shared/money.ts'
import { type EntryKind, entryKinds } from '../../../shared/orders/customers-contract.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { moneyText } from '../../ui/form/text-schemas.ts'
import { useCommand } from '../../ui/use-command.ts'

export interface EntryWish {
  readonly customerId: number
  readonly customerName: string
  readonly orderId: number | null
  readonly orderNumber?: string
  readonly kind: EntryKind
  readonly currency: Currency
  /** What may be meant, in minor units: filled in, and easily typed over. */
  readonly amount: number | null
}

/** Money that came, went or is owed, on a customer's account or for one of his orders. */
export function EntryDialog({ wish, onClose }: { readonly wish: EntryWish; readonly onClose: () => void }) {
  const { t } = useTranslation('customers')
  return (
    <Modal open title={t('entry.title', { name: wish.customerName })} footer={null} onCancel={onClose}>
      {wish.orderNumber !== undefined && <p>{t('entry.forOrder', { number: wish.orderNumber })}</p>}
      <EntryForm wish={wish} onClose={onClose} />
    </Modal>
  )
}

const currencies = Object.keys(currencyDecimals) as readonly Currency[]

/** An amount is read by its own currency: dong have no cents. */
const schema = z
  .object({
    kind: z.enum(entryKinds),
    currency: z.enum(currencies),
    amount: z.string(),
    businessDate: z.iso.date(),
    note: z.string().trim().max(300),
  })
  .transform((values, context) => {
    const amount = moneyText(values.currency, { min: 1 }).safeParse(values.amount)
    for (const issue of amount.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['amount'], message: issue.message })
    return { ...values, amount: amount.data ?? 0 }
  })

function EntryForm({ wish, onClose }: { readonly wish: EntryWish; readonly onClose: () => void }) {
  const { t } = useTranslation('customers')
  const form = useZodForm(schema, {
    kind: wish.kind,
    currency: wish.currency,
    amount: wish.amount === null ? '' : toDecimal(wish.amount, wish.currency),
    businessDate: businessDate(Date.now()),
    note: '',
  })
  const add = useCommand(client.orders.customers.addEntry)
  const kind = form.watch('kind')
  const currency = form.watch('currency')
  return (
    <Form
      form={form}
      submitLabel={t(`entry.save.${kind}`)}
      onCancel={onClose}
      onSubmit={async (values) => {
        await add.submit({ customerId: wish.customerId, orderId: wish.orderId, ...values })
        onClose()
      }}
    >
      <SelectField
        name="kind"
        label={t('entry.kindLabel')}
        help={t(`entry.help.${kind}`)}
        options={entryKinds.map((value) => ({ value, label: t(`entry.kind.${value}`) }))}
      />
      <FieldRow>
        <MoneyField name="amount" label={t('amount')} currency={currency} autoFocus />
        {wish.orderId === null && (
          <SelectField
            name="currency"
            label={t('currency')}
            options={currencies.map((value) => ({ value, label: value }))}
          />
        )}
        <DateField name="businessDate" label={t('date')} />
      </FieldRow>
      <TextField name="note" label={t('note')} optional />
    </Form>
  )
}
