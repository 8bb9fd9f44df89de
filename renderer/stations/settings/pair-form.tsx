import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { PairingRequest } from '../../../shared/stations/contract.ts'
import { kioskFacts } from '../../../shared/stations/kiosk.ts'
import { api, client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { roleAndKiosk, type StationUse, stationUses } from '../uses.ts'

const schema = z.object({
  code: z
    .string()
    .transform((text) => text.replaceAll(/\D/g, ''))
    .pipe(z.string().length(6)),
  name: z.string().trim().min(1).max(30),
  place: z.string().trim().max(40),
  use: z.enum(stationUses),
  userId: z.int().nullable(),
})

/** The six digits of the device, what it is called, where it stands, what it is for, who works there. */
export function PairForm({
  request,
  onDone,
}: {
  readonly request: PairingRequest
  readonly onDone: () => void
}) {
  const { t } = useTranslation('stations')
  const { message } = App.useApp()
  const { data: people = [] } = useQuery(api.settings.users.list.queryOptions())
  const pair = useCommand(client.stations.pair)
  const form = useZodForm(schema, {
    code: '',
    name: '',
    place: '',
    use: 'packer' as StationUse,
    userId: null,
  })
  const use = useWatch({ control: form.control, name: 'use' })
  const { role, kiosk } = roleAndKiosk(use)
  const usual = kiosk ? kioskFacts[kiosk].role : role
  const fitting = people.filter((person) => !person.archived && person.role === usual)
  const submit = async ({ use: chosen, ...values }: z.output<typeof schema>) => {
    const known = fitting.some(({ id }) => id === values.userId)
    await pair.submit({
      requestId: request.id,
      ...values,
      ...roleAndKiosk(chosen),
      userId: known ? values.userId : null,
    })
    void message.success(t('paired', { name: values.name }))
    onDone()
  }
  return (
    <Form form={form} onSubmit={submit} submitLabel={t('pair')} onCancel={onDone}>
      <p style={{ margin: 0 }}>{t('pairText', { device: request.device, address: request.address })}</p>
      <TextField name="code" label={t('code')} help={t('codeHelp')} maxLength={9} autoFocus />
      <TextField name="name" label={t('name')} help={t('nameHelp')} maxLength={30} />
      <TextField name="place" label={t('place')} optional maxLength={40} />
      <SelectField
        name="use"
        label={t('use')}
        help={t(`useHelp.${use}`)}
        options={stationUses.map((value) => ({ value, label: t(`uses.${value}`) }))}
      />
      {fitting.length > 0 && (
        <SelectField
          name="userId"
          label={t('user')}
          help={t('userHelp')}
          clearable
          placeholder={t('newUser')}
          options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Form>
  )
}
