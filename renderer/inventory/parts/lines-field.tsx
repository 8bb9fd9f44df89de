import type { ReactNode } from 'react'
import { useController } from 'react-hook-form'
import { z } from 'zod'
import type { StockRow } from '../../../shared/inventory/contract.ts'
import { i18n } from '../../app/i18n.ts'
import { integerText } from '../../ui/form/text-schemas.ts'
import styles from '../inventory.module.css'
import { type StockLine, StockLines } from './stock-lines.tsx'

/** Lines without a price. */
export const noPrice = z.string().transform(() => null)

/** SKUs with pieces and a price each, as typed; at least one. */
export function linesSchema<P extends z.ZodType<number | null, string>>(price: P) {
  const sku = z.custom<StockRow>(() => true)
  return z
    .array(z.object({ sku, quantity: integerText({ min: 1, max: 1_000_000 }), price }))
    .min(1, { error: () => i18n.t('inventory:linesNeeded') })
}

/** Something that must be chosen; null until it is. */
export const chosenId = z
  .number()
  .nullable()
  .transform((value, context): number => {
    if (value === null) context.addIssue({ code: 'custom', message: i18n.t('ui:field.required') })
    return value ?? 0
  })

type LineErrors = readonly ({ readonly [field in 'quantity' | 'price']?: { message?: string } } | undefined)[]

/** The lines of the form around it, filled by scanner or keyboard. */
export function LinesField(props: {
  readonly name: string
  readonly quantityName: string
  readonly priceName?: string
  readonly priceOf?: (sku: StockRow) => string
  readonly extra?: (line: StockLine) => ReactNode
  readonly extraName?: string
}) {
  const { field, fieldState } = useController({ name: props.name })
  const lines = field.value as readonly StockLine[]
  const errors = (Array.isArray(fieldState.error) ? fieldState.error : []) as LineErrors
  const at = (line: StockLine) => errors[lines.findIndex((other) => other.sku.id === line.sku.id)]
  const message = Array.isArray(fieldState.error) ? undefined : fieldState.error?.message
  return (
    <>
      <StockLines
        lines={lines}
        onChange={field.onChange}
        quantityName={props.quantityName}
        quantityError={(line) => at(line)?.quantity?.message}
        priceName={props.priceName}
        priceError={(line) => at(line)?.price?.message}
        priceOf={props.priceOf}
        extra={props.extra}
        extraName={props.extraName}
      />
      {message !== undefined && (
        <span className={styles.fieldError} role="alert">
          {message}
        </span>
      )}
    </>
  )
}
