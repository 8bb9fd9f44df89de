import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../shared/production/contract.ts'
import { finishedPieces, waitingAt } from '../../../shared/production/stages.ts'
import styles from '../production.module.css'

/** Colour × size × stage: what was planned, is still to be cut, waits at each step, is finished, is in stock, or is gone. */
export function BatchMatrix({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('production')
  const recorded = batch.operations.filter((operation) => operation.recorded)
  const rows = batch.lines.map((line) => {
    const live = batch.bundles.filter(({ sku, state }) => sku.id === line.sku.id && state === 'live')
    const sum = (of: (bundle: (typeof live)[number]) => number) =>
      live.reduce((total, bundle) => total + of(bundle), 0)
    const out = batch.out.filter(({ skuId }) => skuId === line.sku.id)
    return {
      ...line,
      out: out.reduce((total, { pieces }) => total + pieces, 0),
      outAt: recorded.map(({ id }) =>
        out.reduce((total, { operationIds, pieces }) => total + (operationIds.includes(id) ? pieces : 0), 0),
      ),
      toCut: Math.max(0, line.planned - line.begun),
      waiting: recorded.map(({ id }) => sum((bundle) => waitingAt(bundle, batch.operations, id))),
      finished: sum((bundle) => finishedPieces(bundle, batch.operations)),
      gone: line.gone,
    }
  })
  const isOut = batch.out.length > 0
  const isGone = rows.some(({ gone }) => gone > 0)
  const number = (value: number) =>
    value === 0 ? <span className={styles.nothing}>0</span> : <span className="number">{value}</span>
  const cell = (title: string, of: (row: (typeof rows)[number]) => number) => ({
    title,
    key: title,
    align: 'right' as const,
    render: (_: unknown, row: (typeof rows)[number]) => number(of(row)),
  })
  const columns = [
    cell(t('batch.planned'), (row) => row.planned),
    cell(t(batch.state === 'open' ? 'board.toCut' : 'board.notCut'), (row) => row.toCut),
    ...recorded.map((operation, index) => ({
      ...cell(operation.name, (row) => row.waiting[index]!),
      key: String(operation.id),
      render: (_: unknown, row: (typeof rows)[number]) => (
        <>
          {number(row.waiting[index]!)}
          {row.outAt[index]! > 0 && (
            <div className={styles.muted}>{t('board.outAt', { count: row.outAt[index]! })}</div>
          )}
        </>
      ),
    })),
    ...(isOut ? [cell(t('board.away'), (row) => row.out)] : []),
    cell(t('board.finished'), (row) => row.finished),
    cell(t('board.inStock'), (row) => row.inStock),
    ...(isGone ? [cell(t('board.gone'), (row) => row.gone)] : []),
  ]
  return (
    <Table
      size="small"
      rowKey={(row) => row.sku.id}
      pagination={false}
      scroll={{ x: true }}
      dataSource={rows}
      columns={[
        { title: t('bundle.colour'), render: (_, row) => row.sku.colour },
        { title: t('bundle.size'), render: (_, row) => row.sku.size },
        ...columns,
      ]}
      summary={(shown) =>
        shown.length > 1 && (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={2}>
              <b>{t('board.sum')}</b>
            </Table.Summary.Cell>
            {[
              (row: (typeof rows)[number]) => row.planned,
              (row: (typeof rows)[number]) => row.toCut,
              ...recorded.map((_, index) => (row: (typeof rows)[number]) => row.waiting[index]!),
              ...(isOut ? [(row: (typeof rows)[number]) => row.out] : []),
              (row: (typeof rows)[number]) => row.finished,
              (row: (typeof rows)[number]) => row.inStock,
              ...(isGone ? [(row: (typeof rows)[number]) => row.gone] : []),
            ].map((of, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <Table.Summary.Cell key={index} index={index + 2} align="right">
                <b>{shown.reduce((total, row) => total + of(row), 0)}</b>
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )
      }
    />
  )
}
