import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { parseAmount } from '../../shared/quantity.ts'

/** An amount of material as typed; where it is no amount with at most three decimals, that is said under it. */
export function AmountInput(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly unit?: string | undefined
  readonly width?: number
  readonly placeholder?: string | undefined
  readonly autoFocus?: boolean
}) {
  const { t } = useTranslation('materials')
  const isBad = props.value.trim() !== '' && parseAmount(props.value) === null
  return (
    <>
      <Input
        className="number"
        style={{ width: props.width ?? 120 }}
        inputMode="decimal"
        aria-label={props.label}
        aria-invalid={isBad}
        status={isBad ? 'error' : ''}
        suffix={props.unit}
        placeholder={props.placeholder}
        autoFocus={props.autoFocus}
        data-first={props.autoFocus || undefined}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {isBad && (
        <span style={{ display: 'block', color: '#c8402a' }} role="alert">
          {t('bad')}
        </span>
      )}
    </>
  )
}
