import { CloseOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef, Table } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockRow } from '../../../shared/inventory/contract.ts'
import { SkuCell } from './sku-cell.tsx'
import { SkuPicker } from './sku-picker.tsx'

export interface StockLine {
  readonly sku: StockRow
  /** As typed: read when it is sent. */
  readonly quantity: string
  readonly price: string
}

/**
 * A list of SKUs with quantities, filled by scanner or keyboard: a scan adds the SKU or one piece more of it,
 * Enter in a quantity goes back to the scan field.
 */
export function StockLines(props: {
  readonly lines: readonly StockLine[]
  readonly onChange: (lines: StockLine[]) => void
  readonly quantityName: string
  readonly quantityError: (line: StockLine) => string | undefined
  readonly priceName?: string | undefined
  readonly priceError?: ((line: StockLine) => string | undefined) | undefined
  /** What the price of a SKU just added is, as text. */
  readonly priceOf?: ((sku: StockRow) => string) | undefined
  readonly extra?: ((line: StockLine) => ReactNode) | undefined
  readonly extraName?: string | undefined
}) {
  const { t } = useTranslation('inventory')
  const picker = useRef<{ focus: () => void }>(null)
  const inputs = useRef(new Map<number, InputRef>())
  const { lines } = props
  // Scans come faster than the screen is drawn: each is added to what the one before it made.
  const latest = useRef(lines)
  latest.current = lines
  const onChange = (next: StockLine[]) => {
    latest.current = next
    props.onChange(next)
  }
  // Saved or emptied: the next scan is for this list again.
  const isEmpty = lines.length === 0
  useEffect(() => {
    if (isEmpty) picker.current?.focus()
  }, [isEmpty])
  const add = (sku: StockRow) => {
    const lines = latest.current
    const known = lines.find((line) => line.sku.id === sku.id)
    if (known) change(sku.id, { quantity: String((Number.parseInt(known.quantity, 10) || 0) + 1) })
    else onChange([{ sku, quantity: '1', price: props.priceOf?.(sku) ?? lines[0]?.price ?? '' }, ...lines])
  }
  /** Enter is the next scan, not the end of the form. */
  const toPicker = (event: KeyboardEvent) => {
    event.preventDefault()
    picker.current?.focus()
  }
  const change = (id: number, patch: Partial<StockLine>) =>
    onChange(latest.current.map((line) => (line.sku.id === id ? { ...line, ...patch } : line)))
  const status = (error: string | undefined) => (error === undefined ? undefined : ('error' as const))
  const note = (error: string | undefined) =>
    error === undefined ? null : <div style={{ color: '#c8402a' }}>{error}</div>
  return (
    <>
      <div data-scan-sku>
        <SkuPicker inputRef={picker} autoFocus onPick={add} />
      </div>
      <Table
        size="small"
        rowKey={(line) => line.sku.id}
        dataSource={[...lines]}
        pagination={false}
        locale={{ emptyText: t('linesEmpty') }}
        columns={[
          { title: t('sku'), render: (_, line) => <SkuCell sku={line.sku} /> },
          { title: t('onHand'), align: 'right', render: (_, line) => line.sku.onHand },
          {
            title: props.quantityName,
            width: 130,
            render: (_, line) => (
              <>
                <Input
                  ref={(input) => {
                    if (input) inputs.current.set(line.sku.id, input)
                  }}
                  aria-label={props.quantityName}
                  value={line.quantity}
                  inputMode="numeric"
                  status={status(props.quantityError(line)) ?? ''}
                  onFocus={(event) => event.target.select()}
                  onChange={(event) => change(line.sku.id, { quantity: event.target.value })}
                  onPressEnter={toPicker}
                />
                {note(props.quantityError(line))}
              </>
            ),
          },
          ...(props.priceName === undefined
            ? []
            : [
                {
                  title: props.priceName,
                  width: 140,
                  render: (_: unknown, line: StockLine) => (
                    <>
                      <Input
                        aria-label={props.priceName}
                        value={line.price}
                        inputMode="decimal"
                        prefix="¥"
                        status={status(props.priceError?.(line)) ?? ''}
                        onFocus={(event) => event.target.select()}
                        onChange={(event) => change(line.sku.id, { price: event.target.value })}
                        onPressEnter={toPicker}
                      />
                      {note(props.priceError?.(line))}
                    </>
                  ),
                },
              ]),
          ...(props.extra === undefined
            ? []
            : [
                {
                  title: props.extraName,
                  align: 'right' as const,
                  render: (_: unknown, line: StockLine) => props.extra?.(line),
                },
              ]),
          {
            title: '',
            width: 48,
            render: (_, line) => (
              <Button
                type="text"
                aria-label={t('removeLine')}
                icon={<CloseOutlined />}
                onClick={() => onChange(lines.filter((other) => other.sku.id !== line.sku.id))}
              />
            ),
          },
        ]}
      />
    </>
  )
}
