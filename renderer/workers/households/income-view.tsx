import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/money.ts'
import type { HouseholdIncomeShown } from '../../../shared/workers/households/contract.ts'
import { Fact } from '../../inventory/parts/figures.tsx'
import styles from '../../production/production.module.css'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'

/** What this workshop paid a household by month and year against the line, and since when that alone reaches it. */
export function IncomeView({ income }: { readonly income: HouseholdIncomeShown }) {
  const { t } = useTranslation('households')
  const last = income.months.at(-1)
  if (!last) return <p className={styles.muted}>{t('income.none')}</p>
  const short = last.line === null ? null : last.line * last.persons - last.rolling
  const lineTag = (row: { readonly line: number | null; readonly above: boolean }) =>
    row.line === null ? null : row.above ? (
      <StatusTag tone="done">{t('income.reached')}</StatusTag>
    ) : (
      <StatusTag tone="off">{t('income.below')}</StatusTag>
    )
  const partOf = (workerId: number, prefix: string) =>
    income.workers
      .filter((worker) => worker.workerId === workerId)
      .flatMap(({ months }) => months.filter(({ month }) => month.startsWith(prefix)))
      .reduce((sum, { gross }) => sum + gross, 0)
  // One who left and came back is a member twice.
  const workers = income.workers.filter(
    ({ workerId }, at) => income.workers.findIndex((one) => one.workerId === workerId) === at,
  )
  const workerColumns = (keyOf: (row: never) => string) =>
    workers.map(({ workerId, name }) => ({
      title: name,
      align: 'right' as const,
      render: (_: unknown, row: unknown) => <Money minor={partOf(workerId, keyOf(row as never))} />,
    }))
  return (
    <>
      <div className={styles.bar} style={{ gap: 24 }}>
        <Fact name={t('twelveMonthsTo', { month: last.month })}>
          <Money minor={last.rolling} />
        </Fact>
        <Fact name={t('persons')}>{last.persons}</Fact>
        <Fact name={t('perPerson')}>
          <Money minor={last.perPerson} />
        </Fact>
        <Fact name={t('line')}>
          <Money minor={last.line} />
        </Fact>
        {income.since !== null ? (
          <StatusTag tone="done">{t('since', { month: income.since })}</StatusTag>
        ) : (
          <StatusTag tone="off">{t('notYet')}</StatusTag>
        )}
        {!income.linesChecked && <StatusTag tone="warn">{t('lines.unchecked')}</StatusTag>}
      </div>
      <p style={{ margin: 0 }}>
        {income.since !== null
          ? t('income.why', { month: income.since })
          : short !== null && short > 0
            ? t('income.whyNot', { short: formatMoney(short) })
            : t('income.noLine')}
      </p>
      <div className={styles.muted}>{t('how')}</div>
      <b>{t('income.years')}</b>
      <Table
        size="small"
        rowKey="year"
        dataSource={income.years.toReversed()}
        pagination={false}
        scroll={{ x: true }}
        columns={[
          { title: t('income.year'), dataIndex: 'year' },
          ...workerColumns((row: { readonly year: string }) => row.year),
          { title: t('income.gross'), align: 'right', render: (_, row) => <Money minor={row.gross} /> },
          { title: t('income.net'), align: 'right', render: (_, row) => <Money minor={row.net} /> },
          { title: t('persons'), align: 'right', dataIndex: 'persons' },
          { title: t('perPerson'), align: 'right', render: (_, row) => <Money minor={row.perPerson} /> },
          { title: t('line'), align: 'right', render: (_, row) => <Money minor={row.line} /> },
          { title: '', render: (_, row) => lineTag(row) },
        ]}
      />
      <b>{t('income.months')}</b>
      <Table
        size="small"
        rowKey="month"
        dataSource={income.months.toReversed()}
        pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: true }}
        columns={[
          { title: t('income.month'), dataIndex: 'month' },
          ...workerColumns((row: { readonly month: string }) => row.month),
          { title: t('income.gross'), align: 'right', render: (_, row) => <Money minor={row.gross} /> },
          { title: t('income.net'), align: 'right', render: (_, row) => <Money minor={row.net} /> },
          { title: t('twelveMonths'), align: 'right', render: (_, row) => <Money minor={row.rolling} /> },
          { title: t('persons'), align: 'right', dataIndex: 'persons' },
          { title: t('perPerson'), align: 'right', render: (_, row) => <Money minor={row.perPerson} /> },
          { title: t('line'), align: 'right', render: (_, row) => <Money minor={row.line} /> },
          { title: '', render: (_, row) => lineTag(row) },
        ]}
      />
    </>
  )
}
