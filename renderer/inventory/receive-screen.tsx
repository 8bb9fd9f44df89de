import { App, Button } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { z } from 'zod'
import { receiptSources } from '../../shared/inventory/purchases-contract.ts'
import type { Supply } from '../../shared/inventory/supply-contract.ts'
import { formatMoney, parseMoney, toDecimal } from '../../shared/money.ts'
import { parsePieces } from '../../shared/quantity.ts'
import { client } from '../app/client.ts'
import { i18n } from '../app/i18n.ts'
import { useMay } from '../app/session.tsx'
import { ChoiceField } from '../ui/form/choice-field.tsx'
import { DateField } from '../ui/form/date-field.tsx'
import { FieldRow } from '../ui/form/field.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { MoneyField } from '../ui/form/number-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { optionalMoneyText } from '../ui/form/text-schemas.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { useAskDoubts } from './materials/use-ask-doubts.tsx'
import { chosenId, LinesField, linesSchema } from './parts/lines-field.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceField } from './parts/place-field.tsx'
import type { StockLine } from './parts/stock-lines.tsx'
import { SupplierField } from './parts/supplier-field.tsx'

/** `money`: what is bought has a price, which who may not see any is not asked for. */
const schemaFor = (money: boolean) =>
  z
    .object({
      source: z.enum(receiptSources),
      supplierId: z.number().nullable(),
      locationId: chosenId,
      businessDate: z.iso.date(),
      lines: linesSchema(optionalMoneyText()),
      paidNow: optionalMoneyText(),
      note: z.string().trim().max(300),
    })
    // What is bought has a price and somebody it is owed to; own work need not.
    .superRefine(({ source, supplierId, lines }, context) => {
      if (source === 'own') return
      const needed = (path: (string | number)[], message: string) =>
        context.addIssue({ code: 'custom', path, message })
      if (supplierId === null) needed(['supplierId'], i18n.t('inventory:receive.supplierNeeded'))
      if (!money) return
      for (const [index, line] of lines.entries())
        if (line.price === null) needed(['lines', index, 'price'], i18n.t('inventory:wrongMoney'))
    })

/** What a line costs as far as it is typed, in fen. */
const amountOf = (line: StockLine) => (parsePieces(line.quantity) ?? 0) * (parseMoney(line.price) ?? 0)

/** Finished pieces come in: from own work, from a supplier, or from the neighbour the same evening. */
export function ReceiveScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const may = useMay()
  const money = may('inventory.receipts.correct')
  const schema = useMemo(() => schemaFor(money), [money])
  const form = useZodForm(schema, {
    source: 'own',
    supplierId: null,
    locationId: null,
    businessDate: today(),
    lines: [],
    paidNow: '',
    note: '',
  })
  const source = form.watch('source')
  const isBought = source !== 'own'
  const lines = form.watch('lines') as readonly StockLine[]
  const amount = lines.reduce((sum, line) => sum + amountOf(line), 0)
  const owed = Math.max(0, amount - (parseMoney(form.watch('paidNow')) ?? 0))
  const [supply, setSupply] = useState<Supply | null>(null)
  useExpected((line, expected) => {
    setSupply(expected)
    form.setValue('lines', [line])
    if (expected.kind === 'buy') form.setValue('source', 'supplier')
    if (expected.supplierId !== null) form.setValue('supplierId', expected.supplierId)
  })
  const askDoubts = useAskDoubts()
  const create = useCommand(client.inventory.receipts.create)
  const submit = async (values: z.output<ReturnType<typeof schemaFor>>) => {
    const paidNow = values.source === 'own' ? 0 : (values.paidNow ?? 0)
    const asked = { date: values.businessDate, lines: [], paid: paidNow, owed: amount }
    if (values.source !== 'own' && money && !(await askDoubts(asked))) return
    const { readyOrders, losses } = await create.submit({
      source: values.source,
      supplierId: values.source === 'own' ? null : values.supplierId,
      businessDate: values.businessDate,
      note: values.note,
      paidNow,
      paidOver: paidNow > amount,
      ...(supply && { supplyId: supply.id, supplyReceived: supply.received }),
      lines: values.lines.map((line) => ({
        itemId: line.sku.id,
        locationId: values.locationId,
        quantity: line.quantity,
        amount: money ? line.quantity * (line.price ?? 0) : null,
      })),
    })
    message.success(readyOrders > 0 ? t('receive.doneReady', { count: readyOrders }) : t('receive.done'), 5)
    form.reset({ ...form.getValues(), lines: [], paidNow: '', note: '' })
    setSupply(null)
    showLosses(losses)
  }
  const pieces = lines.reduce((sum, line) => sum + (parsePieces(line.quantity) ?? 0), 0)
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('receive.title')}
        note={t(money ? 'receive.text' : 'receive.textFloor')}
        back="/stock"
        actions={<Button onClick={() => void navigate('/stock/receipts')}>{t('tabs.receipts')}</Button>}
      />
      <Form
        form={form}
        submitLabel={t('receive.save', { count: pieces })}
        unsaved={t('receive.unsaved')}
        onSubmit={submit}
      >
        <ChoiceField
          name="source"
          label={t('receive.from')}
          options={receiptSources.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <FieldRow>
          {isBought && <SupplierField key={source} name="supplierId" label={t(`supplier.kind.${source}`)} />}
          <PlaceField name="locationId" label={t('receive.place')} />
          <DateField name="businessDate" label={t('date')} />
        </FieldRow>
        <LinesField
          name="lines"
          quantityName={t('quantity')}
          {...(money && {
            priceName: isBought ? t('receive.price') : t('receive.cost'),
            extraName: t('amount'),
            extra: (line: StockLine) => formatMoney(amountOf(line)),
          })}
        />
        <FieldRow>
          {isBought && money && (
            <MoneyField
              name="paidNow"
              label={t('receive.paidNow')}
              optional
              help={
                <>
                  {t('receive.owed', { amount: formatMoney(owed) })}{' '}
                  <Button
                    size="small"
                    type="link"
                    onClick={() => form.setValue('paidNow', toDecimal(amount))}
                  >
                    {t('receive.payAll')}
                  </Button>
                </>
              }
            />
          )}
          <TextField name="note" label={t('note')} optional maxLength={300} />
        </FieldRow>
        {isBought && amount > 0 && <strong>{formatMoney(amount)}</strong>}
      </Form>
    </div>
  )
}

/** Opened from an expected supply (`?supply=`): its SKU and open pieces are filled in. */
function useExpected(fill: (line: StockLine, supply: Supply) => void): void {
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
      latest.current(line, supply)
    })()
  }, [supplyId])
}
