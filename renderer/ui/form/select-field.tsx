import { Select } from 'antd'
import { byInitials } from '../by-initials.ts'
import { Field, type FieldProps } from './field.tsx'

interface SelectProps<V extends string | number> extends FieldProps {
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly placeholder?: string
  readonly clearable?: boolean
}

/** One of a list; typing narrows it. Cleared, the value is null. */
export function SelectField<V extends string | number>({
  options,
  placeholder,
  clearable = false,
  ...field
}: SelectProps<V>) {
  return (
    <Field {...field}>
      {({ onChange, ...attributes }) => (
        <Select
          {...attributes}
          options={[...options]}
          placeholder={placeholder}
          allowClear={clearable}
          showSearch={options.length > 8 ? byInitials : false}
          onChange={(value: V | undefined) => onChange(value ?? null)}
        />
      )}
    </Field>
  )
}
