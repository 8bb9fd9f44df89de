import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { Field, type FieldProps } from './field.tsx'

/** A business date, "2026-05-31"; null when empty. */
export function DateField(field: FieldProps) {
  return (
    <Field {...field}>
      {({ value, onChange, ...attributes }) => (
        <DatePicker
          {...attributes}
          value={typeof value === 'string' && value !== '' ? dayjs(value) : null}
          onChange={(date) => onChange(date ? date.format('YYYY-MM-DD') : null)}
        />
      )}
    </Field>
  )
}
