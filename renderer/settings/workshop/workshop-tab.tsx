import { useQuery } from '@tanstack/react-query'
import { App, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Workshop, workshopSchema } from '../../../shared/settings/contract.ts'
import { api, client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { integerText } from '../../ui/form/text-schemas.ts'
import { useCommand } from '../../ui/use-command.ts'
import { SettingsSection } from '../settings-section.tsx'

export function WorkshopTab() {
  const { t } = useTranslation('settings')
  const { data } = useQuery(api.settings.workshop.get.queryOptions())
  return (
    <SettingsSection title={t('tab.workshop')} note={t('workshop.note')}>
      {data ? <WorkshopForm workshop={data} /> : <Skeleton active />}
    </SettingsSection>
  )
}

const formSchema = workshopSchema.extend({
  lockAfterMinutes: integerText({ max: 240 }),
  keepPersonalDays: integerText({ min: 30, max: 3650 }),
})

function WorkshopForm({ workshop }: { readonly workshop: Workshop }) {
  const { t } = useTranslation('settings')
  const { message } = App.useApp()
  const save = useCommand(client.settings.workshop.update)
  const form = useZodForm(formSchema, {
    ...workshop,
    lockAfterMinutes: String(workshop.lockAfterMinutes),
    keepPersonalDays: String(workshop.keepPersonalDays),
  })
  const submit = async (values: Workshop) => {
    await save.submit(values)
    form.reset(form.getValues())
    void message.success(t('saved'))
  }
  return (
    <Form form={form} onSubmit={submit} submitLabel={t('ui:save')} onlyChanged>
      <TextField name="name" label={t('workshop.name')} help={t('workshop.nameHelp')} maxLength={60} />
      <TextField name="phone" label={t('workshop.phone')} optional maxLength={40} />
      <TextField name="address" label={t('workshop.address')} optional maxLength={200} />
      <NumberField
        name="lockAfterMinutes"
        label={t('workshop.lockAfter')}
        help={t('workshop.lockAfterHelp')}
        unit={t('minutes')}
      />
      <NumberField
        name="keepPersonalDays"
        label={t('workshop.keepPersonal')}
        help={t('workshop.keepPersonalHelp')}
        unit={t('days')}
      />
    </Form>
  )
}
