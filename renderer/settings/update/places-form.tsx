import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { type UpdateSettings, updateSettingsSchema } from '../../../shared/settings/update-contract.ts'
import { client } from '../../app/client.ts'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { useCommand } from '../../ui/use-command.ts'
import pageStyles from '../settings-page.module.css'
import styles from './update.module.css'

/** A shared folder and a server: both optional, neither asked by itself. */
export function PlacesForm({ settings }: { readonly settings: UpdateSettings }) {
  const { t } = useTranslation('update')
  const { message } = App.useApp()
  const save = useCommand(client.settings.updates.saveSettings)
  const form = useZodForm(updateSettingsSchema, settings)
  const submit = async (values: UpdateSettings) => {
    await save.submit(values)
    form.reset(form.getValues())
    void message.success(t('saved'))
    void client.settings.updates.look().catch(() => {})
  }
  return (
    <section className={`${styles.part} ${pageStyles.narrow}`} aria-label={t('settingsTitle')}>
      <h3>{t('settingsTitle')}</h3>
      <Form form={form} onSubmit={submit} submitLabel={t('ui:save')} onlyChanged>
        <TextField name="folder" label={t('folder')} help={t('folderHelp')} optional maxLength={300} />
        <TextField
          name="server"
          label={t('server')}
          help={t('serverHelp')}
          optional
          maxLength={300}
          placeholder="https://"
        />
      </Form>
    </section>
  )
}
