import { Switch } from 'antd'
import { Field, type FieldProps } from './field.tsx'

/** Yes or no. */
export function SwitchField(field: FieldProps) {
  return (
    <Field {...field}>
      {({ value, onChange, id, disabled }) => (
        <div>
          <Switch id={id} checked={value === true} disabled={disabled} onChange={onChange} />
        </div>
      )}
    </Field>
  )
}
