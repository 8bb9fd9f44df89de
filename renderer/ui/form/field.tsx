import { type ReactNode, useId } from 'react'
import { type ControllerRenderProps, type FieldValues, useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import styles from './form.module.css'

/** What every field of a form has. `name` is the path in the form's values. */
export interface FieldProps {
  readonly name: string
  readonly label: ReactNode
  /** One line under the field: what to fill in, and what it is for. */
  readonly help?: ReactNode
  readonly optional?: boolean
  readonly disabled?: boolean
}

type Attributes = ControllerRenderProps<FieldValues, string> & {
  readonly id: string
  readonly status: 'error' | ''
  readonly disabled: boolean
  readonly 'aria-invalid': boolean
  readonly 'aria-describedby': string
}

/** Label, control, help and error of one value of the form around it. */
export function Field(props: FieldProps & { readonly children: (attributes: Attributes) => ReactNode }) {
  const { name, label, help, optional = false, disabled = false } = props
  const { t } = useTranslation('ui')
  const id = useId()
  const { field, fieldState } = useController({ name })
  const message = fieldState.error?.message
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{t('field.optional')}</span>}
      </label>
      {props.children({
        ...field,
        id,
        disabled,
        status: message ? 'error' : '',
        'aria-invalid': Boolean(message),
        'aria-describedby': `${id}-note`,
      })}
      {(message ?? help) !== undefined && (
        <span
          id={`${id}-note`}
          className={message ? styles.error : styles.help}
          role={message ? 'alert' : undefined}
        >
          {message ?? help}
        </span>
      )}
    </div>
  )
}

/** Puts fields beside each other where there is room. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
