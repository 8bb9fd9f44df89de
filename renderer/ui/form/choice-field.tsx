import { Radio } from 'antd'
import { Field, type FieldProps } from './field.tsx'

/** One of a few, all in sight. */
export function ChoiceField<V extends string>({
  options,
  ...field
}: FieldProps & { readonly options: readonly { readonly value: V; readonly label: string }[] }) {
  return (
    <Field {...field}>
      {({ value, onChange, id, disabled }) => (
        <div>
          <Radio.Group
            id={id}
            value={value}
            disabled={disabled}
            onChange={onChange}
            optionType="button"
            options={[...options]}
          />
        </div>
      )}
    </Field>
  )
}
