import { useQuery } from '@tanstack/react-query'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitingLine } from '../../../shared/inventory/supply-contract.ts'
import type { Currency } from '../../../shared/money.ts'
import type { OrderDetail, OrderLine, OrderStage } from '../../../shared/orders/contract.ts'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { Photo } from '../../catalog/photo.tsx'
import { AwaitedSupplies } from '../../inventory/parts/awaited-supplies.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { LinePicture } from '../line-picture.tsx'
import styles from '../orders.module.css'
import { BagLabelsDialog, bagsOf } from './bag-labels-dialog.tsx'
import { GoodsDrawer } from './goods-drawer.tsx'
import { LinesDrawer } from './lines-drawer.tsx'

/** What was bought, what stock covers of it, and what has left. */
export function OrderLines({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const may = useMay()
  const [isEditing, setEditing] = useState(false)
  const [isChanging, setChanging] = useState(false)
  const isOver = order.stage === 'shipped' || order.stage === 'ended'
  const [isPrinting, setPrinting] = useState(false)
  const waiting = useQuery({
    ...api.inventory.supply.forOrder.queryOptions({ input: { orderId: order.id } }),
    enabled: !isOver && order.lines.length > 0 && may('inventory.supply.forOrder'),
  })
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
      <div className={styles.bar}>
        <h2 style={{ flex: 1 }}>{t('goods')}</h2>
        {bagsOf(order).length > 0 && (
          <Button size="small" onClick={() => setPrinting(true)}>
            {t('bags.action')}
          </Button>
        )}
        {order.manual && !isOver && may('orders.saveLines') && (
          <Button size="small" onClick={() => setChanging(true)}>
            {t('change.action')}
          </Button>
        )}
        {may('orders.update') && (
          <Button size="small" onClick={() => setEditing(true)}>
            {t('line.wishes')}
          </Button>
        )}
      </div>
      <ErrorNote error={waiting.error} />
      {isEditing && <LinesDrawer order={order} onClose={() => setEditing(false)} />}
      {isChanging && <GoodsDrawer order={order} onClose={() => setChanging(false)} />}
      {isPrinting && <BagLabelsDialog order={order} onClose={() => setPrinting(false)} />}
      {order.lines.every((line) => line.notGoods) && (
        <p>
          <StatusTag tone="off">{t('line.onlyNotGoods')}</StatusTag> {t('line.onlyNotGoodsText')}
        </p>
      )}
      <Table<OrderLine>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={order.lines}
        rowClassName={(line) => (line.cancelled >= line.quantity ? (styles.cancelledLine ?? '') : '')}
        columns={[
          {
            title: t('line.what'),
            render: (_value, line) => (
              <div className={styles.bar}>
                <Photo hash={line.photoHash} side={48} alt={line.title} />
                <div style={{ maxWidth: 340 }}>
                  {line.notGoods ? (
                    <StatusTag tone="off">{t('line.notGoods')}</StatusTag>
                  ) : line.skuId === null ? (
                    <StatusTag tone="act">{t('standing.unmatched')}</StatusTag>
                  ) : (
                    <b>{line.skuLabel}</b>
                  )}
                  <div>{line.title}</div>
                  <div className={styles.muted}>
                    {[line.attributes, line.sellerCode].filter(Boolean).join(' · ')}
                  </div>
                  {line.kind !== 'sale' && <StatusTag tone="warn">{t(`line.kind.${line.kind}`)}</StatusTag>}
                  {(['wearer', 'customText', 'measurements', 'note'] as const)
                    .filter((field) => line[field] !== '')
                    .map((field) => (
                      <div key={field} className={styles.wish}>
                        <span className={styles.muted}>{t(`line.${field}`)}</span> {line[field]}
                      </div>
                    ))}
                </div>
                {line.pictureHash !== '' && (
                  <LinePicture hash={line.pictureHash} side={140} alt={t('line.picture')} />
                )}
              </div>
            ),
          },
          { title: t('line.quantity'), dataIndex: 'quantity', align: 'right' },
          {
            title: t('line.standing'),
            render: (_value, line) => (
              <>
                <LineStanding line={line} stage={order.stage} />
                {(waiting.data ?? [])
                  .filter(({ orderLineId }) => orderLineId === line.id)
                  .map((part, _index, parts) => (
                    <Waiting key={part.itemId} part={part} isNamed={parts.length > 1} />
                  ))}
              </>
            ),
          },
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

/** What of a line is covered by stock, as long as something is still to be sent. */
function LineStanding({ line, stage }: { readonly line: OrderLine; readonly stage: OrderStage }) {
  const { t } = useTranslation('orders')
  const isLive = stage === 'open' || stage === 'picking' || stage === 'packed'
  const open = isLive ? line.quantity - line.cancelled - line.shipped : 0
  const parts: string[] = []
  if (line.shipped > 0) parts.push(t('line.shipped', { count: line.shipped }))
  if (line.cancelled > 0) parts.push(t('line.cancelled', { count: line.cancelled }))
  if (line.returned > 0) parts.push(t('line.returned', { count: line.returned }))
  if (open > 0) parts.push(t('line.allocated', { count: Math.min(line.allocated, open), of: open }))
  if (line.notGoods) return <span className={styles.muted}>{t('line.notGoodsText')}</span>
  const isShort = open > 0 && line.allocated < open
  return (
    <span>
      {listText(parts)}{' '}
      {isShort && <StatusTag tone="warn">{t('line.short', { count: open - line.allocated })}</StatusTag>}
      {line.afterSale !== 'none' && <StatusTag tone="act">{t(`afterSale.${line.afterSale}`)}</StatusTag>}
    </span>
  )
}

/** What a short line waits for, of a set part by part; where nothing is on its way, a way to what to make. */
function Waiting({ part, isNamed }: { readonly part: WaitingLine; readonly isNamed: boolean }) {
  const { t } = useTranslation('orders')
  const may = useMay()
  return (
    <div>
      {isNamed && <span className={styles.muted}>{part.skuText}</span>}
      <AwaitedSupplies line={part} />
      {part.unanswered > 0 && may('planning.proposals') && (
        <Button size="small" href={`#/floor/proposals?search=${encodeURIComponent(part.styleNumber)}`}>
          {t('line.toMake')}
        </Button>
      )}
    </div>
  )
}
