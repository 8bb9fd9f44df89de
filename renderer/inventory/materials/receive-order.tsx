import { App, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { partAmount } from '../../../shared/inventory/part-amount.ts'
import type { PurchaseOrder, PurchaseOrderLine } from '../../../shared/inventory/purchase-orders-contract.ts'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { PlaceAndDay } from '../parts/place-and-day.tsx'
import { Missing } from './missing.tsx'
import { PaidNow, usePaidNow } from './paid-now.tsx'
import { useAskDoubts } from './use-ask-doubts.tsx'

interface Came {
  readonly quantity: string
  readonly amount: string
  readonly dyeLot: string
}

/** What came of an order, as it came: less leaves the rest expected, more is asked about. */
export function ReceiveOrder(props: { readonly order: PurchaseOrder; readonly onDone: () => void }) {
  const { onDone } = props
  // As it was when the goods were counted: an arrival that another station writes meanwhile is told by the refusal.
  const [order] = useState(props.order)
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const askDoubts = useAskDoubts()
  const [place, setPlace] = useState<number | null>(null)
  const [date, setDate] = useState(today())
  const paid = usePaidNow()
  const [note, setNote] = useState('')
  const [came, setCame] = useState<Readonly<Record<number, Came>>>(() =>
    Object.fromEntries(
      order.lines.map((line) => [
        line.id,
        {
          quantity: line.isOpen ? formatAmount(Math.max(0, line.quantity - line.received)) : '',
          amount: '',
          dyeLot: '',
        },
      ]),
    ),
  )
  const receive = useCommand(client.inventory.purchaseOrders.receive, {
    onSuccess: () => {
      void message.success(t('bought'))
      onDone()
    },
  })
  const change = (id: number, patch: Partial<Came>) => setCame({ ...came, [id]: { ...came[id]!, ...patch } })
  // What this part costs of what was agreed, until somebody types another amount.
  const amountOf = (line: PurchaseOrderLine): string => {
    const { amount, quantity } = came[line.id]!
    const part = parseAmount(quantity)
    if (amount !== '' || !part) return amount
    const share = partAmount(line, line.received, part)
    return share === null ? '' : toDecimal(share)
  }
  const named = order.lines.filter(
    (line) => came[line.id]!.quantity.trim() !== '' && came[line.id]!.quantity.trim() !== '0',
  )
  const ready = named.flatMap((line) => {
    const quantity = parseAmount(came[line.id]!.quantity)
    const amount = parseMoney(amountOf(line))
    if (!quantity || amount === null || amount < 0) return []
    return [{ line, quantity, amount, dyeLot: came[line.id]!.dyeLot.trim() }]
  })
  const total = ready.reduce((sum, { amount }) => sum + amount, 0)
  const save = async () => {
    const over = ready.flatMap(({ line, quantity }) =>
      line.received + quantity > line.quantity
        ? [
            t('order.over', {
              name: line.name,
              amount: formatAmount(line.received + quantity - line.quantity),
              unit: t(`units.${line.unit}`),
            }),
          ]
        : [],
    )
    const isSure = await askDoubts(
      {
        date,
        paid: paid.amount,
        owed: total,
        lines: ready.map(({ line, quantity, amount }) => ({
          name: line.name,
          quantity,
          amount,
          price: line.amount === null ? null : Math.round((line.amount * 1000) / line.quantity),
        })),
      },
      over,
    )
    if (!isSure) return
    await receive.run({
      id: order.id,
      locationId: place!,
      businessDate: date,
      note: note.trim(),
      paidNow: paid.amount,
      lines: ready.map(({ line, quantity, amount, dyeLot }) => ({
        lineId: line.id,
        expectedReceived: line.received,
        quantity,
        amount,
        dyeLot,
      })),
      over: over.length > 0,
      paidOver: paid.amount > total,
    })
  }
  return (
    <Modal
      open
      width={820}
      title={t('order.receiveTitle', { number: order.orderNumber })}
      okText={t('order.receive')}
      okButtonProps={{
        disabled: ready.length === 0 || ready.length !== named.length || place === null || paid.isBad,
        loading: receive.isPending,
      }}
      onOk={() => void save()}
      onCancel={onDone}
    >
      <div className={styles.page}>
        <ErrorNote error={receive.error} />
        <div className={styles.bar}>
          <PlaceAndDay label={t('place')} place={place} onPlace={setPlace} day={date} onDay={setDate} />
        </div>
        <Table
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={order.lines}
          columns={[
            { title: t('material'), dataIndex: 'name' },
            {
              title: t('order.left'),
              align: 'right',
              render: (_, line) =>
                `${formatAmount(Math.max(0, line.quantity - line.received))} ${t(`units.${line.unit}`)}`,
            },
            {
              title: t('order.cameNow'),
              render: (_, line) => (
                <AmountInput
                  label={`${t('order.cameNow')} ${line.name}`}
                  unit={t(`units.${line.unit}`)}
                  value={came[line.id]!.quantity}
                  onChange={(quantity) => change(line.id, { quantity })}
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
                  aria-label={`${t('amount')} ${line.name}`}
                  status={amountOf(line) !== '' && (parseMoney(amountOf(line)) ?? -1) < 0 ? 'error' : ''}
                  value={amountOf(line)}
                  onChange={(event) => change(line.id, { amount: event.target.value })}
                />
              ),
            },
            {
              title: t('dyeLot'),
              render: (_, line) => (
                <Input
                  style={{ width: 90 }}
                  aria-label={`${t('dyeLot')} ${line.name}`}
                  maxLength={40}
                  value={came[line.id]!.dyeLot}
                  onChange={(event) => change(line.id, { dyeLot: event.target.value })}
                />
              ),
            },
          ]}
        />
        <div className={styles.bar}>
          <b>{t('total', { amount: toDecimal(total) })}</b>
          <PaidNow paid={paid} total={total} />
        </div>
        <Input
          placeholder={t('note')}
          aria-label={t('note')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Missing
          what={[
            place === null && t('place'),
            named.length === 0 && t('order.cameNow'),
            ...named.flatMap((line) => [
              !parseAmount(came[line.id]!.quantity) && `${line.name} ${t('order.cameNow')}`,
              (parseMoney(amountOf(line)) ?? -1) < 0 && `${line.name} ${t('amount')}`,
            ]),
            paid.isBad && t('paidNow'),
          ]}
        />
      </div>
    </Modal>
  )
}
