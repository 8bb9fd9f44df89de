import { Input } from 'antd'
import type { ReactNode } from 'react'
import { type Currency, formatMoney } from '../../../shared/money.ts'
import { Field, type FieldProps } from './field.tsx'

interface NumberProps extends FieldProps {
  readonly placeholder?: string
  /** After the number: "件", "小时". */
  readonly unit?: ReactNode
  readonly autoFocus?: boolean
}

/** Holds the typed text; read it with integerText of text-schemas.ts. */
export function NumberField({ placeholder, unit, autoFocus, ...field }: NumberProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <Input
          {...attributes}
          className="number"
          inputMode="numeric"
          placeholder={placeholder}
          suffix={unit}
          autoFocus={autoFocus}
          data-first={autoFocus || undefined}
          autoComplete="off"
        />
      )}
    </Field>
  )
}

/** Holds the typed text; read it with moneyText of text-schemas.ts. */
export function MoneyField({ currency = 'CNY', ...props }: NumberProps & { readonly currency?: Currency }) {
  const { placeholder, unit, autoFocus, ...field } = props
  return (
    <Field {...field}>
      {(attributes) => (
        <Input
          {...attributes}
          className="number"
          inputMode="decimal"
          placeholder={placeholder}
          prefix={formatMoney(0, currency).replace(/[\d.,]+$/, '')}
          suffix={unit}
          autoFocus={autoFocus}
          data-first={autoFocus || undefined}
          autoComplete="off"
        />
      )}
    </Field>
  )
}
