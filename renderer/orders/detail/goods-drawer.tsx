import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { type Currency, formatMoney, toDecimal } from '../../../shared/money.ts'
import type { OrderDetail, OrderLine } from '../../../shared/orders/contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { type DraftLine, isBlank, lineProblem, skuTitle, sumOf, toLineInput } from '../new/draft-line.ts'
import { DraftLines } from '../new/draft-lines.tsx'
import styles from '../orders.module.css'

interface GoodsDrawerProps {
  readonly order: OrderDetail
  readonly onClose: () => void
}

/** The goods of an order by hand: 60 that became 65, another size, one more pupil. */
export function GoodsDrawer({ order, onClose }: GoodsDrawerProps) {
  const ids = [...new Set(order.lines.flatMap((line) => line.skuId ?? []))]
  const labels = useQuery({
    ...api.catalog.skus.labels.queryOptions({ input: { ids } }),
    enabled: ids.length > 0,
  })
  if (ids.length > 0 && !labels.data) return <ErrorNote error={labels.error} />
  return <Goods order={order} labels={labels.data ?? []} onClose={onClose} />
}

function Goods({ order, labels, onClose }: GoodsDrawerProps & { readonly labels: readonly SkuLabel[] }) {
  const { t } = useTranslation('orders')
  const currency = order.currency as Currency
  const live = order.lines.filter((line) => line.kind === 'sale' && line.quantity > line.cancelled)
  const locked = live.filter((line) => line.lock !== null)
  // As they were when the drawer opened: what is sent is what differs from that.
  const [before] = useState<readonly DraftLine[]>(() =>
    live.filter((line) => line.lock === null).map((line) => draftOf(line, labels, currency)),
  )
  const [lines, setLines] = useState(before)
  const [isChecked, setChecked] = useState(false)
  const save = useCommand(client.orders.saveLines, { onSuccess: onClose })
  const meant = lines.filter((line) => !isBlank(line))
  const asBefore = new Set(before.map((line) => JSON.stringify(line)))
  const changed = meant.filter((line) => !asBefore.has(JSON.stringify(line)))
  const removed = before.filter((line) => !meant.some((other) => other.id === line.id))
  const isDirty = changed.length + removed.length > 0
  const kept = useEditorDraft({ name: 'goods', begun: before, typed: lines, isDirty, onTake: setLines })
  const isNothingLeft = meant.length === 0 && locked.length === 0
  const sum = sumOf(meant, currency)
  const submit = () => {
    setChecked(true)
    if (isNothingLeft || changed.some((line) => lineProblem(line, currency) !== null)) return
    void save.run({
      id: order.id,
      lines: changed.map((line) => toLineInput(line, currency)),
      removed: removed.flatMap((line) => line.id ?? []),
    })
  }
  return (
    <Drawer
      open
      size="min(1100px, 100vw)"
      title={t('change.title', { number: order.orderNumber })}
      onClose={onClose}
      footer={
        <div className={styles.bar}>
          <Button type="primary" loading={save.isPending} disabled={!isDirty} onClick={submit}>
            {t('ui:save')}
          </Button>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <span className={styles.number}>
            {t('change.sum', { pieces: sum.pieces, amount: formatMoney(sum.amount, currency) })}
          </span>
          {order.account && <span className={styles.muted}>{t('change.accountText')}</span>}
          <ErrorNote error={save.error} />
        </div>
      }
    >
      <div className={styles.page}>
        <span className={styles.muted}>{t('change.text')}</span>
        <DraftNote {...kept} />
        {locked.length > 0 && (
          <section className={styles.lineCard}>
            <b>{t('change.locked')}</b>
            {locked.map((line) => (
              <div key={line.id} className={styles.bar}>
                <StatusTag tone="off">{t(`line.lock.${line.lock}`)}</StatusTag>
                <span>
                  {line.skuLabel || line.title} × {line.quantity - line.cancelled} {line.wearer}
                </span>
              </div>
            ))}
          </section>
        )}
        <DraftLines currency={currency} lines={lines} onChange={setLines} isChecked={isChecked} />
        {isChecked && isNothingLeft && (
          <span role="alert" className={styles.bad}>
            {t('change.nothingLeft')}
          </span>
        )}
      </div>
    </Drawer>
  )
}

function draftOf(line: OrderLine, labels: readonly SkuLabel[], currency: Currency): DraftLine {
  const sku = labels.find((label) => label.id === line.skuId) ?? null
  return {
    key: String(line.id),
    id: line.id,
    sku,
    // A line that is named after its SKU goes on being so when another is chosen.
    title: sku !== null && line.title === skuTitle(sku) ? '' : line.title,
    attributes: line.attributes,
    quantity: String(line.quantity - line.cancelled),
    price: line.unitPrice === null ? '' : toDecimal(line.unitPrice, currency),
    wearer: line.wearer,
    customText: line.customText,
    measurements: line.measurements,
    pictureHash: line.pictureHash,
  }
}
