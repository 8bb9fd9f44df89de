import { useQuery } from '@tanstack/react-query'
import { Spin, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Payslip, PayslipLine } from '../../../shared/payroll/payslip-contract.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import { api } from '../../app/client.ts'
import { attendanceOn, paths, routingPath } from '../../app/paths.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { hoursOf } from '../parts/figures.tsx'
import styles from '../payroll.module.css'

const pages = { pageSize: 20, hideOnSinglePage: true, showSizeChanger: false } as const

/** Whether there is more to show of a line than its reckoning. */
export function hasBehind({ kind }: PayslipLine): boolean {
  return ['piece', 'hour', 'premium', 'top-up', 'debt', 'adjustment'].includes(kind)
}

/** What an amount was made of: the tickets, the hours, or the list that its reason stands in. */
export function Behind({ line, slip }: { readonly line: PayslipLine; readonly slip: Payslip }) {
  const { t } = useTranslation('payroll')
  switch (line.kind) {
    case 'piece':
      return <Tickets line={line} slip={slip} />
    case 'hour':
    case 'premium':
    case 'top-up':
      return <Hours line={line} slip={slip} />
    case 'debt':
      return <Link to={`${paths.workerDebts}?worker=${slip.workerId}`}>{t('line.toDebts')}</Link>
    default:
      return <Link to={paths.givenAndTaken}>{t('line.toAdjustments')}</Link>
  }
}

function Tickets({ line, slip }: { readonly line: PayslipLine; readonly slip: Payslip }) {
  const { t } = useTranslation('payroll')
  const isClosed = slip.id !== null
  const closed = useQuery({
    ...api.payroll.payslips.tickets.queryOptions({ input: { lineId: line.id || 1 } }),
    enabled: isClosed,
  })
  const open = useQuery({
    ...api.payroll.runs.tickets.queryOptions({
      input: {
        from: slip.from,
        to: slip.to,
        workerId: slip.workerId,
        operationId: line.operationId ?? 1,
        rate: line.rate,
        why: line.why === '' ? 'now' : line.why,
        isRework: line.isRework,
        fault: line.fault,
      },
    }),
    enabled: !isClosed,
  })
  const query = isClosed ? closed : open
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  return (
    <Table
      size="small"
      rowKey="entryId"
      dataSource={query.data}
      pagination={pages}
      columns={[
        { title: t('ticket.day'), dataIndex: 'workDate' },
        { title: t('ticket.batch'), dataIndex: 'batchNumber' },
        { title: t('ticket.bundle'), render: (_, row) => t('ticket.number', { number: row.bundleNumber }) },
        { title: t('ticket.sku'), render: (_, row) => `${row.colour} ${row.size}` },
        { title: t('ticket.code'), render: (_, row) => <span className="number">{row.code}</span> },
        { title: t('pieces'), align: 'right', dataIndex: 'pieces' },
      ]}
    />
  )
}

function Hours({ line, slip }: { readonly line: PayslipLine; readonly slip: Payslip }) {
  const { t } = useTranslation('payroll')
  const { id, from, to, workerId } = slip
  const closed = useQuery({
    ...api.payroll.payslips.times.queryOptions({ input: { id: id ?? 1 } }),
    enabled: id !== null,
  })
  const open = useQuery({
    ...api.payroll.runs.times.queryOptions({ input: { from, to, workerId } }),
    enabled: id === null,
  })
  const query = id === null ? open : closed
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const rows = query.data.filter((time) => {
    if (line.kind === 'top-up') return time.overtime === 'none'
    if (time.overtime !== line.overtime) return false
    return line.kind === 'premium' || (time.paid && time.rate === line.rate && time.percent === line.base)
  })
  return (
    <Table
      size="small"
      rowKey={(row) => `${row.id} ${row.minutes < 0}`}
      dataSource={rows}
      pagination={pages}
      locale={{ emptyText: t('line.hoursElsewhere') }}
      columns={[
        {
          title: t('ticket.day'),
          // Hours are made by attendance: there, and nowhere else, a day is put right.
          render: (_, row) => <Link to={attendanceOn(row.workDate, workerId)}>{row.workDate}</Link>,
        },
        { title: t('hours'), align: 'right', render: (_, row) => hoursOf(row.minutes) },
        { title: t('line.what'), render: (_, row) => t(`line.hour.${row.overtime}`) },
        {
          title: t('terms.hourlyRate'),
          align: 'right',
          render: (_, row) => (row.paid ? formatRate(row.rate) : '—'),
        },
        { title: t('note'), dataIndex: 'note' },
      ]}
    />
  )
}

/** The steps whose pieces wait for a rate, each with the way to its rates. */
export function UnratedSteps({ slip }: { readonly slip: Payslip }) {
  const { t } = useTranslation('payroll')
  const { from, to, workerId } = slip
  const query = useQuery(api.payroll.runs.unrated.queryOptions({ input: { from, to, workerId } }))
  return (
    <>
      <ErrorNote error={query.error} />
      <ul className={styles.notes}>
        {(query.data ?? []).map((step) => (
          <li key={`${step.styleId} ${step.operationName}`}>
            <StatusTag tone="act">{t('warning.no-rate.word', { count: step.pieces })}</StatusTag>
            <span>
              {step.styleNumber} {step.styleName} · {step.operationName}{' '}
              <Link to={routingPath(step.styleId)}>{t('warning.no-rate.go')}</Link>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
