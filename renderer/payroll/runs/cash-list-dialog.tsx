import { PrinterOutlined } from '@ant-design/icons'
import { Button, Modal, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import { type CashCount, cashNotes, notesFor, notesForAll } from '../../../shared/payroll/cash-notes.ts'
import type { PayrollRun } from '../../../shared/payroll/payslip-contract.ts'
import { useSession } from '../../app/session.tsx'
import { usePrinting } from '../../shipping/printing.ts'
import { listText } from '../../ui/list-text.ts'
import { Money } from '../../ui/money.tsx'
import styles from '../payroll.module.css'
import type { OwedSlip } from './pay-dialog.tsx'

/** A note's face value: 10000 → "100", 50 → "0.5". */
function faceOf(note: number): string {
  return String(note / 100)
}

/** "100×12 20×1": what is put into one envelope. */
function envelopeOf({ counts, rest }: CashCount): string {
  const notes = cashNotes.flatMap((note, index) =>
    counts[index]! > 0 ? [`${faceOf(note)}×${counts[index]}`] : [],
  )
  return listText([...notes, ...(rest > 0 ? [toDecimal(rest)] : [])])
}

/** Who gets how much in cash, in which notes, and what to fetch from the bank; to be printed and signed. */
export function CashListDialog(props: {
  readonly run: PayrollRun
  readonly owed: readonly OwedSlip[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('payroll')
  const { workshopName } = useSession()
  const printing = usePrinting()
  const { run, owed } = props
  const sum = owed.reduce((total, one) => total + one.owed, 0)
  const all = notesForAll(owed.map((one) => one.owed))
  const needed = cashNotes.flatMap((note, index) => {
    const count = all.counts[index]!
    return count === 0 ? [] : [{ face: faceOf(note), count, amount: note * count }]
  })
  const print = () =>
    void printing.print('workSheet', [
      {
        title: t('cash.title'),
        number: '',
        workshopName,
        styleNo: t('span', { from: run.from, to: run.to }),
        styleName: run.note,
        facts: [
          [t('runs.people'), String(owed.length)],
          [t('cash.sum'), formatMoney(sum)],
        ],
        tables: [
          {
            title: t('cash.notes'),
            columns: [
              { title: t('cash.note'), isFigure: true },
              { title: t('cash.count'), isFigure: true },
              { title: t('amount'), isFigure: true },
            ],
            rows: needed.map(({ face, count, amount }) => [face, String(count), formatMoney(amount)]),
          },
          {
            title: t('cash.people'),
            columns: [
              { title: t('worker'), isFigure: false },
              { title: t('amount'), isFigure: true },
              { title: t('cash.signature'), isFigure: false },
            ],
            rows: owed.map((one) => [one.name, formatMoney(one.owed), '']),
          },
          // Of its own: beside amount and signature a line of notes would be cut.
          {
            title: t('cash.envelopes'),
            columns: [
              { title: t('worker'), isFigure: false },
              { title: t('cash.envelope'), isFigure: false },
            ],
            rows: owed.map((one) => [one.name, envelopeOf(notesFor(one.owed))]),
          },
        ],
        note: all.rest > 0 ? t('cash.rest', { amount: formatMoney(all.rest) }) : '',
        code: null,
        signatures: [t('cash.fetchedBy'), t('cash.paidBy')],
      },
    ])
  return (
    <Modal
      open
      width={720}
      title={t('cash.title')}
      onCancel={props.onClose}
      footer={
        <>
          <Button onClick={props.onClose}>{t('close.shut')}</Button>
          <Button type="primary" icon={<PrinterOutlined />} onClick={print}>
            {t('cash.print')}
          </Button>
        </>
      }
    >
      <div className={styles.page}>
        <span>{t('cash.text', { count: owed.length, amount: formatMoney(sum) })}</span>
        <Table
          size="small"
          rowKey="face"
          dataSource={needed}
          pagination={false}
          columns={[
            { title: t('cash.note'), align: 'right', dataIndex: 'face' },
            { title: t('cash.count'), align: 'right', dataIndex: 'count' },
            { title: t('amount'), align: 'right', render: (_, row) => <Money minor={row.amount} /> },
          ]}
        />
        {all.rest > 0 && (
          <span className={styles.muted}>{t('cash.rest', { amount: formatMoney(all.rest) })}</span>
        )}
        <Table
          size="small"
          rowKey="payslipId"
          dataSource={[...owed]}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('worker'), dataIndex: 'name' },
            { title: t('amount'), align: 'right', render: (_, row) => <Money minor={row.owed} /> },
            {
              title: t('cash.envelope'),
              render: (_, row) => <span className="number">{envelopeOf(notesFor(row.owed))}</span>,
            },
          ]}
        />
      </div>
    </Modal>
  )
}
