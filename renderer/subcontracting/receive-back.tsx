import { App, Button, Checkbox, Input, InputNumber, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseMoney, toDecimal } from '../../shared/money.ts'
import type { Subcontract } from '../../shared/subcontracting/orders-contract.ts'
import { type Reported, reportedBySku } from '../../shared/subcontracting/reported.ts'
import { client } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import { NewTickets } from './new-tickets.tsx'

const columns = ['good', 'scrap', 'lost', 'rework'] as const
type Counts = Readonly<Record<(typeof columns)[number], number>>
type Row = Subcontract['bundles'][number]
/** Bundles of a page. */
const onPage = 50
const nothing: Counts = { good: 0, scrap: 0, lost: 0, rework: 0 }

/** What comes back of an order, bundle by bundle; all of it by one button. Bundles it begins get their tickets at once. */
export function ReceiveBack({
  onClose,
  ...props
}: {
  readonly order: Subcontract
  readonly onClose: () => void
}) {
  // As it was when this was opened: what is counted against it must not change under the hand of who counts.
  const [order] = useState(props.order)
  const { t } = useTranslation('subcontracting')
  const { message } = App.useApp()
  const [counts, setCounts] = useState<Readonly<Record<number, Counts>>>({})
  const [date, setDate] = useState(today)
  const [deductionText, setDeduction] = useState('')
  const [note, setNote] = useState('')
  const [isOverRight, setOverRight] = useState(false)
  const receive = useCommand(client.subcontracting.orders.receive, {
    onSuccess: ({ pieces, amount, newBundles }) => {
      void message.success(
        amount === null
          ? t('receive.counted', { count: pieces })
          : t('receive.done', { pieces, amount: toDecimal(amount) }),
        5,
      )
      if (newBundles.length === 0) onClose()
    },
  })
  const newBundles = receive.answer?.newBundles ?? []
  if (newBundles.length > 0)
    return <NewTickets batchId={order.batchId} bundles={newBundles} onClose={onClose} />
  const lines = order.bundles.flatMap(({ bundleId, out }) => {
    const line = counts[bundleId]
    return line && columns.some((column) => line[column] > 0) ? [{ bundleId, expectedOut: out, ...line }] : []
  })
  const over = order.bundles.reduce((sum, { bundleId, out }) => {
    const line = counts[bundleId] ?? nothing
    return sum + Math.max(0, line.good + line.scrap + line.lost - out)
  }, 0)
  const told = reportedBySku(order)
  const rows = [
    ...Map.groupBy(
      order.bundles.filter(({ bundleId, out }) => out > 0 || order.whole || counts[bundleId] !== undefined),
      // The partner speaks of colours and sizes: their bundles stand together.
      ({ sku }) => (told.size === 0 ? 0 : sku.id),
    ).values(),
  ].flat()
  /** On how many rows of a page, from this one on, there are bundles of its SKU; 0: it is not the first of them. */
  const spanOf = (index: number) => {
    const page = rows.slice(index - (index % onPage), index - (index % onPage) + onPage)
    const place = index % onPage
    const skuId = page[place]!.sku.id
    if (place > 0 && page[place - 1]!.sku.id === skuId) return 0
    const next = page.findIndex(({ sku }, other) => other > place && sku.id !== skuId)
    return (next < 0 ? page.length : next) - place
  }
  const good = lines.reduce((sum, line) => sum + line.good, 0)
  const deduction = deductionText.trim() === '' ? 0 : parseMoney(deductionText)
  const owed = order.price === null ? null : Math.round((good * order.price) / 10_000) - (deduction ?? 0)
  return (
    <Modal
      open
      width={told.size === 0 ? 760 : 880}
      style={{ top: 24 }}
      title={t('receive.title', { partner: order.partner })}
      okText={t('receive.ok', { count: good })}
      okButtonProps={{
        disabled:
          lines.length === 0 ||
          (over > 0 && !isOverRight) ||
          deduction === null ||
          deduction < 0 ||
          (deduction > 0 && note.trim() === ''),
        loading: receive.isPending,
      }}
      onOk={() =>
        void receive.run({
          id: order.id,
          businessDate: date,
          deduction: deduction ?? 0,
          note: note.trim(),
          lines,
          over: over > 0 && isOverRight,
        })
      }
      onCancel={onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={receive.error} />
        <div className={styles.bar}>
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={t('date')}
            value={date}
            max={today()}
            onChange={(event) => setDate(event.target.value || today())}
          />
          <Button
            onClick={() =>
              setCounts(
                Object.fromEntries(
                  order.bundles.map(({ bundleId, out }) => [bundleId, { ...nothing, good: out }]),
                ),
              )
            }
          >
            {t('receive.all', { count: order.out })}
          </Button>
        </div>
        <Table
          size="small"
          rowKey="bundleId"
          dataSource={rows}
          // Head, sum and buttons stay in sight, however many bundles there are.
          scroll={{ y: 'max(160px, 100vh - 445px)' }}
          pagination={{ pageSize: onPage, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            {
              title: t('bundle'),
              render: (_, row) => `${row.bundleNumber} · ${row.sku.colour} ${row.sku.size}`,
            },
            { title: t('out'), width: 80, align: 'right', dataIndex: 'out' },
            ...(told.size === 0
              ? []
              : [
                  {
                    title: t('receive.told'),
                    width: 130,
                    onCell: (row: Row) => ({
                      rowSpan: spanOf(rows.indexOf(row)),
                      style: { verticalAlign: 'top' },
                    }),
                    render: (_: unknown, row: Row) => <Told reported={told.get(row.sku.id)} />,
                  },
                ]),
            ...columns.map((column) => ({
              title: t(column),
              key: column,
              width: column === 'rework' ? 120 : 100,
              align: 'right' as const,
              render: (_: unknown, row: Row) => (
                <InputNumber
                  style={{ width: 80 }}
                  aria-label={`${row.bundleNumber} ${t(column)}`}
                  min={0}
                  max={100_000}
                  precision={0}
                  value={counts[row.bundleId]?.[column] || null}
                  onChange={(value) =>
                    setCounts({
                      ...counts,
                      [row.bundleId]: { ...(counts[row.bundleId] ?? nothing), [column]: value ?? 0 },
                    })
                  }
                />
              ),
            })),
          ]}
        />
        <p className={styles.muted}>{t('receive.help')}</p>
        {over > 0 && (
          <Checkbox
            className={styles.wrong}
            checked={isOverRight}
            onChange={(event) => setOverRight(event.target.checked)}
          >
            {t('receive.over', { count: over })}
          </Checkbox>
        )}
        <div className={styles.bar}>
          {owed !== null && (
            <>
              <span>{t('deduction')}</span>
              <Input
                className="number"
                style={{ width: 110 }}
                inputMode="decimal"
                aria-label={t('deduction')}
                status={deduction === null ? 'error' : ''}
                value={deductionText}
                onChange={(event) => setDeduction(event.target.value)}
              />
            </>
          )}
          <Input
            style={{ width: 260 }}
            aria-label={t('note')}
            placeholder={t(deduction ? 'receive.why' : 'note')}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          {owed !== null && <b>{t('receive.owed', { amount: toDecimal(owed) })}</b>}
        </div>
      </div>
    </Modal>
  )
}

/** What the partner's file says of a colour and size. */
function Told({ reported }: { readonly reported: Reported | undefined }) {
  const { t } = useTranslation('subcontracting')
  if (!reported) return '—'
  return (
    // In sight beside every bundle of its colour and size, however far they are scrolled.
    <div style={{ position: 'sticky', top: 8 }}>
      {t('receive.toldGood', { count: reported.good })}
      <br />
      {t('receive.toldDelivered', { count: reported.delivered })}
      {reported.coming > 0 && (
        <>
          <br />
          <b>{t('receive.toldComing', { count: reported.coming })}</b>
        </>
      )}
    </div>
  )
}
