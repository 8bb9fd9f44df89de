import { useQuery } from '@tanstack/react-query'
import { Button, Collapse, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { overNeed } from '../../../shared/inventory/over-issue.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { Fen } from '../../inventory/parts/figures.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { inBrackets } from '../../ui/list-text.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { UseMaterials } from './use-materials-dialog.tsx'

/** What a batch needs of materials, was given and gave back. */
export function BatchMaterials({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('materials')
  const may = useMay()
  const query = useQuery(api.inventory.materials.ofBatch.queryOptions({ input: { batchId: batch.id } }))
  const [kind, setKind] = useState<'issued' | 'returned' | null>(null)
  const undo = useCommand(client.inventory.materials.voidUse)
  const { data } = query
  if (!data) return <ErrorNote error={query.error} />
  const isOpen = batch.state === 'open' && may('inventory.materials.use')
  const missing = data.rows.filter((row) => row.needed > row.issued - row.returned).length
  const over = data.rows.filter((row) => overNeed(row) > 0).length
  const money = data.rows.some(({ value }) => value !== null)
  return (
    <Collapse
      size="small"
      items={[
        {
          key: 'materials',
          label: (
            <span className={styles.bar}>
              {t('batch.title')}
              {data.rows.length === 0 ? (
                <span className={styles.muted}>{t('batch.none')}</span>
              ) : (
                <>
                  {over > 0 && <StatusTag tone="warn">{t('over.count', { count: over })}</StatusTag>}
                  {batch.state === 'open' && missing > 0 && (
                    <StatusTag tone="warn">{t('batch.toIssue', { count: missing })}</StatusTag>
                  )}
                  {batch.state === 'open' && missing === 0 && over === 0 && (
                    <StatusTag tone="done">{t('enough')}</StatusTag>
                  )}
                </>
              )}
            </span>
          ),
          children: (
            <div className={styles.page}>
              <ErrorNote error={undo.error} onClose={undo.reset} />
              {isOpen && (
                <div className={styles.bar}>
                  <Button onClick={() => setKind('issued')}>{t('batch.issue')}</Button>
                  <Button
                    disabled={data.rows.every((row) => row.issued <= row.returned)}
                    onClick={() => setKind('returned')}
                  >
                    {t('batch.return')}
                  </Button>
                </div>
              )}
              <Table
                size="small"
                rowKey="materialId"
                pagination={false}
                dataSource={data.rows}
                locale={{ emptyText: t('batch.none') }}
                columns={[
                  {
                    title: t('material'),
                    render: (_, row) => `${row.name}${inBrackets(t(`units.${row.unit}`))}`,
                  },
                  { title: t('batch.needed'), align: 'right', render: (_, row) => formatAmount(row.needed) },
                  { title: t('batch.issued'), align: 'right', render: (_, row) => formatAmount(row.issued) },
                  {
                    title: t('batch.returned'),
                    align: 'right',
                    render: (_, row) => formatAmount(row.returned),
                  },
                  {
                    title: t('batch.left'),
                    align: 'right',
                    render: (_, row) =>
                      overNeed(row) > 0 ? (
                        <StatusTag tone="warn">
                          {t('over.amount', { amount: formatAmount(overNeed(row)) })}
                        </StatusTag>
                      ) : (
                        formatAmount(Math.max(0, row.needed - row.issued + row.returned))
                      ),
                  },
                  {
                    title: t('batch.stock'),
                    align: 'right',
                    render: (_, row) => {
                      const left = row.needed - row.issued + row.returned
                      return (
                        <>
                          {formatAmount(row.onHand)}{' '}
                          {left > row.onHand && (
                            <StatusTag tone="act">
                              {t('short', { amount: formatAmount(left - row.onHand) })}
                            </StatusTag>
                          )}
                        </>
                      )
                    },
                  },
                  ...(money
                    ? [
                        {
                          title: t('batch.value'),
                          align: 'right' as const,
                          render: (_: unknown, row: (typeof data.rows)[number]) => <Fen value={row.value} />,
                        },
                      ]
                    : []),
                ]}
              />
              {data.uses.length > 0 && (
                <Table
                  size="small"
                  rowKey="id"
                  title={() => t('batch.history')}
                  pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
                  dataSource={data.uses}
                  columns={[
                    { title: t('time'), render: (_, row) => <InstantText at={row.at} /> },
                    { title: t('material'), dataIndex: 'name' },
                    { title: t('reason'), render: (_, row) => t(`batch.${row.kind}`) },
                    { title: t('dyeLot'), dataIndex: 'dyeLot' },
                    {
                      title: t('quantity'),
                      align: 'right',
                      render: (_, row) => `${formatAmount(row.quantity)} ${t(`units.${row.unit}`)}`,
                    },
                    {
                      title: '',
                      align: 'right',
                      render: (_, row) =>
                        row.voided ? (
                          <StatusTag tone="off">{t('batch.undone')}</StatusTag>
                        ) : (
                          may('inventory.materials.voidUse') && (
                            <ConfirmAction
                              size="small"
                              title={t('batch.undoTitle')}
                              text={t('batch.undoText')}
                              confirm={t('batch.undo')}
                              onConfirm={() => undo.run({ id: row.id })}
                            >
                              {t('batch.undo')}
                            </ConfirmAction>
                          )
                        ),
                    },
                  ]}
                />
              )}
              {kind !== null && (
                <UseMaterials batch={batch} kind={kind} rows={data.rows} onClose={() => setKind(null)} />
              )}
            </div>
          ),
        },
      ]}
    />
  )
}
