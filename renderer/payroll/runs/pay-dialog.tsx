import { App, Button, Input, InputNumber, Modal, Radio, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney, parseMoney, toDecimal } from '../../../shared/money.ts'
import { type PayMethod, payMethods } from '../../../shared/payroll/payslip-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../payroll.module.css'

/** What is still owed of a payslip. */
export interface OwedSlip {
  readonly payslipId: number
  readonly name: string
  /** Fen. */
  readonly owed: number
  /** As her details say; left out where one worker's slips are paid. */
  readonly payMethod?: PayMethod
  readonly wechatName?: string
  readonly phone?: string
}

/** So much per cent of an amount, in whole fen; all of it at a hundred. */
function partOf(owed: number, percent: number): number {
  return Math.floor((owed * percent) / 100)
}

/** How they are all paid; cash where it differs. */
function methodOfAll(slips: readonly OwedSlip[]): PayMethod {
  const [first, ...others] = new Set(slips.map(({ payMethod }) => payMethod))
  return first !== undefined && others.length === 0 ? first : 'cash'
}

/** Hands wages over: in full, a share of each, or amounts of their own; and how. */
export function PayDialog({
  owed,
  onClose,
}: {
  readonly owed: readonly OwedSlip[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('payroll')
  const { message } = App.useApp()
  // As they were when it opened: a payment made elsewhere meanwhile is refused, not paid twice.
  const [slips] = useState(owed)
  const [method, setMethod] = useState<PayMethod>(() => methodOfAll(owed))
  const [date, setDate] = useState(today)
  const [note, setNote] = useState('')
  const [percent, setPercent] = useState(100)
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const pay = useCommand(client.payroll.payments.pay, {
    onSuccess: () => {
      void message.success(t('pay.done', { count: payments.length, amount: formatMoney(sum) }))
      onClose()
    },
  })
  const textOf = ({ payslipId, owed: left }: OwedSlip) => typed[payslipId] ?? toDecimal(partOf(left, percent))
  const amountOf = (slip: OwedSlip) => {
    const amount = parseMoney(textOf(slip))
    return amount !== null && amount >= 0 && amount <= slip.owed ? amount : null
  }
  const payments = slips.flatMap((slip) => {
    const amount = amountOf(slip)
    return amount === null || amount === 0 ? [] : [{ payslipId: slip.payslipId, amount }]
  })
  const sum = payments.reduce((total, { amount }) => total + amount, 0)
  const isWrong = slips.some((slip) => amountOf(slip) === null)
  const isReady = !isWrong && payments.length > 0
  const submit = () => isReady && void pay.run({ payments, businessDate: date, method, note: note.trim() })
  return (
    <Modal
      open
      width={640}
      title={t('pay.title', { count: slips.length })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button type="primary" disabled={!isReady} loading={pay.isPending} onClick={submit}>
            {t('pay.submit', { amount: formatMoney(sum) })}
          </Button>
        </>
      }
    >
      <form
        className={styles.page}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <ErrorNote error={pay.error} />
        <Radio.Group
          aria-label={t('pay.method')}
          optionType="button"
          value={method}
          options={payMethods.map((one) => ({ value: one, label: t(`pay.methods.${one}`) }))}
          onChange={(event) => setMethod(event.target.value as PayMethod)}
        />
        <div className={styles.bar}>
          <Input
            type="date"
            style={{ width: 150 }}
            max={today()}
            aria-label={t('date')}
            value={date}
            onChange={(event) => event.target.value !== '' && setDate(event.target.value)}
          />
          <Input
            style={{ flex: 1, minWidth: 160 }}
            aria-label={t('note')}
            placeholder={t('note')}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        <div className={styles.bar}>
          {[100, 50].map((one) => (
            <Button
              key={one}
              size="small"
              aria-pressed={percent === one}
              onClick={() => {
                setPercent(one)
                setTyped({})
              }}
            >
              {t(one === 100 ? 'pay.full' : 'pay.half')}
            </Button>
          ))}
          <InputNumber
            size="small"
            min={1}
            max={100}
            precision={0}
            style={{ width: 90 }}
            aria-label={t('pay.share')}
            suffix="%"
            value={percent}
            onChange={(value) => {
              setPercent(value ?? 100)
              setTyped({})
            }}
          />
          <span className={styles.muted}>{t('pay.shareText')}</span>
          {/* For paying by phone, one after the other. */}
          {method !== 'cash' && (
            <ExportRows
              fileName={t('pay.file', { method: t(`pay.methods.${method}`), day: date })}
              rows={slips.flatMap((slip) => {
                const amount = amountOf(slip)
                return amount === null || amount === 0 ? [] : [{ ...slip, amount }]
              })}
              columns={[
                [t('worker'), ({ name }) => name],
                ...(method === 'wechat'
                  ? [[t('pay.wechatName'), (slip: OwedSlip) => slip.wechatName ?? ''] as const]
                  : []),
                ...(method === 'alipay'
                  ? [[t('pay.phone'), (slip: OwedSlip) => slip.phone ?? ''] as const]
                  : []),
                [t('pay.now'), ({ amount }) => Number(toDecimal(amount))],
              ]}
            />
          )}
        </div>
        <Table
          size="small"
          rowKey="payslipId"
          dataSource={[...slips]}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('worker'), dataIndex: 'name' },
            { title: t('owed'), align: 'right', render: (_, row) => <Money minor={row.owed} /> },
            {
              title: t('pay.now'),
              align: 'right',
              width: 160,
              render: (_, row) => (
                <>
                  <Input
                    className="number"
                    style={{ textAlign: 'right' }}
                    inputMode="decimal"
                    aria-label={t('pay.nowOf', { name: row.name })}
                    aria-invalid={amountOf(row) === null}
                    status={amountOf(row) === null ? 'error' : ''}
                    value={textOf(row)}
                    onFocus={(event) => event.target.select()}
                    onChange={(event) => setTyped({ ...typed, [row.payslipId]: event.target.value })}
                  />
                  {amountOf(row) === null && (
                    <div className={styles.taken} role="alert">
                      {t('pay.bad', { most: toDecimal(row.owed) })}
                    </div>
                  )}
                </>
              ),
            },
          ]}
        />
      </form>
    </Modal>
  )
}
