import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { businessDate } from '../../../shared/dates.ts'
import { type GridTexts, gridTexts, readGrid } from '../../../shared/production/grid-pieces.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useAskPast } from '../../ui/use-ask-past.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { OrderPick } from './order-pick.tsx'
import { PiecesGrid } from './pieces-grid.tsx'

const nothingTyped = {
  styleId: null as number | null,
  dueDate: '',
  orderIds: [] as readonly number[],
  note: '',
  texts: {} as GridTexts,
}

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
  const [texts, setTexts] = useState<GridTexts>({})
  const [isNothingShort, setNothingShort] = useState(false)
  const [fillError, setFillError] = useState<unknown>(null)
  const askPast = useAskPast()
  const found = useQuery({
    ...api.catalog.styles.list.queryOptions({ input: { search, offset: 0, limit: 30 } }),
    placeholderData: keepPreviousData,
  })
  const style = useQuery({
    ...api.catalog.styles.get.queryOptions({ input: { id: styleId ?? 0 } }),
    enabled: styleId !== null,
  })
  const listed = found.data?.rows ?? []
  // The chosen one is named, whatever was searched for since.
  const isListed = style.data === undefined || listed.some(({ id }) => id === style.data.id)
  const choices = isListed ? listed : [style.data, ...listed]
  const create = useCommand(client.production.batches.create, { onSuccess: ({ id }) => onClose(id) })
  const skus = (style.data?.skus ?? []).filter((sku) => !sku.archived && !sku.isSet && !sku.isSeconds)
  const grid = readGrid(
    texts,
    skus.map(({ id }) => id),
  )
  const lines = grid.lines.map(({ skuId, quantity }) => ({ skuId, planned: quantity }))
  const isDirty = Object.values(texts).some((text) => text !== '') || orderIds.length > 0 || note !== ''
  const mayLeave = useUnsavedChanges(isDirty && !create.isPending, t('batch.unsaved'))
  const kept = useEditorDraft({
    begun: nothingTyped,
    typed: { styleId, dueDate, orderIds, note, texts },
    isDirty,
    onTake: (typed) => {
      setStyleId(typed.styleId)
      setDueDate(typed.dueDate)
      setOrderIds(typed.orderIds)
      setNote(typed.note)
      setTexts(typed.texts)
    },
  })
  const shows = orders.flatMap(({ performanceDate }) => performanceDate ?? [])
  // What the orders lack and nothing brings, and the day by which the first of them must have it.
  const fromOrders = async () => {
    setFillError(null)
    try {
      const waiting = await Promise.all(
        orderIds.map((orderId) => client.inventory.supply.forOrder({ orderId })),
      )
      const wanted = new Map<number, number>()
      for (const { itemId, unanswered } of waiting.flat())
        if (unanswered > 0 && skus.some(({ id }) => id === itemId))
          wanted.set(itemId, (wanted.get(itemId) ?? 0) + unanswered)
      setTexts(gridTexts([...wanted].map(([skuId, quantity]) => ({ skuId, quantity }))))
      setNothingShort(wanted.size === 0)
    } catch (raised) {
      setFillError(raised)
    }
    const days = orders.flatMap(({ shipBy, performanceDate }) => [
      ...(shipBy === null ? [] : [businessDate(shipBy)]),
      ...(performanceDate ? [performanceDate] : []),
    ])
    if (dueDate === '') setDueDate(days.toSorted()[0] ?? '')
  }
  const begin = async () => {
    if (styleId === null || !(await askPast(dueDate))) return
    await create.run({
      styleId,
      dueDate: dueDate || null,
      performanceDate: shows.toSorted()[0] ?? null,
      note,
      orderIds: [...orderIds],
      lines,
    })
  }
  const error = create.error ?? fillError ?? style.error ?? found.error
  return (
    <Modal
      open
      width={1000}
      title={t('batch.add')}
      okText={t('batch.begin', { count: grid.total })}
      okButtonProps={{
        disabled: grid.total === 0 || grid.wrong.length > 0 || styleId === null,
        loading: create.isPending,
      }}
      onOk={() => void begin()}
      onCancel={() => void mayLeave().then((leaves) => leaves && onClose(null))}
    >
      <div className={styles.page}>
        <DraftNote {...kept} />
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
            options={choices.map((row) => ({ value: row.id, label: `${row.styleNumber} ${row.name}` }))}
            onChange={(id: number) => {
              setStyleId(id)
              setTexts({})
              setNothingShort(false)
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
            <OrderPick styleId={styleId} value={orderIds} onChange={setOrderIds} />
            <Button disabled={orders.length === 0 || skus.length === 0} onClick={() => void fromOrders()}>
              {t('batch.fromOrders')}
            </Button>
          </div>
        )}
        {isNothingShort && <span>{t('batch.nothingShort')}</span>}
        {style.data && (
          <PiecesGrid
            colours={style.data.colours.map(({ name }) => name)}
            sizes={style.data.sizes.map(({ name }) => name)}
            skus={skus}
            texts={texts}
            onChange={setTexts}
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
