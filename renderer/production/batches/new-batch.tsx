import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { OrderPick } from './order-pick.tsx'
import { PiecesGrid } from './pieces-grid.tsx'

/** Begins a batch: a style, a due date, pieces by colour and size. */
export function NewBatch({ onClose }: { readonly onClose: (id: number | null) => void }) {
  const { t } = useTranslation('production')
  const may = useMay()
  const [search, setSearch] = useState('')
  const [styleId, setStyleId] = useState<number | null>(null)
  const [dueDate, setDueDate] = useState('')
  const [orderIds, setOrderIds] = useState<readonly number[]>([])
  const orders = useQueries({
    queries: orderIds.map((id) => api.orders.get.queryOptions({ input: { id } })),
  }).flatMap(({ data }) => (data ? [data] : []))
  const [note, setNote] = useState('')
  const [pieces, setPieces] = useState<Readonly<Record<number, number>>>({})
  const found = useQuery({
    ...api.catalog.styles.list.queryOptions({ input: { search, offset: 0, limit: 30 } }),
    placeholderData: keepPreviousData,
  })
  const style = useQuery({
    ...api.catalog.styles.get.queryOptions({ input: { id: styleId ?? 0 } }),
    enabled: styleId !== null,
  })
  const create = useCommand(client.production.batches.create, { onSuccess: ({ id }) => onClose(id) })
  const skus = (style.data?.skus ?? []).filter((sku) => !sku.archived && !sku.isSet && !sku.isSeconds)
  const lines = skus.flatMap((sku) => {
    const planned = pieces[sku.id] ?? 0
    return planned > 0 ? [{ skuId: sku.id, planned }] : []
  })
  const shows = orders.flatMap(({ performanceDate }) => performanceDate ?? [])
  const fromOrders = () => {
    const wanted: Record<number, number> = {}
    for (const line of orders.flatMap((order) => order.lines))
      if (line.skuId !== null && skus.some(({ id }) => id === line.skuId))
        wanted[line.skuId] = (wanted[line.skuId] ?? 0) + line.quantity
    setPieces(wanted)
  }
  const total = lines.reduce((sum, line) => sum + line.planned, 0)
  const error = create.error ?? style.error ?? found.error
  return (
    <Modal
      open
      width={760}
      title={t('batch.add')}
      okText={t('batch.begin', { count: total })}
      okButtonProps={{ disabled: total === 0 || styleId === null, loading: create.isPending }}
      onOk={() =>
        void create.run({
          styleId: styleId!,
          dueDate: dueDate || null,
          performanceDate: shows.toSorted()[0] ?? null,
          note,
          orderIds: [...orderIds],
          lines,
        })
      }
      onCancel={() => onClose(null)}
    >
      <div className={styles.page}>
        <ErrorNote error={error} />
        {create.error !== null && styleId !== null && (
          <Link to={`/floor/routing/${styleId}`}>{t('routing.open')}</Link>
        )}
        <div className={styles.bar}>
          <Select
            autoFocus
            showSearch={{ filterOption: false, onSearch: setSearch }}
            style={{ flex: 1 }}
            placeholder={t('batch.style')}
            aria-label={t('batch.style')}
            value={styleId}
            options={(found.data?.rows ?? []).map((row) => ({
              value: row.id,
              label: `${row.styleNumber} ${row.name}`,
            }))}
            onChange={(id: number) => {
              setStyleId(id)
              setPieces({})
            }}
          />
          <span>{t('batch.due')}</span>
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={t('batch.due')}
            value={dueDate}
            onChange={(event) => setDueDate(event.target.value)}
          />
        </div>
        {may('orders.list') && (
          <div className={styles.bar} style={{ flexWrap: 'nowrap' }}>
            <OrderPick value={orderIds} onChange={setOrderIds} />
            <Button disabled={orders.length === 0 || skus.length === 0} onClick={fromOrders}>
              {t('batch.fromOrders')}
            </Button>
          </div>
        )}
        {style.data && (
          <PiecesGrid
            colours={style.data.colours.map(({ name }) => name)}
            sizes={style.data.sizes.map(({ name }) => name)}
            skus={skus}
            pieces={pieces}
            onChange={setPieces}
          />
        )}
        <Input
          placeholder={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
