import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Currency } from '../../../shared/money.ts'
import type { OrderDetail, OrderLine } from '../../../shared/orders/contract.ts'
import { Photo } from '../../catalog/photo.tsx'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../orders.module.css'

/** What was bought, what stock covers of it, and what has left. */
export function OrderLines({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  if (order.lines.length === 0)
    return (
      <section className={styles.section}>
        <h2>{t('goods')}</h2>
        <p>{order.titles}</p>
        <StatusTag tone="warn">{t('noLinesText')}</StatusTag>
      </section>
    )
  const money = order.lines.some((line) => line.unitPrice !== null)
  return (
    <section className={styles.section}>
      <h2>{t('goods')}</h2>
      <Table<OrderLine>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={order.lines}
        columns={[
          {
            title: t('line.what'),
            render: (_value, line) => (
              <div className={styles.bar}>
                <Photo hash={line.photoHash} side={48} alt={line.title} />
                <div style={{ maxWidth: 340 }}>
                  {line.skuId === null ? (
                    <StatusTag tone="act">{t('standing.unmatched')}</StatusTag>
                  ) : (
                    <b>{line.skuLabel}</b>
                  )}
                  <div>{line.title}</div>
                  <div className={styles.muted}>
                    {[line.attributes, line.sellerCode].filter(Boolean).join(' · ')}
                  </div>
                  {line.kind !== 'sale' && <StatusTag tone="warn">{t(`line.kind.${line.kind}`)}</StatusTag>}
                  {[line.wearer, line.customText, line.measurements, line.note]
                    .filter(Boolean)
                    .map((text) => (
                      <div key={text}>{text}</div>
                    ))}
                </div>
              </div>
            ),
          },
          { title: t('line.quantity'), dataIndex: 'quantity', align: 'right' },
          { title: t('line.standing'), render: (_value, line) => <LineStanding line={line} /> },
          ...(money
            ? [
                {
                  title: t('line.price'),
                  align: 'right' as const,
                  render: (_value: unknown, line: OrderLine) =>
                    line.unitPrice === null ? null : (
                      <Money minor={line.unitPrice} currency={order.currency as Currency} />
                    ),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}

function LineStanding({ line }: { readonly line: OrderLine }) {
  const { t } = useTranslation('orders')
  const open = line.quantity - line.cancelled - line.shipped
  const parts: string[] = []
  if (line.shipped > 0) parts.push(t('line.shipped', { count: line.shipped }))
  if (line.cancelled > 0) parts.push(t('line.cancelled', { count: line.cancelled }))
  if (line.returned > 0) parts.push(t('line.returned', { count: line.returned }))
  if (open > 0) parts.push(t('line.allocated', { count: Math.min(line.allocated, open), of: open }))
  const isShort = open > 0 && line.allocated < open
  return (
    <span>
      {parts.join(t('listComma'))}{' '}
      {isShort && <StatusTag tone="warn">{t('line.short', { count: open - line.allocated })}</StatusTag>}
      {line.afterSale !== 'none' && <StatusTag tone="act">{t(`afterSale.${line.afterSale}`)}</StatusTag>}
    </span>
  )
}
