import { Input } from 'antd'
import { Field, type FieldProps } from './field.tsx'

interface TextProps extends FieldProps {
  readonly placeholder?: string
  readonly maxLength?: number
  readonly autoFocus?: boolean
}

export function TextField({ placeholder, maxLength, autoFocus, ...field }: TextProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <Input
          {...attributes}
          placeholder={placeholder}
          maxLength={maxLength}
          autoFocus={autoFocus}
          data-first={autoFocus || undefined}
          autoComplete="off"
        />
      )}
    </Field>
  )
}

export function TextAreaField({
  placeholder,
  maxLength,
  rows = 3,
  ...field
}: TextProps & { readonly rows?: number }) {
  return (
    <Field {...field}>
      {(attributes) => (
        <Input.TextArea {...attributes} placeholder={placeholder} maxLength={maxLength} rows={rows} />
      )}
    </Field>
  )
}
