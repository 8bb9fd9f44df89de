import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  type UseFormReturn,
  useForm,
} from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { shownError } from '../../app/shown-error.ts'
import { ErrorNote } from '../error-note.tsx'
import { useUnsavedChanges } from '../unsaved-changes.ts'
import { DraftNote } from './draft-note.tsx'
import styles from './form.module.css'
import { useFormDraft } from './form-draft.ts'

/**
 * A form over a zod schema: what is typed is the schema's input, what is sent its output. Fields complain
 * when the form is sent and then as they are mended, not while somebody is still on her way through them.
 */
export function useZodForm<I extends FieldValues, O extends FieldValues>(
  schema: z.ZodType<O, I>,
  defaultValues: DefaultValues<I>,
): UseFormReturn<I, unknown, O> {
  return useForm<I, unknown, O>({ resolver: zodResolver(schema), defaultValues, mode: 'onSubmit' })
}

interface FormProps<I extends FieldValues, O extends FieldValues> {
  readonly form: UseFormReturn<I, unknown, O>
  /** Sends the values; a rejection is shown in the form, field errors on their fields. */
  readonly onSubmit: (values: O) => Promise<unknown>
  readonly submitLabel: string
  readonly children: ReactNode
  readonly onCancel?: () => void
  /** Names what is lost where its screen is left before it is sent; without it the form may be left unasked. */
  readonly unsaved?: string
  /** Submits only what was changed: the button waits for a change. */
  readonly onlyChanged?: boolean
}

/** Fields in a column, then what went wrong, then the buttons. It cannot be sent twice. */
export function Form<I extends FieldValues, O extends FieldValues>(props: FormProps<I, O>) {
  const { form, onCancel } = props
  const { t, i18n } = useTranslation('ui')
  const [error, setError] = useState<unknown>(null)
  const { isSubmitting, isDirty, isSubmitted } = form.formState
  const draft = useFormDraft(form)
  useUnsavedChanges(props.unsaved !== undefined && isDirty && !isSubmitting, props.unsaved)
  // Complaints are made in the language of their moment: made again when it changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the language's change is the reason
  useEffect(() => {
    if (isSubmitted) void form.trigger()
  }, [i18n.language])
  const submit = form.handleSubmit(async (values) => {
    setError(null)
    try {
      await props.onSubmit(values)
      draft.forget()
    } catch (raised) {
      setError(raised)
      setFieldErrors(form, raised, t('field.invalid'))
    }
  })
  return (
    <FormProvider {...form}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <DraftNote at={draft.restoredAt} onDiscard={draft.discard} />
        {props.children}
        <ErrorNote error={error} />
        <div className={styles.buttons}>
          <Button
            type="primary"
            htmlType="submit"
            loading={isSubmitting}
            disabled={isSubmitting || (props.onlyChanged && !isDirty)}
          >
            {props.submitLabel}
          </Button>
          {onCancel && (
            <Button disabled={isSubmitting} onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </div>
      </form>
    </FormProvider>
  )
}

/** Marks the fields that the host did not accept. */
function setFieldErrors<I extends FieldValues, O>(
  form: UseFormReturn<I, unknown, O>,
  raised: unknown,
  message: string,
): void {
  const { code, data } = shownError(raised)
  if (code !== 'input-invalid' || !Array.isArray(data.fields)) return
  for (const field of data.fields as readonly { readonly path: string }[])
    form.setError(field.path as Path<I>, { type: 'host', message })
}
