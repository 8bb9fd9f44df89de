import { App, Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Currency, formatMoney } from '../../shared/money.ts'
import { client } from '../app/client.ts'
import { today } from '../ui/today.ts'
import { usePrinting } from './printing.ts'
import { statementLines } from './statement-rows.ts'

/** A row of an account, in minor units: what it adds to the debt, and what is owed after it. */
export interface StatementRow {
  readonly businessDate: string
  readonly what: string
  readonly amount: number
  readonly balance: number
}

interface StatementProps {
  readonly party: string
  readonly currency: Currency
  /** Rows of the account since a day with those right before it, the oldest first. */
  readonly load: (since: string) => Promise<readonly StatementRow[]>
}

/** Prints an account's month for both to sign: what was owed, what came to it, what was paid, what is owed. */
export function StatementButton(props: StatementProps) {
  const { t } = useTranslation('shipping')
  const { message } = App.useApp()
  const printing = usePrinting()
  const [month, setMonth] = useState(() => today().slice(0, 7))
  const [isBusy, setBusy] = useState(false)
  const money = (minor: number) => formatMoney(minor, props.currency)
  const print = async () => {
    setBusy(true)
    try {
      const all = await props.load(`${month}-01`)
      const rows = all.filter(({ businessDate }) => businessDate.startsWith(month))
      const before = all.filter(({ businessDate }) => businessDate < month)
      const opening = before.at(-1)?.balance ?? 0
      const added = rows.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
      const taken = rows.reduce((sum, { amount }) => sum + Math.max(0, -amount), 0)
      let balance = opening
      const { name } = await client.settings.workshop.get()
      await printing.print('workSheet', [
        {
          title: t('statement.title'),
          number: month,
          workshopName: name,
          styleNo: props.party,
          styleName: '',
          facts: [
            [t('statement.opening'), money(opening)],
            [t('statement.added'), money(added)],
            [t('statement.taken'), money(taken)],
            [t('statement.closing'), money(opening + added - taken)],
          ],
          tables: [
            {
              title: t('statement.rows', { count: rows.length }),
              columns: [
                // A figure's width is enough for a day: the rest of the line is for what it was.
                { title: t('statement.date'), isFigure: true },
                { title: t('statement.what'), isFigure: false },
                { title: t('statement.amount'), isFigure: true },
                { title: t('statement.balance'), isFigure: true },
              ],
              rows: rows.flatMap((row) => {
                balance += row.amount
                const [what = '', ...more] = statementLines(row.what)
                return [
                  [row.businessDate, what, money(row.amount), money(balance)],
                  ...more.map((line) => ['', line, '', '']),
                ]
              }),
            },
          ],
          note: '',
          code: null,
          signatures: [t('statement.us', { name }), t('statement.them', { name: props.party })],
        },
      ])
    } catch {
      void message.error(t('statement.failed'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Popover
      trigger="click"
      content={
        <span style={{ display: 'flex', gap: 8 }}>
          <Input
            type="month"
            style={{ width: 150 }}
            aria-label={t('statement.month')}
            value={month}
            onChange={(event) => setMonth(event.target.value || today().slice(0, 7))}
          />
          <Button type="primary" loading={isBusy} onClick={() => void print()}>
            {t('statement.print')}
          </Button>
        </span>
      }
    >
      <Button>{t('statement.title')}</Button>
    </Popover>
  )
}
