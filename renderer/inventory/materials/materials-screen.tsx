import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Material } from '../../../shared/inventory/materials-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { pageBar } from '../../ui/table/page-bar.ts'
import { SearchField } from '../../ui/table/search-field.tsx'
import styles from '../inventory.module.css'
import { Fen } from '../parts/figures.tsx'
import { CountMaterial } from './count-material.tsx'
import { MaterialForm } from './material-form.tsx'
import { MaterialMoves } from './material-moves.tsx'
import { OrderDetail } from './order-detail.tsx'
import { OrderForm } from './order-form.tsx'
import { Orders } from './orders.tsx'
import { PurchaseForm } from './purchase-form.tsx'
import { Purchases } from './purchases.tsx'
import { RecipeDrawer } from './recipe-drawer.tsx'
import { ScrapSales } from './scrap-sales.tsx'
import { TransferMaterial } from './transfer-material.tsx'

type Open =
  | { readonly kind: 'form' | 'count' | 'transfer' | 'moves'; readonly material: Material }
  | { readonly kind: 'add' | 'buy' | 'purchases' | 'orders' | 'order' | 'sheet' | 'scrap' }

/** Fabrics, trims and packaging: what is there, what open batches still want, and buying more. */
export function MaterialsScreen() {
  const { t } = useTranslation('materials')
  const may = useMay()
  const [search, setSearch] = useState('')
  const [archived, setArchived] = useState(false)
  const [page, setPage] = useState(1)
  const [open, setOpen] = useState<Open | null>(null)
  const query = useQuery({
    ...api.inventory.materials.list.queryOptions({
      input: { search, archived, offset: (page - 1) * 50, limit: 50 },
    }),
    placeholderData: keepPreviousData,
  })
  const close = () => setOpen(null)
  // An order has an address of its own: what is expected leads to it.
  const [params, setParams] = useSearchParams()
  const orderId = Number(params.get('order')) || null
  const showOrder = (id: number | null) =>
    setParams(id === null ? {} : { order: String(id) }, { replace: true })
  const add = may('inventory.materials.save') && (
    <Button type="primary" onClick={() => setOpen({ kind: 'add' })}>
      {t('add')}
    </Button>
  )
  const isEmpty = query.data?.total === 0 && search === '' && !archived
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      <div className={styles.bar}>
        {!isEmpty && add}
        {!isEmpty && may('inventory.materials.purchase') && (
          <Button onClick={() => setOpen({ kind: 'buy' })}>{t('buy')}</Button>
        )}
        {may('inventory.purchaseOrders.list') && (
          <Button onClick={() => setOpen({ kind: 'orders' })}>{t('order.title')}</Button>
        )}
        <Button onClick={() => setOpen({ kind: 'purchases' })}>{t('purchases')}</Button>
        {may('inventory.materials.scrapSales') && (
          <Button onClick={() => setOpen({ kind: 'scrap' })}>{t('scrap.title')}</Button>
        )}
        {may('catalog.recipes.export') && (
          <Button onClick={() => setOpen({ kind: 'sheet' })}>{t('sheet.open')}</Button>
        )}
        {!isEmpty && (
          <SearchField
            width={220}
            value={search}
            placeholder={t('search')}
            onSearch={(text) => {
              setSearch(text)
              setPage(1)
            }}
          />
        )}
        <Checkbox
          checked={archived}
          onChange={(event) => {
            setArchived(event.target.checked)
            setPage(1)
          }}
        >
          {t('showArchived')}
        </Checkbox>
      </div>
      {isEmpty ? (
        <EmptyState title={t('none.title')} text={t('none.text')} action={add || undefined} />
      ) : (
        <Table
          size="small"
          rowKey="id"
          loading={query.isPending}
          dataSource={query.data?.rows ?? []}
          locale={{ emptyText: t('nothing') }}
          scroll={{ x: true }}
          pagination={pageBar(page, query.data?.total, setPage)}
          columns={[
            {
              title: t('name'),
              render: (_, row) => (
                <>
                  <LinkButton onClick={() => setOpen({ kind: 'moves', material: row })}>
                    {row.name}
                  </LinkButton>
                  <div className={styles.muted}>{row.note}</div>
                </>
              ),
            },
            {
              title: t('onHand'),
              align: 'right',
              render: (_, row) => (
                <span style={{ whiteSpace: 'nowrap' }}>
                  {formatAmount(row.onHand)} {t(`units.${row.unit}`)}
                </span>
              ),
            },
            {
              title: t('cloth'),
              render: (_, row) => clothText(row).map((text) => <div key={text}>{text}</div>),
            },
            {
              title: t('coming'),
              align: 'right',
              render: (_, row) =>
                row.coming === 0 ? (
                  '—'
                ) : (
                  <>
                    {formatAmount(row.coming)}
                    <div className={styles.muted} style={{ whiteSpace: 'nowrap' }}>
                      {row.comingBy}
                    </div>
                  </>
                ),
            },
            {
              title: t('wanted'),
              align: 'right',
              render: (_, row) =>
                row.wanted === 0 ? (
                  '—'
                ) : (
                  <>
                    {formatAmount(row.wanted)}{' '}
                    <StatusTag tone={row.wanted > row.onHand ? 'act' : 'done'}>
                      {row.wanted > row.onHand
                        ? t('short', { amount: formatAmount(row.wanted - row.onHand) })
                        : t('enough')}
                    </StatusTag>
                  </>
                ),
            },
            { title: t('price'), align: 'right', render: (_, row) => <Fen value={row.price} /> },
            { title: t('value'), align: 'right', render: (_, row) => <Fen value={row.value} /> },
            { title: t('supplier'), dataIndex: 'supplierName' },
            {
              title: '',
              align: 'right',
              render: (_, row) => (
                <span className={styles.bar} style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                  {may('inventory.materials.count') && (
                    <Button size="small" onClick={() => setOpen({ kind: 'count', material: row })}>
                      {t('count')}
                    </Button>
                  )}
                  {may('inventory.materials.transfer') && row.onHand > 0 && (
                    <Button size="small" onClick={() => setOpen({ kind: 'transfer', material: row })}>
                      {t('transfer')}
                    </Button>
                  )}
                  {may('inventory.materials.save') && (
                    <Button size="small" onClick={() => setOpen({ kind: 'form', material: row })}>
                      {t('edit')}
                    </Button>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      <Modal
        open={open?.kind === 'add' || open?.kind === 'form'}
        title={open?.kind === 'add' ? t('add') : t('change')}
        footer={null}
        destroyOnHidden
        onCancel={close}
      >
        {open?.kind === 'add' && <MaterialForm material={null} onDone={close} />}
        {open?.kind === 'form' && <MaterialForm material={open.material} onDone={close} />}
      </Modal>
      {open?.kind === 'buy' && <PurchaseForm onDone={close} />}
      {open?.kind === 'orders' && (
        <Orders onClose={close} onNew={() => setOpen({ kind: 'order' })} onOpen={showOrder} />
      )}
      {open?.kind === 'order' && (
        <OrderForm
          onDone={() => setOpen({ kind: 'orders' })}
          onPlaced={(id) => {
            setOpen({ kind: 'orders' })
            showOrder(id)
          }}
        />
      )}
      {orderId !== null && <OrderDetail id={orderId} onClose={() => showOrder(null)} />}
      {open?.kind === 'scrap' && <ScrapSales onClose={close} />}
      {open?.kind === 'sheet' && <RecipeDrawer onClose={close} />}
      {open?.kind === 'purchases' && <Purchases onClose={close} />}
      {open?.kind === 'count' && <CountMaterial material={open.material} onDone={close} />}
      {open?.kind === 'transfer' && <TransferMaterial material={open.material} onDone={close} />}
      {open?.kind === 'moves' && <MaterialMoves material={open.material} onClose={close} />}
    </div>
  )
}

/** Width and weight of a fabric, as far as they are known. */
function clothText({ width, gramsPerArea }: Material): readonly string[] {
  return [
    width === null ? '' : `${width / 10} cm`,
    gramsPerArea === null ? '' : `${gramsPerArea} g/m²`,
  ].filter(Boolean)
}
