import { Input } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Field } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { useCommand } from '../../ui/use-command.ts'
import type { Person } from './person.ts'

/** Sets a person's PIN, typed twice. The first one of all locks the program for everybody else. */
export function PinForm({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const { t } = useTranslation('settings')
  const { pinsInUse } = useSession()
  const setPin = useCommand(client.settings.users.setPin)
  const schema = useMemo(
    () =>
      z
        .object({ pin: z.string().regex(/^\d{4,12}$/, t('users.pinForm')), again: z.string() })
        .refine((values) => values.pin === values.again, {
          path: ['again'],
          message: t('users.pinDiffers'),
        }),
    [t],
  )
  const form = useZodForm(schema, { pin: '', again: '' })
  const submit = async ({ pin }: { readonly pin: string }) => {
    await setPin.submit({ userId: person.id, pin })
    onDone()
  }
  return (
    <Form form={form} onSubmit={submit} submitLabel={t('users.setPin')} onCancel={onDone}>
      {!pinsInUse && <p style={{ margin: 0 }}>{t('users.firstPin')}</p>}
      {(['pin', 'again'] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={t(`users.${name}`)}
          help={name === 'pin' ? t('users.pinForm') : undefined}
        >
          {(attributes) => (
            <Input.Password
              {...attributes}
              inputMode="numeric"
              autoComplete="new-password"
              maxLength={12}
              autoFocus={name === 'pin'}
            />
          )}
        </Field>
      ))}
    </Form>
  )
}
