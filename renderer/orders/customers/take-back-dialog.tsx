import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { businessDate } from '../../../shared/dates.ts'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { CustomerEntry } from '../../../shared/orders/customers-contract.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { moneyText } from '../../ui/form/text-schemas.ts'
import { useCommand } from '../../ui/use-command.ts'

/** Takes an entry back, or a part of it: nothing is deleted, a second row says why. */
export function TakeBackDialog(props: { readonly entry: CustomerEntry; readonly onClose: () => void }) {
  const { t } = useTranslation('customers')
  const { entry, onClose } = props
  const left = Math.abs(entry.left)
  const schema = z.object({
    amount: moneyText(entry.currency, { min: 1 }),
    businessDate: z.iso.date(),
    note: z.string().trim().min(1).max(300),
  })
  const form = useZodForm(schema, {
    amount: toDecimal(left, entry.currency),
    businessDate: businessDate(Date.now()),
    note: '',
  })
  const reverse = useCommand(client.orders.customers.reverseEntry)
  return (
    <Modal
      open
      title={t('back.title', {
        what: t(`entry.kind.${entry.kind}`),
        amount: formatMoney(Math.abs(entry.amount), entry.currency),
      })}
      footer={null}
      onCancel={onClose}
    >
      <p>{t('back.text', { left: formatMoney(left, entry.currency) })}</p>
      <Form
        form={form}
        submitLabel={t('back.save')}
        onCancel={onClose}
        onSubmit={async (values) => {
          await reverse.submit({ id: entry.id, ...values })
          onClose()
        }}
      >
        <FieldRow>
          <MoneyField name="amount" label={t('amount')} currency={entry.currency} />
          <DateField name="businessDate" label={t('date')} />
        </FieldRow>
        <TextField name="note" label={t('back.reason')} autoFocus />
      </Form>
    </Modal>
  )
}
