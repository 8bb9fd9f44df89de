import { useQuery } from '@tanstack/react-query'
import { App, Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { endOfDay } from '../../../shared/dates.ts'
import { type Currency, formatMoney, parseMoney } from '../../../shared/money.ts'
import type { Recipient } from '../../../shared/orders/contract.ts'
import { api, client } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'
import { CustomerSelect } from '../customers/customer-select.tsx'
import styles from '../orders.module.css'
import { RecipientFields } from '../recipient-fields.tsx'
import { ClassList } from './class-list.tsx'
import { type DraftLine, isBlank, lineProblem, sumOf, toLineInput } from './draft-line.ts'
import { DraftLines } from './draft-lines.tsx'

const noRecipient: Recipient = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  address: '',
  postcode: '',
  country: '',
}

const nothingTyped = (customerId: number | null) => ({
  chosenShop: null as number | null,
  customerId,
  deposit: '',
  orderNumber: '',
  recipient: noRecipient,
  lines: [] as readonly DraftLine[],
  performanceDate: null as string | null,
  shipBy: null as string | null,
  postage: '',
  discount: '',
  invoiceTitle: '',
  note: '',
})

/** An order by hand: a film crew's uniforms, a school class as a pasted size list, another seller's parcel. */
export function NewOrderScreen() {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const { message } = App.useApp()
  const shops = useQuery(api.settings.shops.list.queryOptions())
  const known = (shops.data ?? []).filter((shop) => !shop.archived)
  const [params] = useSearchParams()
  const [begun] = useState(() => nothingTyped(Number(params.get('customer')) || null))
  const [typed, setTyped] = useState(begun)
  const change = (patch: Partial<typeof begun>) => setTyped((before) => ({ ...before, ...patch }))
  const { chosenShop, customerId, deposit, orderNumber, recipient, lines, performanceDate, shipBy } = typed
  const { postage, discount, invoiceTitle, note } = typed
  const shopId = chosenShop ?? known.find((shop) => shop.platform === 'direct')?.id ?? known[0]?.id ?? null
  const currency: Currency = known.find((shop) => shop.id === shopId)?.currency ?? 'CNY'
  const sign = formatMoney(0, currency).replace(/[\d.,]+$/, '')
  const [isChecked, setChecked] = useState(false)
  const create = useCommand(client.orders.create, {
    onSuccess: (order) => {
      message.success(t('new.done', { number: order.orderNumber }), 5)
      void navigate(`/orders/${order.id}`)
    },
  })
  const isDirty =
    lines.some((line) => !isBlank(line)) ||
    Object.values(recipient).some((text) => text !== '') ||
    `${orderNumber}${note}${deposit}${postage}${discount}${invoiceTitle}` !== ''
  useUnsavedChanges(isDirty && !create.isPending, t('new.unsaved'))
  const kept = useEditorDraft({ begun, typed, isDirty, onTake: setTyped })
  if (shops.data && known.length === 0)
    return (
      <EmptyState title={t('new.noShop')} action={<Link to="/settings/shops">{t('new.toShops')}</Link>} />
    )
  const price = (text: string) => (text.trim() === '' ? null : parseMoney(text, currency))
  const isBad = (text: string) => text.trim() !== '' && (parseMoney(text, currency) ?? -1) < 0
  const isDepositBad = isBad(deposit) || ((price(deposit) ?? 0) > 0 && customerId === null)
  // Rows in which nothing was written are not meant.
  const meant = lines.filter((line) => !isBlank(line))
  const badLine = meant.some((line) => lineProblem(line, currency) !== null)
  const sum = sumOf(meant, currency)
  const total = sum.amount + (price(postage) ?? 0) - (price(discount) ?? 0)
  const submit = async () => {
    setChecked(true)
    if (shopId === null || meant.length === 0 || badLine || isBad(postage) || isBad(discount)) return
    if (isDepositBad) return
    await create.run({
      shopId,
      orderNumber,
      customerId,
      recipient,
      performanceDate,
      shipBy: shipBy === null ? null : endOfDay(shipBy),
      postageAmount: price(postage),
      discountAmount: price(discount),
      depositAmount: price(deposit) ?? 0,
      invoiceTitle,
      note,
      lines: meant.map((line) => toLineInput(line, currency)),
    })
  }
  return (
    <div className={styles.page}>
      <PageHeader title={t('newOrder')} note={t('new.note')} back="/orders" />
      <DraftNote {...kept} />
      <div className={styles.grid2}>
        <label>
          {t('shop')}
          <Select
            style={{ width: '100%' }}
            value={shopId}
            onChange={(shop: number) => change({ chosenShop: shop })}
            options={known.map((shop) => ({ value: shop.id, label: shop.name }))}
          />
        </label>
        <label>
          {t('orderNumber')}
          <Input
            value={orderNumber}
            placeholder={t('new.numberAuto')}
            onChange={(event) => change({ orderNumber: event.target.value })}
          />
        </label>
        <div>
          {t('customers:newForm.customer')}
          <CustomerSelect value={customerId} onChange={(id) => change({ customerId: id })} />
        </div>
        <label>
          {t('shipBy')}
          <DatePicker
            style={{ width: '100%' }}
            value={shipBy === null ? null : dayjs(shipBy)}
            onChange={(value) => change({ shipBy: value ? value.format('YYYY-MM-DD') : null })}
          />
        </label>
        <label>
          {t('performanceDate')}
          <DatePicker
            style={{ width: '100%' }}
            value={performanceDate === null ? null : dayjs(performanceDate)}
            onChange={(value) => change({ performanceDate: value ? value.format('YYYY-MM-DD') : null })}
          />
        </label>
      </div>
      <section className={styles.section}>
        <h2>{t('goods')}</h2>
        <ClassList onLines={(added) => change({ lines: [...meant, ...added] })} />
        <DraftLines
          currency={currency}
          lines={lines}
          onChange={(next) => change({ lines: next })}
          isChecked={isChecked}
        />
        {isChecked && meant.length === 0 && (
          <span role="alert" className={styles.bad}>
            {t('new.linesNeeded')}
          </span>
        )}
      </section>
      <section className={styles.section}>
        <h2>{t('recipient')}</h2>
        <RecipientFields value={recipient} onChange={(next) => change({ recipient: next })} />
      </section>
      <div className={styles.grid2}>
        <label>
          {t('postageAmount')}
          <Input
            prefix={sign}
            status={isBad(postage) ? 'error' : ''}
            value={postage}
            onChange={(event) => change({ postage: event.target.value })}
          />
        </label>
        <label>
          {t('discountAmount')}
          <Input
            prefix={sign}
            status={isBad(discount) ? 'error' : ''}
            value={discount}
            onChange={(event) => change({ discount: event.target.value })}
          />
        </label>
        <label>
          {t('customers:newForm.deposit')}
          <Input
            prefix={sign}
            inputMode="decimal"
            status={isDepositBad ? 'error' : ''}
            value={deposit}
            onChange={(event) => change({ deposit: event.target.value })}
          />
          {isDepositBad && (
            <span role="alert" className={styles.bad}>
              {t(isBad(deposit) ? 'customers:newForm.bad' : 'customers:newForm.depositNeeds')}
            </span>
          )}
        </label>
        <label>
          {t('invoice.title')}
          <Input
            maxLength={120}
            value={invoiceTitle}
            onChange={(event) => change({ invoiceTitle: event.target.value })}
          />
        </label>
        <label>
          {t('note')}
          <Input maxLength={1000} value={note} onChange={(event) => change({ note: event.target.value })} />
        </label>
      </div>
      <ErrorNote error={create.error} />
      <div className={styles.bar}>
        <Button type="primary" size="large" loading={create.isPending} onClick={() => void submit()}>
          {t('new.save')}
        </Button>
        {isChecked && badLine && (
          <span role="alert" className={styles.bad}>
            {t('new.rowsIncomplete')}
          </span>
        )}
        <span className={styles.number}>
          {t('new.sum', { pieces: sum.pieces, amount: formatMoney(total, currency) })}
        </span>
        {!isDepositBad && (price(deposit) ?? 0) > 0 && (
          <strong className={styles.number}>
            {t('customers:newForm.due', { amount: formatMoney(total - (price(deposit) ?? 0), currency) })}
          </strong>
        )}
      </div>
    </div>
  )
}
