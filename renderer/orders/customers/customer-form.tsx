import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Customer, customerKinds } from '../../../shared/orders/customers-contract.ts'
import { client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { SwitchField } from '../../ui/form/switch-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(60),
  kind: z.enum(customerKinds),
  phone: z.string().trim().max(40),
  note: z.string().trim().max(300),
  archived: z.boolean(),
})

/** Adds or changes a customer; gives its id, or null where the user gave up. */
export function CustomerForm(props: {
  readonly customer?: Customer
  readonly name?: string
  readonly onDone: (id: number | null) => void
}) {
  const { t } = useTranslation('customers')
  const { customer } = props
  const form = useZodForm(schema, {
    name: customer?.name ?? props.name ?? '',
    kind: customer?.kind ?? 'direct',
    phone: customer?.phone ?? '',
    note: customer?.note ?? '',
    archived: customer?.archived ?? false,
  })
  const save = useCommand(client.orders.customers.save)
  return (
    <Form
      form={form}
      submitLabel={t('ui:save')}
      onCancel={() => props.onDone(null)}
      onSubmit={async (values) => {
        const { id } = await save.submit({ id: customer?.id ?? null, ...values })
        props.onDone(id)
      }}
    >
      <TextField name="name" label={t('name')} autoFocus />
      <SelectField
        name="kind"
        label={t('kindLabel')}
        help={t('kindHelp')}
        options={customerKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
      />
      <TextField name="phone" label={t('phone')} optional />
      <TextField name="note" label={t('note')} optional />
      {customer && <SwitchField name="archived" label={t('archived')} help={t('archivedHelp')} />}
    </Form>
  )
}
