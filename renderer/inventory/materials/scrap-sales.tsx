import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Fen } from '../parts/figures.tsx'

/** Offcuts sold by weight, and what they brought. */
export function ScrapSales({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const query = useQuery(api.inventory.materials.scrapSales.queryOptions())
  const [date, setDate] = useState(today)
  const [weight, setWeight] = useState('')
  const [amountText, setAmount] = useState('')
  const [buyer, setBuyer] = useState('')
  const sell = useCommand(client.inventory.materials.sellScrap, {
    onSuccess: () => {
      setWeight('')
      setAmount('')
      void message.success(t('scrap.done'))
    },
  })
  const undo = useCommand(client.inventory.materials.voidScrapSale)
  // Thousandths of a kilogram are grams.
  const weightGrams = parseAmount(weight)
  const amount = parseMoney(amountText)
  const live = (query.data ?? []).filter(({ voided }) => !voided)
  return (
    <Drawer open size={640} title={t('scrap.title')} onClose={onClose}>
      <div className={styles.page}>
        <p className={styles.muted}>{t('scrap.help')}</p>
        <ErrorNote error={query.error ?? sell.error ?? undo.error} />
        <div className={styles.bar}>
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={t('date')}
            value={date}
            max={today()}
            onChange={(event) => setDate(event.target.value || today())}
          />
          <AmountInput label={t('scrap.weight')} unit={t('units.kg')} value={weight} onChange={setWeight} />
          <Input
            className="number"
            style={{ width: 120 }}
            aria-label={t('scrap.amount')}
            placeholder={t('scrap.amount')}
            status={amountText !== '' && amount === null ? 'error' : ''}
            value={amountText}
            onChange={(event) => setAmount(event.target.value)}
          />
          <Input
            style={{ width: 140 }}
            aria-label={t('scrap.buyer')}
            placeholder={t('scrap.buyer')}
            maxLength={60}
            value={buyer}
            onChange={(event) => setBuyer(event.target.value)}
          />
          <Button
            type="primary"
            disabled={!weightGrams || amount === null || amount < 0}
            loading={sell.isPending}
            onClick={() =>
              weightGrams &&
              amount !== null &&
              void sell.run({ businessDate: date, weightGrams, amount, buyer, note: '' })
            }
          >
            {t('save')}
          </Button>
        </div>
        <b>
          {t('scrap.sum', {
            weight: formatAmount(live.reduce((sum, row) => sum + row.weightGrams, 0)),
            amount: toDecimal(live.reduce((sum, row) => sum + row.amount, 0)),
          })}
        </b>
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          dataSource={query.data ?? []}
          locale={{ emptyText: t('scrap.none') }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('date'), dataIndex: 'businessDate' },
            {
              title: t('scrap.weight'),
              align: 'right',
              render: (_, row) => `${formatAmount(row.weightGrams)} ${t('units.kg')}`,
            },
            { title: t('scrap.amount'), align: 'right', render: (_, row) => <Fen value={row.amount} /> },
            { title: t('scrap.buyer'), dataIndex: 'buyer' },
            {
              title: '',
              align: 'right',
              render: (_, row) =>
                row.voided ? (
                  t('batch.undone')
                ) : (
                  <ConfirmAction
                    size="small"
                    title={t('scrap.undoTitle')}
                    text={t('scrap.undoText', { amount: toDecimal(row.amount) })}
                    confirm={t('batch.undo')}
                    onConfirm={() => undo.run({ id: row.id })}
                  >
                    {t('batch.undo')}
                  </ConfirmAction>
                ),
            },
          ]}
        />
      </div>
    </Drawer>
  )
}
