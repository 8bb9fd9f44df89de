import { App, Button, DatePicker, Input, Radio } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useRef, useState } from 'react'
import { FormProvider, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { type ReceiptInput, receiptSources } from '../../shared/inventory/contract.ts'
import { formatMoney, parseMoney } from '../../shared/money.ts'
import { parsePieces } from '../../shared/quantity.ts'
import { client } from '../app/client.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { Field, today } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceSelect } from './parts/place-select.tsx'
import { type StockLine, StockLines } from './parts/stock-lines.tsx'
import { SupplierField } from './parts/supplier-field.tsx'

/** Finished pieces come in: from own work, from a supplier, or from the neighbour the same evening. */
export function ReceiveScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const [source, setSource] = useState<ReceiptInput['source']>('own')
  const [locationId, setLocationId] = useState<number | null>(null)
  const [date, setDate] = useState(today())
  const [lines, setLines] = useState<readonly StockLine[]>([])
  const [paid, setPaid] = useState('')
  const [note, setNote] = useState('')
  const [isChecked, setChecked] = useState(false)
  // The supplier's field is the shared one, which lives in a form.
  const form = useForm<{ supplierId: number | null }>({ defaultValues: { supplierId: null } })
  const supplierId = form.watch('supplierId')
  useExpected((line, kind, supplier) => {
    setLines([line])
    if (kind === 'buy') setSource('supplier')
    if (supplier !== null) form.setValue('supplierId', supplier)
  })
  const create = useCommand(client.inventory.receipts.create, {
    onSuccess: ({ readyOrders, losses }) => {
      message.success(readyOrders > 0 ? t('receive.doneReady', { count: readyOrders }) : t('receive.done'), 5)
      setLines([])
      setPaid('')
      setNote('')
      setChecked(false)
      showLosses(losses)
    },
  })
  const isBought = source !== 'own'
  const pieces = (line: StockLine) => parsePieces(line.quantity)
  const price = (line: StockLine) =>
    line.price.trim() === '' ? (isBought ? null : 0) : parseMoney(line.price)
  const quantityError = (line: StockLine) => (pieces(line) ? undefined : t('wrongPieces'))
  const priceError = (line: StockLine) => {
    const value = price(line)
    return value === null || value < 0 ? t('wrongMoney') : undefined
  }
  const amount = lines.reduce((sum, line) => sum + (pieces(line) ?? 0) * (price(line) ?? 0), 0)
  const paidNow = paid.trim() === '' ? 0 : parseMoney(paid)
  const isValid =
    lines.length > 0 &&
    lines.every((line) => quantityError(line) === undefined && priceError(line) === undefined) &&
    paidNow !== null &&
    paidNow >= 0 &&
    (!isBought || supplierId !== null)
  const submit = async () => {
    setChecked(true)
    if (!isValid || locationId === null || paidNow === null) return
    await create.run({
      source,
      supplierId: isBought ? supplierId : null,
      businessDate: date,
      note,
      paidNow: isBought ? paidNow : 0,
      lines: lines.map((line) => ({
        itemId: line.sku.id,
        locationId,
        quantity: pieces(line) ?? 0,
        amount: (pieces(line) ?? 0) * (price(line) ?? 0),
      })),
    })
  }
  return (
    <FormProvider {...form}>
      <div className={styles.page}>
        <PageHeader title={t('receive.title')} note={t('receive.text')} back="/stock" />
        <div className={styles.fields}>
          <Field name={t('receive.from')}>
            <Radio.Group
              value={source}
              optionType="button"
              onChange={(event) => setSource(event.target.value as ReceiptInput['source'])}
              options={receiptSources.map((name) => ({ value: name, label: t(`source.${name}`) }))}
            />
          </Field>
          {isBought && <SupplierField key={source} name="supplierId" label={t(`supplier.kind.${source}`)} />}
          <Field name={t('receive.place')}>
            <PlaceSelect label={t('receive.place')} value={locationId} onChange={setLocationId} />
          </Field>
          <Field name={t('date')}>
            <DatePicker
              value={dayjs(date)}
              allowClear={false}
              onChange={(value) => value && setDate(value.format('YYYY-MM-DD'))}
            />
          </Field>
        </div>
        {isChecked && isBought && supplierId === null && (
          <span className={styles.fieldError} role="alert">
            {t('receive.supplierNeeded')}
          </span>
        )}
        <StockLines
          lines={lines}
          onChange={setLines}
          quantityName={t('quantity')}
          quantityError={quantityError}
          priceName={isBought ? t('receive.price') : t('receive.cost')}
          priceError={priceError}
          isChecked={isChecked}
          extraName={t('amount')}
          extra={(line) => formatMoney((pieces(line) ?? 0) * (price(line) ?? 0))}
        />
        <div className={styles.fields}>
          {isBought && (
            <Field
              name={t('receive.paidNow')}
              error={isChecked && (paidNow === null || paidNow < 0) ? t('wrongMoney') : undefined}
            >
              <span className={styles.bar}>
                <Input
                  style={{ width: 140 }}
                  prefix="¥"
                  inputMode="decimal"
                  value={paid}
                  onChange={(event) => setPaid(event.target.value)}
                />
                <Button onClick={() => setPaid((amount / 100).toFixed(2))}>{t('receive.payAll')}</Button>
                <span className={styles.muted}>
                  {t('receive.owed', { amount: formatMoney(Math.max(0, amount - (paidNow ?? 0))) })}
                </span>
              </span>
            </Field>
          )}
          <Field name={t('note')} width={360}>
            <Input maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </div>
        <ErrorNote error={create.error} onClose={create.reset} />
        {isChecked && lines.length === 0 && <span className={styles.fieldError}>{t('linesNeeded')}</span>}
        <div className={styles.bar}>
          <Button type="primary" size="large" loading={create.isPending} onClick={() => void submit()}>
            {t('receive.save', { count: lines.reduce((sum, line) => sum + (pieces(line) ?? 0), 0) })}
          </Button>
          {isBought && amount > 0 && <strong>{formatMoney(amount)}</strong>}
          <Button onClick={() => void navigate('/stock/receipts')}>{t('tabs.receipts')}</Button>
        </div>
      </div>
    </FormProvider>
  )
}

/** Opened from an expected supply (`?supply=`): its SKU and open pieces are filled in. */
function useExpected(fill: (line: StockLine, kind: string, supplierId: number | null) => void): void {
  const [params] = useSearchParams()
  const supplyId = Number(params.get('supply'))
  const latest = useRef(fill)
  latest.current = fill
  useEffect(() => {
    if (!supplyId) return
    void (async () => {
      const supply = (await client.inventory.supply.list()).find((row) => row.id === supplyId)
      if (!supply) return
      const { row } = await client.inventory.stock.item({ id: supply.itemId })
      const line = { sku: row, quantity: String(supply.quantity - supply.received), price: '' }
      latest.current(line, supply.kind, supply.supplierId)
    })()
  }, [supplyId])
}
