import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Payslip, PayslipLine } from '../../../shared/payroll/payslip-contract.ts'
import { Photo } from '../../catalog/photo.tsx'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Fact, hoursOf } from '../parts/figures.tsx'
import { WarningNotes } from '../parts/warnings.tsx'
import styles from '../payroll.module.css'
import { Behind, hasBehind, UnratedSteps } from './behind.tsx'
import { lineReckoning, lineTitle, termsText } from './line-text.ts'
import { SlipPayments } from './slip-payments.tsx'

type Row = PayslipLine & { readonly at: number }

/** A whole payslip, line by line: how each amount comes about, and what stands behind it. */
export function SlipView({ slip }: { readonly slip: Payslip }) {
  const { t } = useTranslation('payroll')
  const rows = slip.lines.map((line, at): Row => ({ ...line, at }))
  const isClosed = slip.id !== null
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Photo
          hash={slip.photoHash === '' ? null : slip.photoHash}
          side={56}
          alt={slip.name}
          subject="person"
        />
        <span>
          <b>{slip.name}</b> {t('span', { from: slip.from, to: slip.to })}
          <div className={styles.small}>
            {[
              // Said once where the kind is the basis.
              ...new Set([t(`production:worker.kinds.${slip.kind}`), ...termsText(t, slip).split(' · ')]),
              t('slip.normalHours', { hours: hoursOf(slip.normalMinutes) }),
            ].join(' · ')}
          </div>
        </span>
        {!isClosed && <StatusTag tone="go">{t('slip.open')}</StatusTag>}
      </div>
      <div className={styles.facts}>
        <Fact name={t('gross')}>
          <Money minor={slip.gross} />
        </Fact>
        <Fact name={t('taken')}>
          <Money minor={slip.net - slip.gross} />
        </Fact>
        <Fact name={t('net')}>
          <Money minor={slip.net} />
        </Fact>
        {isClosed && (
          <>
            <Fact name={t('paid')}>
              <Money minor={slip.paid} />
            </Fact>
            <Fact name={t('owed')}>
              <Money minor={slip.net - slip.paid} />
            </Fact>
          </>
        )}
      </div>
      <WarningNotes warnings={slip.warnings} />
      {!isClosed && slip.warnings.some(({ code }) => code === 'no-rate') && <UnratedSteps slip={slip} />}
      <Table<Row>
        size="small"
        rowKey="at"
        dataSource={rows}
        pagination={false}
        locale={{ emptyText: t('slip.noLines') }}
        expandable={{
          expandRowByClick: true,
          rowExpandable: hasBehind,
          expandedRowRender: (line) => <Behind line={line} slip={slip} />,
        }}
        columns={[
          {
            title: t('line.what'),
            render: (_, line) => (
              <span className={styles.tags}>
                {lineTitle(t, line)}
                {line.isRework && <StatusTag tone="warn">{t('line.rework')}</StatusTag>}
                {line.why === 'late' && <StatusTag tone="go">{t('line.late')}</StatusTag>}
                {line.why === 'reversed' && <StatusTag tone="warn">{t('line.reversed')}</StatusTag>}
              </span>
            ),
          },
          { title: t('line.reckoned'), render: (_, line) => lineReckoning(t, line, slip) },
          {
            title: t('amount'),
            align: 'right',
            render: (_, line) => (
              <span className={line.amount < 0 ? styles.taken : undefined}>
                <Money minor={line.amount} />
              </span>
            ),
          },
        ]}
        summary={() => (
          <Table.Summary.Row className={styles.sums}>
            <Table.Summary.Cell index={0} colSpan={3}>
              {t('net')}
            </Table.Summary.Cell>
            <Table.Summary.Cell index={3} align="right">
              <Money minor={slip.net} />
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
      {isClosed && <SlipPayments slip={slip} />}
    </div>
  )
}
