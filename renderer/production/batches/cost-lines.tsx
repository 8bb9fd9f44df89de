import { Table } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../shared/money.ts'
import { type CostDifference, costDifference } from '../../../shared/production/cost-difference.ts'
import type { BatchCost } from '../../../shared/production/costs-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { Fen } from '../../inventory/parts/figures.tsx'
import { clausesText } from '../../ui/list-text.ts'

interface Line {
  readonly name: string
  readonly planned: number
  readonly actual: number
  readonly amounts: string
  readonly difference: CostDifference
}

/** Those that bear what a batch costs: all that were cut, less what was scrapped or lost. */
export function piecesSharing({ pieces }: BatchCost): number {
  return pieces.begun - pieces.gone
}

/** Each material or step of a batch: planned, real, and whether the amount or the price made the difference. */
export function CostLines({ cost, of }: { readonly cost: BatchCost; readonly of: 'materials' | 'wages' }) {
  const { t } = useTranslation('production')
  const lines: Line[] =
    of === 'materials'
      ? cost.materialLines.map((line) => ({
          ...line,
          amounts: `${formatAmount(line.needed)} → ${formatAmount(line.used)} ${t(`materials:units.${line.unit}`)}`,
          difference: costDifference({ ...line, plannedAmount: line.needed, actualAmount: line.used }),
        }))
      : [
          ...cost.workLines.map((line) => ({
            ...line,
            amounts: `${cost.pieces.planned} → ${line.good}`,
            difference: costDifference({
              ...line,
              plannedAmount: cost.pieces.planned,
              actualAmount: line.good,
            }),
          })),
          ...(cost.hours.minutes === 0 ? [] : [hoursLine(cost, t)]),
        ]
  return (
    <Table
      size="small"
      rowKey="name"
      pagination={false}
      dataSource={lines}
      columns={[
        { title: t(`cost.rows.${of}`), dataIndex: 'name' },
        { title: t('cost.amounts'), align: 'right', dataIndex: 'amounts' },
        {
          title: t('cost.planned', { count: cost.pieces.planned }),
          align: 'right',
          render: (_, line) => <Fen value={line.planned} />,
        },
        {
          title: t('cost.actual', { count: piecesSharing(cost) }),
          align: 'right',
          render: (_, line) => <Fen value={line.actual} />,
        },
        { title: t('cost.difference'), render: (_, { difference }) => <Why {...difference} /> },
      ]}
    />
  )
}

/** Work by the hour is planned nowhere: all of it is more than planned. */
function hoursLine({ hours }: BatchCost, t: TFunction<'production'>): Line {
  return {
    name: t('cost.byHour'),
    planned: 0,
    actual: hours.actual,
    amounts: t('cost.hours', { hours: (hours.minutes / 60).toFixed(1) }),
    difference: { usage: hours.actual, price: 0 },
  }
}

function Why({ usage, price }: CostDifference) {
  const { t } = useTranslation('production')
  const part = (fen: number, more: string, less: string) =>
    fen === 0 ? [] : [t(fen > 0 ? more : less, { amount: toDecimal(Math.abs(fen)) })]
  const words = [
    ...part(usage, 'cost.usedMore', 'cost.usedLess'),
    ...part(price, 'cost.dearer', 'cost.cheaper'),
  ]
  return <>{words.length === 0 ? t('cost.asPlanned') : clausesText(words)}</>
}
