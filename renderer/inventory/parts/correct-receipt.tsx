import { useQuery } from '@tanstack/react-query'
import { App, Checkbox, Input, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { skuText } from '../../../shared/catalog/sku-label.ts'
import type { ReceiptDetail } from '../../../shared/inventory/purchases-contract.ts'
import { creditDue } from '../../../shared/inventory/returned.ts'
import { formatMoney, parseMoney, toDecimal } from '../../../shared/money.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Missing } from '../materials/missing.tsx'

/** What lines of a purchase really cost, although some of it is used already. */
export function CorrectReceipt({ id, onDone }: { readonly id: number; readonly onDone: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const query = useQuery(api.inventory.receipts.get.queryOptions({ input: { id } }))
  const [texts, setTexts] = useState<Readonly<Record<number, string>>>({})
  const [note, setNote] = useState('')
  const [keepsCredit, setKeepsCredit] = useState(false)
  const correct = useCommand(client.inventory.receipts.correct, {
    onSuccess: ({ account, stock }) => {
      void message.success(t('correct.done', { account: formatMoney(account), stock: formatMoney(stock) }), 5)
      onDone()
    },
  })
  const lines = query.data?.lines ?? []
  const amountText = ({ material }: ReceiptDetail['lines'][number], quantity: number) =>
    material
      ? `${formatAmount(quantity)} ${t(`units.${material.unit}`)}`
      : t('correct.pieces', { count: quantity })
  // What has no price yet stands open, and may stay so.
  const textOf = (line: ReceiptDetail['lines'][number]) =>
    texts[line.id] ?? (line.priceDue ? '' : toDecimal(line.amount ?? 0))
  const isOpen = (line: ReceiptDetail['lines'][number]) => line.priceDue && textOf(line).trim() === ''
  const changed = lines.flatMap((line) => {
    const amount = parseMoney(textOf(line))
    const isSame = amount === line.amount && !line.priceDue
    return amount === null || amount < 0 || isSame ? [] : [{ lineId: line.id, amount }]
  })
  const hasReturned = lines.some(
    (line) => line.returned > 0 && changed.some(({ lineId }) => lineId === line.id),
  )
  const credit = changed.reduce((sum, { lineId, amount }) => {
    const line = lines.find(({ id: known }) => known === lineId)!
    return sum + creditDue({ ...line, amount: line.amount ?? 0 }, amount, line.returned)
  }, 0)
  const isWrong = (line: ReceiptDetail['lines'][number]) =>
    !isOpen(line) && (parseMoney(textOf(line)) ?? -1) < 0
  const isBad = lines.some(isWrong)
  const before = lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  const after = lines.reduce((sum, line) => sum + (parseMoney(textOf(line)) ?? 0), 0)
  return (
    <Modal
      open
      width={640}
      title={t(lines.some(({ priceDue }) => priceDue) ? 'correct.addTitle' : 'correct.title')}
      okText={t('save')}
      okButtonProps={{ disabled: changed.length === 0 || isBad, loading: correct.isPending }}
      onOk={() => void correct.run({ id, note: note.trim(), keepsCredit, lines: changed })}
      onCancel={onDone}
    >
      <div className={styles.page}>
        <p className={styles.muted} style={{ margin: 0 }}>
          {t('correct.help')}
        </p>
        <ErrorNote error={correct.error ?? query.error} />
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          pagination={false}
          dataSource={lines}
          columns={[
            {
              title: t('material'),
              render: (_, line) =>
                line.material
                  ? [line.material.name, line.material.dyeLot].filter(Boolean).join(' · ')
                  : line.sku && skuText(line.sku),
            },
            {
              title: t('quantity'),
              align: 'right',
              render: (_, line) => (
                <>
                  {amountText(line, line.quantity)}
                  {line.returned > 0 && (
                    <div className={styles.muted}>
                      {t('correct.returned', { amount: amountText(line, line.returned) })}
                    </div>
                  )}
                </>
              ),
            },
            {
              title: t('amount'),
              render: (_, line) => (
                <>
                  <Input
                    style={{ width: 120 }}
                    className="number"
                    inputMode="decimal"
                    aria-label={t('amount')}
                    status={isWrong(line) ? 'error' : ''}
                    value={textOf(line)}
                    onChange={(event) => setTexts({ ...texts, [line.id]: event.target.value })}
                  />
                  {isWrong(line) && <div className={styles.fieldError}>{t('badMoney')}</div>}
                </>
              ),
            },
          ]}
        />
        {changed.length > 0 && (
          <b>{t('correct.sum', { before: formatMoney(before), after: formatMoney(after) })}</b>
        )}
        {hasReturned && (
          <Checkbox checked={!keepsCredit} onChange={(event) => setKeepsCredit(!event.target.checked)}>
            {t('correct.credit', { amount: formatMoney(credit) })}
          </Checkbox>
        )}
        <Input
          placeholder={t('correct.why')}
          aria-label={t('correct.why')}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Missing what={[(changed.length === 0 || isBad) && t('amount')]} />
      </div>
    </Modal>
  )
}
