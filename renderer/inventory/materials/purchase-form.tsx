import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { parseAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { MaterialSelect } from '../parts/material-select.tsx'
import { PlaceSelect } from '../parts/place-select.tsx'

interface Line {
  readonly key: number
  readonly material: Material | null
  readonly quantity: string
  readonly amount: string
  readonly dyeLot: string
}
const emptyLine = (key: number): Line => ({ key, material: null, quantity: '', amount: '', dyeLot: '' })

/** Materials bought and come in, with what was paid at once; the rest is owed. */
export function PurchaseForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const suppliers = useQuery(api.inventory.suppliers.list.queryOptions())
  const [supplierId, setSupplierId] = useState<number | null>(null)
  const [place, setPlace] = useState<number | null>(null)
  const [date, setDate] = useState(today())
  const [note, setNote] = useState('')
  const [paidText, setPaidText] = useState('')
  const [lines, setLines] = useState<readonly Line[]>([emptyLine(0)])
  const buy = useCommand(client.inventory.materials.purchase, {
    onSuccess: () => {
      void message.success(t('bought'))
      onDone()
    },
  })
  const change = (key: number, patch: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  // The amount follows the price agreed until somebody types another.
  const amountOf = ({ amount, material, quantity }: Line): string => {
    const units = parseAmount(quantity)
    if (amount !== '' || units === null || typeof material?.price !== 'number') return amount
    return toDecimal(Math.round((material.price * units) / 1000))
  }
  const ready = lines.flatMap((line) => {
    const quantity = parseAmount(line.quantity)
    const amount = parseMoney(amountOf(line))
    if (!line.material || !quantity || amount === null || amount < 0) return []
    return [{ materialId: line.material.id, quantity, amount, dyeLot: line.dyeLot.trim() }]
  })
  const total = ready.reduce((sum, { amount }) => sum + amount, 0)
  const paidNow = paidText.trim() === '' ? 0 : parseMoney(paidText)
  return (
    <Drawer open size={860} title={t('buy')} onClose={onDone}>
      <div className={styles.page}>
        <ErrorNote error={buy.error ?? suppliers.error} />
        <div className={styles.bar}>
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 220 }}
            aria-label={t('supplier')}
            placeholder={t('supplier')}
            value={supplierId}
            options={(suppliers.data ?? [])
              .filter(({ archived }) => !archived)
              .map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setSupplierId}
          />
          <PlaceSelect label={t('place')} value={place} onChange={setPlace} />
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={t('date')}
            value={date}
            onChange={(event) => setDate(event.target.value || today())}
          />
        </div>
        <Table
          size="small"
          rowKey="key"
          pagination={false}
          dataSource={[...lines]}
          columns={[
            {
              title: t('material'),
              render: (_, line) => (
                <MaterialSelect
                  label={t('material')}
                  value={line.material}
                  onChange={(material) => change(line.key, { material })}
                />
              ),
            },
            {
              title: t('quantity'),
              render: (_, line) => (
                <AmountInput
                  label={t('quantity')}
                  value={line.quantity}
                  unit={line.material ? t(`units.${line.material.unit}`) : undefined}
                  onChange={(quantity) => change(line.key, { quantity })}
                />
              ),
            },
            {
              title: t('amount'),
              render: (_, line) => (
                <Input
                  style={{ width: 110 }}
                  className="number"
                  inputMode="decimal"
                  aria-label={t('amount')}
                  status={amountOf(line) !== '' && parseMoney(amountOf(line)) === null ? 'error' : ''}
                  value={amountOf(line)}
                  onChange={(event) => change(line.key, { amount: event.target.value })}
                />
              ),
            },
            {
              title: t('dyeLot'),
              render: (_, line) => (
                <Input
                  style={{ width: 90 }}
                  aria-label={t('dyeLot')}
                  maxLength={40}
                  value={line.dyeLot}
                  onChange={(event) => change(line.key, { dyeLot: event.target.value })}
                />
              ),
            },
            {
              title: '',
              render: (_, line) => (
                <Button
                  size="small"
                  disabled={lines.length === 1}
                  onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
                >
                  {t('remove')}
                </Button>
              ),
            },
          ]}
        />
        <div className={styles.bar}>
          <Button
            onClick={() => setLines([...lines, emptyLine(Math.max(...lines.map(({ key }) => key)) + 1)])}
          >
            {t('addLine')}
          </Button>
          <b>{t('total', { amount: toDecimal(total) })}</b>
        </div>
        <div className={styles.bar}>
          <span>{t('paidNow')}</span>
          <Input
            style={{ width: 120 }}
            className="number"
            inputMode="decimal"
            aria-label={t('paidNow')}
            status={paidNow === null ? 'error' : ''}
            value={paidText}
            onChange={(event) => setPaidText(event.target.value)}
          />
          {paidNow !== null && total > paidNow && (
            <span>{t('owed', { amount: toDecimal(total - paidNow) })}</span>
          )}
        </div>
        <Input
          placeholder={t('note')}
          aria-label={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <div className={styles.bar}>
          <Button
            type="primary"
            loading={buy.isPending}
            disabled={
              supplierId === null ||
              place === null ||
              paidNow === null ||
              paidNow < 0 ||
              ready.length !== lines.length
            }
            onClick={() =>
              void buy.run({
                supplierId: supplierId!,
                locationId: place!,
                businessDate: date,
                note,
                lines: ready,
                paidNow: paidNow!,
              })
            }
          >
            {t('save')}
          </Button>
          <Button onClick={onDone}>{t('cancel')}</Button>
        </div>
      </div>
    </Drawer>
  )
}
