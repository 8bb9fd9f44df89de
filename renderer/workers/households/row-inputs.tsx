import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { parseMoney } from '../../../shared/money.ts'

/** A day of a row; empty: none. */
export function DayInput(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (day: string) => void
  readonly isWrong?: boolean
}) {
  return (
    <Input
      type="date"
      style={{ width: 128 }}
      aria-label={props.label}
      title={props.label}
      status={props.isWrong ? 'error' : ''}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

/** An amount of a row, as it is typed. */
export function YuanInput(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly width?: number
}) {
  const isWrong = props.value.trim() !== '' && parseMoney(props.value) === null
  return (
    <Input
      className="number"
      prefix="¥"
      inputMode="decimal"
      style={{ width: props.width ?? 130 }}
      aria-label={props.label}
      aria-invalid={isWrong}
      placeholder={props.label}
      title={props.label}
      status={isWrong ? 'error' : ''}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

export function RemoveRow({ what, onRemove }: { readonly what: string; readonly onRemove: () => void }) {
  const { t } = useTranslation('households')
  return (
    <Button size="small" aria-label={`${t('remove')} ${what}`} onClick={onRemove}>
      {t('remove')}
    </Button>
  )
}

/** Rows with one of them changed. */
export function changed<R extends { readonly key: number }>(
  rows: readonly R[],
  key: number,
  patch: Partial<R>,
): readonly R[] {
  return rows.map((row) => (row.key === key ? { ...row, ...patch } : row))
}
