import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Supplier } from '../../../shared/inventory/purchases-contract.ts'
import { client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { SwitchField } from '../../ui/form/switch-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(60),
  kind: z.enum(['supplier', 'neighbour']),
  phone: z.string().trim().max(40),
  note: z.string().trim().max(300),
  archived: z.boolean(),
})

/** Adds or changes a supplier; gives its id, or null where the user gave up. */
export function SupplierForm(props: {
  readonly supplier?: Supplier
  readonly kind?: Supplier['kind']
  readonly onDone: (id: number | null) => void
}) {
  const { t } = useTranslation('inventory')
  const { supplier } = props
  const form = useZodForm(schema, {
    name: supplier?.name ?? '',
    kind: supplier?.kind ?? props.kind ?? 'supplier',
    phone: supplier?.phone ?? '',
    note: supplier?.note ?? '',
    archived: supplier?.archived ?? false,
  })
  const save = useCommand(client.inventory.suppliers.save, { onSuccess: ({ id }) => props.onDone(id) })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={() => props.onDone(null)}
      onSubmit={(values) => save.submit({ id: supplier?.id ?? null, ...values })}
    >
      <TextField name="name" label={t('supplier.name')} autoFocus />
      <SelectField
        name="kind"
        label={t('supplier.kindLabel')}
        options={(['supplier', 'neighbour'] as const).map((kind) => ({
          value: kind,
          label: t(`supplier.kind.${kind}`),
        }))}
      />
      <TextField name="phone" label={t('supplier.phone')} optional />
      <TextField name="note" label={t('note')} optional />
      {supplier && <SwitchField name="archived" label={t('supplier.archived')} />}
    </Form>
  )
}
