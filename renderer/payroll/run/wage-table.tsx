import type { TableProps } from 'antd'
import { Grid, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WageRow } from '../../../shared/payroll/payslip-contract.ts'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { Difference, Fen, hoursOf } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import { WarningTags } from '../parts/warnings.tsx'
import { WorkerName } from '../parts/worker-name.tsx'
import styles from '../payroll.module.css'

export type RunRow = WageRow & { readonly id: number }

export interface RunSums {
  readonly people: number
  readonly pieces: number
  readonly minutes: number
  readonly gross: number
  readonly taken: number
  readonly net: number
}

/** What some rows of a run come to. */
export function sumsOf(rows: readonly RunRow[]): RunSums {
  const sum = (of: (row: RunRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    people: rows.length,
    pieces: sum(({ pieces }) => pieces),
    minutes: sum(({ minutes }) => minutes),
    gross: sum(({ gross }) => gross),
    taken: sum(({ taken }) => taken),
    net: sum(({ net }) => net),
  }
}

/** Workers with what a run would pay them; who is ticked is paid. */
export function WageTable(props: {
  readonly rows: readonly RunRow[]
  readonly chosen: readonly RunRow[]
  readonly selected: ReadonlySet<number>
  readonly onToggle: (ids: readonly number[], isOn: boolean) => void
  readonly isLocked: (row: RunRow) => boolean
  readonly onOpen: (row: RunRow) => void
}) {
  const { t } = useTranslation('payroll')
  // On a tablet what is to be looked at is worth more than what she got last time, which the difference tells.
  const { xl: isWide } = Grid.useBreakpoint()
  const sums = sumsOf(props.chosen)
  const columns: TableProps<RunRow>['columns'] = [
    {
      title: t('worker'),
      fixed: 'left',
      sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
      render: (_, row) => (
        <WorkerName
          name={row.name}
          kind={row.kind}
          archived={row.archived}
          onOpen={() => props.onOpen(row)}
        />
      ),
    },
    {
      title: t('pieces'),
      align: 'right',
      sorter: (a, b) => a.pieces - b.pieces,
      render: (_, row) => <span className="number">{row.pieces}</span>,
    },
    {
      title: t('hours'),
      align: 'right',
      sorter: (a, b) => a.minutes - b.minutes,
      render: (_, row) => <span className="number">{hoursOf(row.minutes)}</span>,
    },
    {
      title: t('gross'),
      align: 'right',
      sorter: (a, b) => a.gross - b.gross,
      render: (_, row) => <Fen minor={row.gross} />,
    },
    {
      title: t('taken'),
      align: 'right',
      sorter: (a, b) => b.taken - a.taken,
      render: (_, row) => <Fen minor={row.taken} />,
    },
    {
      title: t('net'),
      align: 'right',
      sorter: (a, b) => a.net - b.net,
      render: (_, row) => (
        <b>
          <Money minor={row.net} />
        </b>
      ),
    },
    {
      title: t('before'),
      align: 'right',
      responsive: ['xl'],
      render: (_, row) => <Money minor={row.before} />,
    },
    {
      title: t('difference'),
      align: 'right',
      sorter: (a, b) => a.net - (a.before ?? a.net) - (b.net - (b.before ?? b.net)),
      render: (_, row) => <Difference now={row.net} before={row.before} />,
    },
    {
      title: t('warning.title'),
      width: isWide ? 300 : 180,
      render: (_, row) =>
        row.warnings.every(({ code }) => code !== 'no-attendance') && props.isLocked(row) ? (
          <StatusTag tone="off" title={t('run.lockedText', { to: row.paidTo })}>
            {t('run.locked', { to: row.paidTo })}
          </StatusTag>
        ) : (
          <WarningTags warnings={row.warnings} />
        ),
    },
  ]
  return (
    <KeyTable
      rows={props.rows}
      columns={columns}
      nothing={t('nothing')}
      selected={props.selected}
      onToggle={props.onToggle}
      isLocked={props.isLocked}
      onOpen={props.onOpen}
      summary={
        <Table.Summary.Row className={styles.sums}>
          <Table.Summary.Cell index={0} />
          <Table.Summary.Cell index={1}>{t('run.chosen', { count: sums.people })}</Table.Summary.Cell>
          <Table.Summary.Cell index={2} align="right">
            <span className="number">{sums.pieces}</span>
          </Table.Summary.Cell>
          <Table.Summary.Cell index={3} align="right">
            <span className="number">{hoursOf(sums.minutes)}</span>
          </Table.Summary.Cell>
          <Table.Summary.Cell index={4} align="right">
            <Money minor={sums.gross} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={5} align="right">
            <Money minor={sums.taken} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={6} align="right">
            <Money minor={sums.net} />
          </Table.Summary.Cell>
          <Table.Summary.Cell index={7} colSpan={isWide ? 3 : 2} />
        </Table.Summary.Row>
      }
    />
  )
}
