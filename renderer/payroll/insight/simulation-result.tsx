import { useTranslation } from 'react-i18next'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { Simulation } from '../../../shared/payroll/insight/contract.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Money } from '../../ui/money.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { Fact, Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { BarsChart } from './bars-chart.tsx'
import insight from './insight.module.css'
import { Change, Doubts, drawn, MinimumNote, StepName, VerdictTag, verdictOf } from './parts.tsx'
import type { Span } from './span-bar.tsx'

/** What it would have cost, by step and in all. */
export function SimulationResult(props: {
  readonly of: Simulation
  readonly span: Span
  /** Of what was asked before; the new answer is on its way. */
  readonly isOld: boolean
}) {
  const { t } = useTranslation('insight')
  const { of, span } = props
  if (of.steps.length === 0)
    return <EmptyState title={t('simulation.nothing')} text={t('simulation.nothingText')} />
  const rows = of.steps.map((row) => ({ ...row, id: row.operationId }))
  const shown = rows.filter(({ before, after }) => before + after > 0).slice(0, drawn)
  return (
    <>
      <div className={styles.facts}>
        <Fact name={t('simulation.before')}>
          <Money minor={of.before} />
        </Fact>
        <Fact name={t('simulation.after')}>
          <Money minor={of.after} />
        </Fact>
        <Fact name={t('simulation.difference')}>
          <Change now={of.after} before={of.before} />
        </Fact>
        <Fact name={t('simulation.perHourBefore')}>
          <Money minor={of.perHourBefore} />
        </Fact>
        <Fact name={t('simulation.perHourAfter')}>
          <Money minor={of.perHourAfter} />
        </Fact>
      </div>
      <p className={insight.words}>
        {t('simulation.said')}
        {of.unrated > 0 && ` ${t('simulation.unrated', { number: of.unrated })}`}
      </p>
      <MinimumNote minimum={of.minimum} />
      {shown.length > 0 && (
        <BarsChart
          label={t('simulation.chart')}
          caption={<b>{t('simulation.chart')}</b>}
          legend={{ hatched: t('simulation.before'), solid: t('simulation.after') }}
          rows={shown.map((row) => ({
            id: row.id,
            label: `${row.styleNumber} ${row.operationName}`,
            bars: [
              { value: row.before, text: formatMoney(row.before), hatched: true },
              { value: row.after, text: formatMoney(row.after), hatched: false },
            ],
          }))}
        />
      )}
      <div className={styles.bar}>
        <span className={styles.spread} />
        <ExportRows
          fileName={t('simulation.file', { from: span.from, to: span.to })}
          rows={rows}
          columns={[
            [t('styleNumber'), (row) => row.styleNumber],
            [t('style'), (row) => row.styleName],
            [t('step'), (row) => row.operationName],
            [t('pieces'), (row) => row.pieces],
            [t('simulation.before'), (row) => Number(toDecimal(row.before))],
            [t('simulation.after'), (row) => Number(toDecimal(row.after))],
            [t('simulation.perHourBefore'), (row) => decimal(row.perHourBefore)],
            [t('simulation.perHourAfter'), (row) => decimal(row.perHourAfter)],
            [t('doubt.title'), (row) => row.doubts.map((doubt) => t(`doubt.${doubt}`)).join(' / ')],
          ]}
        />
      </div>
      <KeyTable
        rows={rows}
        loading={props.isOld}
        nothing={t('nothing')}
        columns={[
          { title: t('step'), render: (_, row) => <StepName step={row} /> },
          { title: t('pieces'), align: 'right', dataIndex: 'pieces' },
          { title: t('simulation.before'), align: 'right', render: (_, row) => <Fen minor={row.before} /> },
          { title: t('simulation.after'), align: 'right', render: (_, row) => <Fen minor={row.after} /> },
          {
            title: t('simulation.difference'),
            align: 'right',
            sorter: (a, b) => a.after - a.before - (b.after - b.before),
            render: (_, row) => (
              <b>
                <Change now={row.after} before={row.before} />
              </b>
            ),
          },
          {
            title: t('simulation.perHourBefore'),
            align: 'right',
            render: (_, row) => <Money minor={row.perHourBefore} />,
          },
          {
            title: t('simulation.perHourAfter'),
            align: 'right',
            render: (_, row) => <Money minor={row.perHourAfter} />,
          },
          {
            title: t('simulation.verdict'),
            render: (_, row) => <VerdictTag verdict={verdictOf(row.perHourAfter, of.minimum)} />,
          },
          { title: t('doubt.title'), width: 200, render: (_, row) => <Doubts doubts={row.doubts} /> },
        ]}
      />
    </>
  )
}

function decimal(fen: number | null): number | null {
  return fen === null ? null : Number(toDecimal(fen))
}
