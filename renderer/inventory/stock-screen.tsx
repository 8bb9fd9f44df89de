import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Pagination, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import {
  type StockFilter,
  type StockGrid,
  stockFilterSchema,
  stockFilters,
  stockSorts,
} from '../../shared/inventory/contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { useShortcuts } from '../app/shortcuts.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { DataTable } from '../ui/table/data-table.tsx'
import { NothingFound } from '../ui/table/nothing-found.tsx'
import { SearchField } from '../ui/table/search-field.tsx'
import { useListState } from '../ui/table/use-list-state.ts'
import { type UrlFilter, useUrlFilter } from '../ui/use-url-filter.ts'
import styles from './inventory.module.css'
import { Fen, Pieces } from './parts/figures.tsx'
import { QuantityGrid } from './parts/quantity-grid.tsx'
import { SkuCell, SkuPhoto } from './parts/sku-cell.tsx'

type Filter = UrlFilter<StockFilter>

/** What is on the shelves, a SKU a row or a style a grid. The address keeps filter and page. */
export function StockScreen() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const [params, setParams] = useSearchParams()
  const url = useUrlFilter(stockFilterSchema)
  const view = params.get('view') === 'grid' ? 'grid' : 'list'
  useShortcuts(
    may('inventory.receipts.create')
      ? [{ keys: 'r', label: t('receive.title'), run: () => void navigate('/stock/receive') }]
      : [],
  )
  const filters = (
    <>
      <SearchField
        value={url.filter.search}
        placeholder={t('searchStock')}
        onSearch={(search) => url.setFilter({ search })}
      />
      <Select
        value={url.filter.filter}
        aria-label={t('filter.label')}
        style={{ width: 160 }}
        onChange={(filter) => url.setFilter({ filter })}
        options={stockFilters.map((name) => ({ value: name, label: t(`filter.${name}`) }))}
      />
      <Segmented
        value={view}
        options={[
          { value: 'list', label: t('view.list') },
          { value: 'grid', label: t('view.grid') },
        ]}
        onChange={(value) =>
          setParams((before) => {
            const next = new URLSearchParams(before)
            next.delete('page')
            if (value === 'grid') next.set('view', 'grid')
            else next.delete('view')
            return next
          })
        }
      />
    </>
  )
  return (
    <div className={styles.page}>
      <Actions />
      {view === 'list' ? (
        <StockTable url={url} filters={filters} />
      ) : (
        <StockGrids url={url} filters={filters} />
      )}
    </div>
  )
}

const moreActions = [
  { key: 'adjust', needs: 'inventory.adjust.post' },
  { key: 'transfer', needs: 'inventory.transfer' },
  { key: 'opening', needs: 'inventory.opening.commit' },
] as const

function Actions() {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  return (
    <div className={styles.bar}>
      {may('inventory.receipts.create') && (
        <Button type="primary" onClick={() => void navigate('/stock/receive')}>
          {t('receive.title')}
        </Button>
      )}
      {may('inventory.counts.start') && (
        <Button onClick={() => void navigate('/stock/counts')}>{t('tabs.counts')}</Button>
      )}
      <Dropdown
        menu={{
          items: moreActions
            .filter((item) => may(item.needs))
            .map((item) => ({ key: item.key, label: t(`${item.key}.title`) })),
          onClick: ({ key }) => void navigate(`/stock/${key}`),
        }}
      >
        <Button>{t('moreActions')}</Button>
      </Dropdown>
    </div>
  )
}

function StockTable({ url, filters }: { readonly url: Filter; readonly filters: React.ReactNode }) {
  const { t } = useTranslation('inventory')
  const navigate = useNavigate()
  const may = useMay()
  const list = useListState(stockSorts)
  const money = may('inventory.suppliers.list')
  return (
    <DataTable
      name="stock"
      query={api.inventory.stock.list.queryOptions({ input: { ...url.filter, ...list.page } })}
      list={list}
      filters={filters}
      isFiltered={url.isFiltered}
      onClearFilters={url.clear}
      empty={<NoSkus />}
      onOpen={(row) => void navigate(`/stock/sku/${row.id}`)}
      {...(may('inventory.stock.export') && { onExport: () => client.inventory.stock.export(url.filter) })}
      columns={[
        { name: 'sku', title: t('sku'), sort: 'sku', render: (row) => <SkuCell sku={row} /> },
        {
          name: 'onHand',
          title: t('onHand'),
          sort: 'onHand',
          align: 'right',
          render: (row) => <Pieces value={row.onHand} />,
        },
        {
          name: 'allocated',
          title: t('allocated'),
          align: 'right',
          roomy: true,
          render: (row) => <Pieces value={row.allocated} />,
        },
        {
          name: 'free',
          title: t('free'),
          sort: 'free',
          align: 'right',
          render: (row) => <Pieces value={row.free} alarm={row.free < row.safetyStock} />,
        },
        {
          name: 'short',
          title: t('short'),
          sort: 'short',
          align: 'right',
          render: (row) => <Pieces value={row.short} alarm />,
        },
        {
          name: 'expected',
          title: t('expected'),
          align: 'right',
          render: (row) => <Pieces value={row.expected} />,
        },
        {
          name: 'unchecked',
          title: t('unchecked'),
          align: 'right',
          roomy: true,
          render: (row) => <Pieces value={row.unchecked} />,
        },
        {
          name: 'seconds',
          title: t('seconds'),
          align: 'right',
          roomy: true,
          render: (row) => <Pieces value={row.seconds} />,
        },
        ...(money
          ? [
              {
                name: 'value',
                title: t('value'),
                align: 'right' as const,
                render: (row: { value: number | null }) => <Fen value={row.value} />,
              },
            ]
          : []),
      ]}
    />
  )
}

const gridsAPage = 20

function StockGrids({ url, filters }: { readonly url: Filter; readonly filters: React.ReactNode }) {
  const { t } = useTranslation('inventory')
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Number(params.get('page')) || 1)
  const query = useQuery({
    ...api.inventory.stock.styles.queryOptions({
      input: { ...url.filter, offset: (page - 1) * gridsAPage, limit: gridsAPage },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <div className={styles.bar}>{filters}</div>
      <ErrorNote error={query.error} />
      {query.data?.total === 0 && (url.isFiltered ? <NothingFound onClear={url.clear} /> : <NoSkus />)}
      {query.data !== undefined && query.data.total > 0 && <p className={styles.legend}>{t('gridLegend')}</p>}
      <div>
        {query.data?.rows.map((grid) => (
          <div key={grid.styleId} className={styles.style}>
            <StyleHead grid={grid} />
            <QuantityGrid
              colours={grid.colours}
              sizes={grid.sizes}
              cells={grid.cells}
              render={(cell) => (
                <Link
                  to={`/stock/sku/${cell.skuId}`}
                  title={t('gridCell', {
                    onHand: cell.onHand,
                    free: cell.free,
                    short: cell.short,
                    expected: cell.expected,
                  })}
                >
                  <span className={cell.free === 0 ? styles.zero : undefined}>{cell.free}</span>
                  {cell.short > 0 && <span className={styles.alarm}> −{cell.short}</span>}
                  {cell.expected > 0 && <span className={styles.good}> +{cell.expected}</span>}
                </Link>
              )}
            />
          </div>
        ))}
      </div>
      <Pagination
        current={page}
        pageSize={gridsAPage}
        total={query.data?.total ?? 0}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={(next) =>
          setParams((before) => {
            const all = new URLSearchParams(before)
            all.set('page', String(next))
            return all
          })
        }
      />
    </>
  )
}

function StyleHead({ grid }: { readonly grid: StockGrid }) {
  const { t } = useTranslation('inventory')
  const onHand = grid.cells.reduce((sum, cell) => sum + cell.onHand, 0)
  return (
    <span className={styles.sku}>
      <SkuPhoto hash={grid.photoHash} size={64} />
      <span>
        <strong>{grid.styleNumber}</strong> {grid.styleName}
        <br />
        <span className={styles.muted}>{t('onHandShort', { count: onHand })}</span>
      </span>
    </span>
  )
}

function NoSkus() {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const mayMake = may('catalog.styles.save')
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('noSkus.title')}
      text={t(mayMake ? 'noSkus.text' : 'noSkus.ask')}
      action={
        mayMake && (
          <Button type="primary" onClick={() => void navigate('/catalog')}>
            {t('noSkus.action')}
          </Button>
        )
      }
    />
  )
}
