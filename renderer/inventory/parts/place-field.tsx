import { Field, type FieldProps } from '../../ui/form/field.tsx'
import { PlaceSelect } from './place-select.tsx'

/** A place for stock, in a form. */
export function PlaceField({
  except = null,
  isChosenFirst = true,
  ...field
}: FieldProps & { readonly except?: number | null; readonly isChosenFirst?: boolean }) {
  return (
    <Field {...field}>
      {({ value, onChange }) => (
        <PlaceSelect
          label={String(field.label)}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
          except={except}
          isChosenFirst={isChosenFirst}
        />
      )}
    </Field>
  )
}
