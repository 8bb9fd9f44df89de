import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { roleSchema } from '../../../shared/settings/contract.ts'
import { roles } from '../../../shared/settings/roles.ts'
import { client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import type { Person } from './person.ts'

const schema = z.object({ name: z.string().trim().min(1).max(40), role: roleSchema })

/** A person's name and role; what the role sees stands under it. */
export function PersonForm({
  person,
  onDone,
}: {
  readonly person: Person | null
  readonly onDone: () => void
}) {
  const { t } = useTranslation('settings')
  const save = useCommand(client.settings.users.save)
  const form = useZodForm(schema, { name: person?.name ?? '', role: person?.role ?? 'packer' })
  const role = useWatch({ control: form.control, name: 'role' })
  const submit = async (values: z.output<typeof schema>) => {
    await save.submit({ id: person?.id ?? null, ...values, ...(person ? { archived: person.archived } : {}) })
    onDone()
  }
  return (
    <Form
      form={form}
      onSubmit={submit}
      submitLabel={person ? t('ui:save') : t('users.add')}
      onCancel={onDone}
    >
      <TextField name="name" label={t('users.name')} maxLength={40} autoFocus />
      <SelectField
        name="role"
        label={t('users.role')}
        help={t(`roleHelp.${role}`)}
        options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
      />
    </Form>
  )
}
